import './ranking-tile.css';
import { type CSSProperties, useRef } from 'react';
import { type RankedRow, rankRows } from '../charts/ranking.ts';
import { ManagerRankingDocument } from '../gql/graphql.ts';
import { monthOf, sameDayLastMonth, shortDay } from '../i18n/dates.ts';
import { formatMoney } from '../i18n/format.ts';
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
import { useBoard } from './board-context.ts';
import { titleOf } from './words.ts';

type Definition = Extract<TileDefinition, { kind: 'ranking' }>;

const ROW = 6.7;
/** Where there is so much room for everybody, everybody is written larger. */
const ROOMY_ROW = 10;

/** Managers in order of revenue, each against their own same day of the month before. */
export function RankingTile({ definition }: { definition: Definition }) {
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
        <Ranking rows={rows} />
      ) : (
        <TileNote title={m.empty_managers_title()} text={m.empty_managers_text()} />
      )}
    </Tile>
  );
}

function Ranking({ rows }: { rows: readonly RankedRow[] }) {
  const box = useRef<HTMLDivElement>(null);
  const fits = useFits(box, ROW);
  const roomy = rows.length <= useFits(box, ROOMY_ROW);
  // The line that counts the rest takes the place of a row.
  const shown = rows.slice(0, rows.length > fits ? Math.max(1, fits - 1) : fits);
  const list = useReorder<HTMLOListElement>(shown.map(({ id }) => id).join());
  const rest = rows.length - shown.length;
  return (
    <div className="ranking" ref={box} data-roomy={roomy || undefined}>
      <ol ref={list}>
        {shown.map((row) => (
          <Row key={row.id} row={row} />
        ))}
      </ol>
      {fits > 0 && rest > 0 && <p className="ranking-rest">{m.more_people({ count: rest })}</p>}
    </div>
  );
}

function Row({ row }: { row: RankedRow }) {
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
