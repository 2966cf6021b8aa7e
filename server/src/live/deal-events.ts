import type { Origin } from '../access/viewer.ts';
import type { Queryable } from '../database/database.ts';
import type { EntryKind } from '../ledger/entry.ts';
import { type Fragment, sql } from '../lib/sql.ts';
import { DealEvent, type DealEventKind } from './deal-event.ts';
import { cursorOf } from './event-cursor.ts';
import { type LedgerPage, type Placed, readBehind } from './ledger-page.ts';
import { formatSnapshot, type Position, type Snapshot } from './snapshot.ts';

interface EventRow extends Placed {
  kind: EntryKind;
  effective_at: Date;
  recorded_at: Date;
  origin: Origin;
  correction: boolean;
  deal_id: string;
  stage_id: string | null;
  employee_id: string | null;
  minor: string | null;
}

/** Events in the order they are delivered, and how to go on. */
export interface EventPage {
  events: DealEvent[];
  next: Position;
  more: boolean;
}

/** Which events: their kinds, and those that may be seen, as a condition on the entries `l`. */
interface Which {
  kinds: readonly EntryKind[];
  visible: Fragment;
}

/** A won deal's amount is what its winning stands for in the ledger now; of any other event, what the deal is worth. */
const columns = sql`l.id, l.xid::text as xid, l.kind, l.effective_at, l.recorded_at, l.origin, l.correction, l.deal_id,
  l.stage_id, l.employee_id,
  case when l.kind = 'deal_won'
    then (select sum(w.revenue) from ledger w where w.deal_id = l.deal_id and w.fact_id = l.fact_id)
    else (select d.amount from deal d where d.id = l.deal_id) end as minor`;

const backdatedBy = 60_000;

/** The cluster's own name: cursors hold it. */
export async function readCluster(db: Queryable): Promise<string> {
  const [row] = await db.query<{ id: string }>(
    sql`/* cluster */ select system_identifier::text as id from ledger_mark`,
  );
  if (!row) throw new Error('the ledger has no mark: it was not prepared');
  return row.id;
}

/** The events committed behind a position, at most `limit`; with `upTo` only those of a snapshot. */
export async function readEvents(
  db: Queryable,
  cluster: string,
  { kinds, visible, position, limit, upTo }: Which & { position: Position; limit: number; upTo?: Snapshot },
): Promise<EventPage> {
  const where = announced({ kinds, visible });
  const page: LedgerPage<EventRow> = await readBehind(db, position, {
    name: 'deal-events',
    columns,
    where,
    limit,
    upTo,
  });
  const events = page.rows.map((row) => eventOf(row, cursorOf(cluster, page.positionOf(row))));
  return { events, next: page.next, more: page.more };
}

/** The latest events of a snapshot by when they took effect, the latest last. Each resumes behind the snapshot. */
export async function latestEvents(
  db: Queryable,
  cluster: string,
  { kinds, visible, count, upTo }: Which & { count: number; upTo: Snapshot },
): Promise<DealEvent[]> {
  const rows = await db.query<EventRow>(sql`/* latest-deal-events */
    select ${columns} from ledger l
    where ${announced({ kinds, visible })} and pg_visible_in_snapshot(l.xid, ${formatSnapshot(upTo)}::pg_snapshot)
    order by l.effective_at desc, l.id desc limit ${count}`);
  const cursor = cursorOf(cluster, { snapshot: upTo, part: null });
  return rows.toReversed().map((row) => eventOf(row, cursor));
}

function announced({ kinds, visible }: Which): Fragment {
  return sql`l.event and l.kind = any(${kinds}::entry_kind[]) and ${visible}`;
}

function eventOf(row: EventRow, cursor: string): DealEvent {
  return Object.assign(new DealEvent(), {
    id: row.id,
    cursor,
    kind: row.kind as DealEventKind,
    at: row.effective_at,
    recordedAt: row.recorded_at,
    imported: row.origin === 'import',
    backdated: row.recorded_at.getTime() - row.effective_at.getTime() > backdatedBy,
    correction: row.correction,
    dealId: row.deal_id,
    stageId: row.stage_id,
    employeeId: row.employee_id,
    minor: row.minor,
  });
}
