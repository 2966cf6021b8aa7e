import './ranking-tile.css';
import { type CSSProperties, useRef } from 'react';
import { type RankedRow, rankRows } from '../charts/ranking.ts';
import { ManagerRankingDocument, PeopleWorkDocument } from '../gql/graphql.ts';
import { monthOf, sameDayLastMonth, shortDay } from '../i18n/dates.ts';
import { formatCount, formatMoney, formatShare } from '../i18n/format.ts';
import { m } from '../i18n/paraglide/messages.js';
import { useFeed } from '../live/use-feed.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { Arrow } from '../ui/ChangeLine.tsx';
import { FittingName } from '../ui/FittingName.tsx';
import { useReorder } from '../ui/motion.ts';
import { shortName } from '../ui/person-name.ts';
import { Short } from '../ui/Short.tsx';
import { Tile, TileNote } from '../ui/Tile.tsx';
import { useFits } from '../ui/use-fits.ts';
import type { TileDefinition } from './board.ts';
import { type BoardFacts, useBoard } from './board-context.ts';
import { titleOf } from './words.ts';

type Definition = Extract<TileDefinition, { kind: 'ranking' }>;

const ROW = 6.7;
/** Where there is so much room for everybody, everybody is written larger. */
const ROOMY_ROW = 10;
/** The same with a third line. */
const TALL_ROW = 10.2;
const ROOMY_TALL_ROW = 13;

/** What is said of somebody below their bar. */
interface Work {
  calls: number;
  meetings: number;
}

/** Managers in order of revenue, each against their own same day of the month before. */
export function RankingTile({ definition }: { definition: Definition }) {
  return definition.withWork ? <WorkRanking definition={definition} /> : <RevenueRanking definition={definition} />;
}

/** The same with everybody's plan and work: two questions, and the ranking does not wait for the second. */
function WorkRanking({ definition }: { definition: Definition }) {
  const { data } = useFeed(PeopleWorkDocument, { period: { named: definition.period } });
  const work = new Map(
    data?.kpis.rows.map(({ id, employee, calls, meetings }): [string, Work] => [
      employee?.id ?? id,
      { calls: calls.value ?? 0, meetings: meetings.value ?? 0 },
    ]),
  );
  return <RevenueRanking definition={definition} work={work} />;
}

function RevenueRanking({ definition, work }: { definition: Definition; work?: ReadonlyMap<string, Work> }) {
  const board = useBoard();
  const { period, compareTo } = definition;
  const { data, state } = useFeed(ManagerRankingDocument, { period: { named: period }, compareTo });
  const rows = rankRows(
    data?.kpis.rows.map(({ id, employee, revenue }) => ({
      id: employee?.id ?? id,
      name: employee?.name,
      value: revenue.value ?? 0,
      previous: revenue.previous,
    })) ?? [],
  );
  const plans = new Map(data?.kpis.rows.map(({ id, employee, revenue }) => [employee?.id ?? id, revenue.attainment]));
  const thenDay = sameDayLastMonth(board.today);

  return (
    <Tile
      className="ranking-tile"
      title={titleOf(definition.title, board)}
      aside={
        rows.some(({ thenShare }) => thenShare !== null) && (
          <span className="ranking-key" title={m.then_mark({ month: monthOf(thenDay, board.language) })}>
            {shortDay(thenDay, board.language)}
          </span>
        )
      }
      place={definition.place}
      state={state}
      skeleton={<RankingSkeleton />}
    >
      {rows.length > 0 ? (
        <Ranking rows={rows} below={work && ((id) => belowOf(work.get(id), plans.get(id) ?? null, board))} />
      ) : (
        <TileNote title={m.empty_managers_title()} text={m.empty_managers_text()} />
      )}
    </Tile>
  );
}

/** 82 % плана · 124 звонка · 8 встреч */
function belowOf(work: Work | undefined, attainment: number | null, { language }: BoardFacts): string {
  const shown = (count: number) => formatCount(count, language, 'far').whole;
  const { calls = 0, meetings = 0 } = work ?? {};
  return [
    attainment !== null && m.plan_share({ share: formatShare(attainment, language) }),
    m.calls_count({ count: calls, shown: shown(calls) }),
    m.meetings_count({ count: meetings, shown: shown(meetings) }),
  ]
    .filter(Boolean)
    .join(' · ');
}

interface RankingProps {
  rows: readonly RankedRow[];
  /** a third line for each row */
  below?: ((id: string) => string) | undefined;
}

function Ranking({ rows, below }: RankingProps) {
  const box = useRef<HTMLDivElement>(null);
  const fits = useFits(box, below ? TALL_ROW : ROW);
  const roomy = rows.length <= useFits(box, below ? ROOMY_TALL_ROW : ROOMY_ROW);
  // The line that counts the rest takes the place of a row.
  const shown = rows.slice(0, rows.length > fits ? Math.max(1, fits - 1) : fits);
  const list = useReorder<HTMLOListElement>(shown.map(({ id }) => id).join());
  const rest = rows.length - shown.length;
  return (
    <div className="ranking" ref={box} data-roomy={roomy || undefined} data-tall={below ? true : undefined}>
      <ol ref={list}>
        {shown.map((row) => (
          <Row key={row.id} row={row} below={below?.(row.id)} />
        ))}
      </ol>
      {fits > 0 && rest > 0 && <p className="ranking-rest">{m.more_people({ count: rest })}</p>}
    </div>
  );
}

function Row({ row, below }: { row: RankedRow; below: string | undefined }) {
  const { currency, language } = useBoard();
  const { id, name, place, moved, value, share, thenShare } = row;
  return (
    <li className="ranking-row" data-key={id} data-first={place === 1 || undefined}>
      <Avatar id={name === undefined ? undefined : id} name={name} />
      <span className="ranking-name">
        {name === undefined ? m.nobody() : <FittingName name={name} short={shortName(name)} />}
      </span>
      <span className="ranking-value">
        {moved !== null && moved !== 0 && (
          <span className="ranking-moved" data-direction={moved > 0 ? 'up' : 'down'}>
            <Arrow up={moved > 0} />
            <span aria-hidden="true">{Math.abs(moved)}</span>
            <span className="visually-hidden">
              {moved > 0 ? m.places_up({ count: moved }) : m.places_down({ count: -moved })}
            </span>
          </span>
        )}
        <span title={formatMoney(value, currency, language, 'near').whole}>
          <Short figure={formatMoney(value, currency, language, 'far')} />
        </span>
      </span>
      <span className="ranking-bar" style={{ '--share': share } as CSSProperties} aria-hidden="true">
        {thenShare !== null && <i style={{ '--then-share': thenShare } as CSSProperties} />}
      </span>
      {below !== undefined && <span className="ranking-below">{below}</span>}
    </li>
  );
}

function RankingSkeleton() {
  return (
    <div className="ranking ranking-skeleton">
      {[0.9, 0.74, 0.6, 0.45].map((share) => (
        <div key={share} className="ghost" style={{ width: `${share * 100}%` }} />
      ))}
    </div>
  );
}
