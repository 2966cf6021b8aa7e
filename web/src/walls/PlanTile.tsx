import './plan-tile.css';
import { PlanBar } from '../charts/PlanBar.tsx';
import { elapsedOf, type Planned, planAxis, planMarks } from '../charts/plan-marks.ts';
import { PlanTotalDocument } from '../gql/graphql.ts';
import { monthName } from '../i18n/dates.ts';
import { type Distance, formatMoney, formatRatio, formatScore, formatShare } from '../i18n/format.ts';
import { m } from '../i18n/paraglide/messages.js';
import { useFeed } from '../live/use-feed.ts';
import { Figure } from '../ui/Figure.tsx';
import { Tile, TileNote } from '../ui/Tile.tsx';
import type { TileDefinition } from './board.ts';
import { useBoard } from './board-context.ts';
import { plannedOf } from './planned.ts';
import { titleOf } from './words.ts';

type Definition = Extract<TileDefinition, { kind: 'plan' }>;

/** How much of the house's plan is done, where it should stand today, and where it will end. */
export function PlanTile({ definition }: { definition: Definition }) {
  const board = useBoard();
  const { language, today } = board;
  const { data, state } = useFeed(PlanTotalDocument, { period: { named: definition.period } });
  const total = data?.kpis.total;
  const coefficient = total?.kpiCoefficient.value ?? null;
  const planned = total && plannedOf(total);
  return (
    <Tile
      className="plan-tile"
      title={titleOf(definition.title, board)}
      aside={
        coefficient !== null &&
        m.plan_coefficient_short({ value: formatScore(coefficient, language, { decimals: 2, signed: false }).whole })
      }
      place={definition.place}
      state={state}
      glowOn={planned?.value}
      skeleton={<PlanSkeleton />}
    >
      {planned?.plan?.optimal ? (
        <House planned={planned} />
      ) : (
        <TileNote title={m.no_plan_title({ month: monthName(today, language) })} text={m.no_plan_text()} />
      )}
    </Tile>
  );
}

function House({ planned }: { planned: Planned }) {
  const { language, currency } = useBoard();
  const { value, attainment, plan } = planned;
  const marks = planMarks(planned, elapsedOf([planned]));
  const money = (amount: number | null | undefined, distance: Distance = 'far') =>
    formatMoney(amount, currency, language, distance).whole;
  const optimal = plan?.optimal ?? 0;
  const due = marks?.due == null ? null : marks.due * optimal;
  const share = formatRatio(attainment, language);
  return (
    <div className="plan-house">
      <Figure figure={share} exact={share.whole} />
      <p className="plan-sum" title={m.plan_of({ done: money(value, 'near'), plan: money(optimal, 'near') })}>
        {m.plan_of({ done: money(value), plan: money(optimal) })}
      </p>
      <PlanBar
        marks={marks}
        axis={planAxis([marks])}
        label={m.chart_plan({ done: money(value), plan: money(optimal), due: money(due) })}
        due={
          <>
            {m.plan_due()}
            <small> {money(due)}</small>
          </>
        }
      />
      <Levels levels={[plan?.minimum, optimal, plan?.maximum]} />
      {marks?.end != null && (
        <p className="plan-forecast">
          {m.plan_forecast({ end: money(marks.end * optimal), share: formatShare(marks.end, language) })}
        </p>
      )}
    </div>
  );
}

/** The levels in the order of their marks on the bar; their unit is said once where they share it. */
function Levels({ levels }: { levels: readonly [minimum?: number | null, optimal?: number, maximum?: number | null] }) {
  const { language, currency } = useBoard();
  const words = [m.plan_minimum(), m.plan_optimal(), m.plan_maximum()];
  const shown = levels.flatMap((amount, index) =>
    amount == null ? [] : [{ word: words[index], figure: formatMoney(amount, currency, language, 'far') }],
  );
  const last = shown.at(-1)?.figure;
  const sameUnit = shown.every(({ figure }) => figure.after === last?.after);
  return (
    <p className="plan-levels">
      {shown.map(({ word, figure }) => (
        <span key={word}>
          {word} {sameUnit && figure !== last ? figure.digits : figure.whole}
        </span>
      ))}
    </p>
  );
}

function PlanSkeleton() {
  return (
    <>
      <div className="ghost ghost-figure" />
      <div className="ghost ghost-line" />
      <div className="ghost plan-ghost" />
    </>
  );
}
