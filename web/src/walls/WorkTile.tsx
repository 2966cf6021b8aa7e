import './work-tile.css';
import { type CSSProperties, useRef } from 'react';
import { PeopleWorkDocument, type PeopleWorkSubscription } from '../gql/graphql.ts';
import { formatCount, formatHours } from '../i18n/format.ts';
import { m } from '../i18n/paraglide/messages.js';
import { useFeed } from '../live/use-feed.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { FittingName } from '../ui/FittingName.tsx';
import { useReorder } from '../ui/motion.ts';
import { shortName } from '../ui/person-name.ts';
import { Tile, TileNote } from '../ui/Tile.tsx';
import { useFits } from '../ui/use-fits.ts';
import type { TileDefinition } from './board.ts';
import { useBoard } from './board-context.ts';
import { titleOf } from './words.ts';

type Definition = Extract<TileDefinition, { kind: 'work' }>;
type WorkRow = PeopleWorkSubscription['kpis']['rows'][number];

const ROW = 7.6;

/** The kinds of work, in the order of their columns. */
const kinds = ['calls', 'talkTime', 'meetings', 'presentations', 'emails', 'messages'] as const;
type Kind = (typeof kinds)[number];

/** Who does how much of what: today large, the week beside it; whoever was in touch most often this week stands first. */
export function WorkTile({ definition }: { definition: Definition }) {
  const board = useBoard();
  const week = useFeed(PeopleWorkDocument, { period: { named: definition.week } });
  const day = useFeed(PeopleWorkDocument, { period: { named: definition.day } });
  const rows = week.data?.kpis.rows.filter((row) => kinds.some((kind) => row[kind].value)) ?? [];
  const today = new Map(day.data?.kpis.rows.map((row) => [row.id, row]));
  return (
    <Tile
      className="work-tile"
      title={titleOf(definition.title, board)}
      aside={
        <span className="work-key">
          <b>{m.work_today()}</b> {m.work_week()}
        </span>
      }
      place={definition.place}
      state={day.state === 'live' ? week.state : day.state}
      skeleton={<WorkSkeleton />}
    >
      {rows.length > 0 ? (
        <Table rows={rows} today={today} />
      ) : (
        <TileNote title={m.empty_work_title()} text={m.empty_work_text()} />
      )}
    </Tile>
  );
}

function Table({ rows, today }: { rows: readonly WorkRow[]; today: ReadonlyMap<string, WorkRow> }) {
  const table = useRef<HTMLTableElement>(null);
  // The head takes the place of a row.
  const fits = useFits(table, ROW) - 1;
  const shown = rows.slice(0, Math.max(1, fits));
  const body = useReorder<HTMLTableSectionElement>(shown.map(({ id }) => id).join());
  const rest = rows.length - shown.length;
  const most = Math.max(...rows.map(({ contacts }) => contacts.value ?? 0), 1);
  return (
    <>
      <table className="work-table" ref={table}>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">{m.work_who()}</span>
            </th>
            {kinds.map((kind) => (
              <th key={kind} scope="col">
                {nameOf(kind)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {shown.map((row) => (
            <Row key={row.id} row={row} today={today.get(row.id)} share={(row.contacts.value ?? 0) / most} />
          ))}
        </tbody>
      </table>
      {fits > 0 && rest > 0 && <p className="work-rest">{m.more_people({ count: rest })}</p>}
    </>
  );
}

function Row({ row, today, share }: { row: WorkRow; today: WorkRow | undefined; share: number }) {
  const { language } = useBoard();
  const write = (kind: Kind, value: number | null | undefined) =>
    kind === 'talkTime' ? formatHours(value) : formatCount(value, language, 'far').whole;
  const { employee } = row;
  return (
    <tr data-key={row.id} style={{ '--share': share } as CSSProperties}>
      <th scope="row">
        <Avatar id={employee?.id} name={employee?.name} />
        <span className="work-name">
          {employee ? <FittingName name={employee.name} short={shortName(employee.name)} /> : m.nobody()}
        </span>
        <span className="work-bar" aria-hidden="true" />
      </th>
      {kinds.map((kind) => {
        const now = today ? today[kind].value : 0;
        return (
          <td key={kind} data-name={nameOf(kind)}>
            <b data-none={!now || undefined}>{write(kind, now)}</b> <span>{write(kind, row[kind].value)}</span>
          </td>
        );
      })}
    </tr>
  );
}

function nameOf(kind: Kind): string {
  switch (kind) {
    case 'calls':
      return m.work_calls();
    case 'talkTime':
      return m.work_talk();
    case 'meetings':
      return m.work_meetings();
    case 'presentations':
      return m.work_presentations();
    case 'emails':
      return m.work_emails();
    case 'messages':
      return m.work_messages();
  }
}

function WorkSkeleton() {
  return (
    <div className="work-skeleton">
      {[1, 2, 3, 4, 5].map((row) => (
        <div key={row} className="ghost" />
      ))}
    </div>
  );
}
