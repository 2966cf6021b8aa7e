import './pace-tile.css';
import { PaceChart } from '../charts/PaceChart.tsx';
import type { DayValue } from '../charts/pace-line.ts';
import { DailyDocument, type DailySubscription, FiguresDocument } from '../gql/graphql.ts';
import { compare } from '../i18n/compare.ts';
import { monthName, monthOf, sameDayLastMonth } from '../i18n/dates.ts';
import { formatMoney, formatShare } from '../i18n/format.ts';
import { m } from '../i18n/paraglide/messages.js';
import { useFeed } from '../live/use-feed.ts';
import { ChangeLine } from '../ui/ChangeLine.tsx';
import { Figure } from '../ui/Figure.tsx';
import { Tile } from '../ui/Tile.tsx';
import type { TileDefinition } from './board.ts';
import { useBoard } from './board-context.ts';
import { againstSameDay, titleOf } from './words.ts';

type Definition = Extract<TileDefinition, { kind: 'pace' }>;

/** The hero: revenue of the running period, and its way there against the way of the period before. */
export function PaceTile({ definition }: { definition: Definition }) {
  const board = useBoard();
  const { language, currency, today } = board;
  const { period, compareTo, earlier } = definition;
  const figures = useFeed(FiguresDocument, { period: { named: period }, compareTo });
  const now = useFeed(DailyDocument, { period: { named: period } });
  const then = useFeed(DailyDocument, { period: { named: earlier } });

  const total = figures.data?.kpis.total;
  const value = total?.revenue.value;
  const previous = total?.revenue.previous;
  const attainment = definition.withPlan ? total?.revenue.attainment : null;
  const nothingYet = !value && !total?.wonDeals.value;
  const money = (amount: number | null | undefined) => formatMoney(amount, currency, language, 'near').whole;
  const thenDay = sameDayLastMonth(today);

  return (
    <Tile
      className="pace-tile"
      title={titleOf(definition.title, board)}
      aside={attainment != null && m.plan_share({ share: formatShare(attainment, language) })}
      place={definition.place}
      state={figures.state}
      glowOn={value}
      skeleton={<PaceSkeleton />}
    >
      <Figure figure={formatMoney(value, currency, language, 'hero')} exact={money(value)} />
      {nothingYet ? (
        <p className="change pace-empty">{m.empty_revenue()}</p>
      ) : (
        <ChangeLine
          change={compare(value, previous, false)}
          against={againstSameDay(board)}
          write={(amount) => formatMoney(amount, currency, language, 'far').whole}
        />
      )}
      <div className="pace-drawing">
        {now.data && then.data && (value || hasAny(then.data)) && (
          <PaceChart
            now={days(now.data)}
            then={days(then.data)}
            today={today}
            thenLabel={monthName(thenDay, language)}
            label={m.chart_revenue({ now: money(value), month: monthOf(thenDay, language), then: money(previous) })}
          />
        )}
      </div>
    </Tile>
  );
}

function days({ kpis }: DailySubscription): DayValue[] {
  return kpis.rows.flatMap(({ period, revenue }) => (period ? [{ day: period.from, value: revenue.value ?? 0 }] : []));
}

function hasAny({ kpis }: DailySubscription): boolean {
  return kpis.rows.some(({ revenue }) => revenue.value);
}

function PaceSkeleton() {
  return (
    <>
      <div className="ghost ghost-figure" />
      <div className="ghost ghost-line" />
      <div className="pace-drawing ghost" />
    </>
  );
}
