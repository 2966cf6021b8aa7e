import type { Queryable } from '../database/database.ts';
import { type Fragment, raw, sql } from '../lib/sql.ts';
import { after, completed, formatSnapshot, type Position, type Snapshot, trustedSnapshot } from './snapshot.ts';

/** What every row read behind a position carries. */
export interface Placed {
  id: string;
  xid: string;
}

/** Rows in delivery order, the position before each batch of them, and whether more may follow at once. */
export interface LedgerPage<Row extends Placed> {
  rows: Row[];
  /** the position to resume from after each row, made only when asked for */
  positionOf: (row: Row) => Position;
  /** the position behind the whole page */
  next: Position;
  more: boolean;
}

/** What to read of the ledger: columns (with id and xid::text) of table `l`, and a condition on it. */
export interface LedgerRead {
  name: string;
  columns: Fragment;
  where: Fragment;
  limit: number;
  /** leaves out what is not in this snapshot: several readers can then stop at the same point */
  upTo?: Snapshot;
}

/**
 * Reads what was committed behind a position, each row exactly once in whatever order transactions commit, at most `limit` rows at a time.
 *
 * A row is behind a snapshot when its transaction began after it (xid >= xmax) or was running in it: the same as
 * `not pg_visible_in_snapshot(xid, snapshot)`, but as two index scans, so that a transaction left open for hours does not make every
 * read start where it began.
 */
export async function readBehind<Row extends Placed>(
  db: Queryable,
  position: Position,
  read: LedgerRead,
): Promise<LedgerPage<Row>> {
  if (position.part) return restOfTransaction(db, position, position.part, read);
  const before = position.snapshot;
  const bound = read.upTo ? sql`and pg_visible_in_snapshot(l.xid, ${formatSnapshot(read.upTo)}::pg_snapshot)` : raw('');
  const scan = (range: Fragment): Fragment => sql`(select ${read.columns} from ledger l
      where ${range} and ${read.where} ${bound} order by l.xid, l.id limit ${read.limit})`;
  const found = await db.query<Row & { now: string }>(sql`/* ${raw(read.name)} */
    select e.*, s.now from (select pg_current_snapshot()::text as now) s left join (
      select * from (
        ${scan(sql`l.xid = any(${before.running.map(String)}::xid8[])`)} union all ${scan(sql`l.xid >= ${String(before.xmax)}::xid8`)}
      ) both_parts order by xid::xid8, id limit ${read.limit}
    ) e on true order by e.xid::xid8, e.id`);
  const rows = found.filter((row) => row.id !== null);
  const now = read.upTo ?? trustedSnapshot(found[0]?.now ?? '');
  const positionOf = (row: Row): Position => after(before, now, placeOf(row));
  const last = rows.at(-1);
  const more = rows.length >= read.limit && last !== undefined;
  return { rows, positionOf, next: more ? positionOf(last) : { snapshot: now, part: null }, more };
}

/** A transaction with more rows than a page is finished first: its place in the order would otherwise depend on what commits meanwhile. */
async function restOfTransaction<Row extends Placed>(
  db: Queryable,
  position: Position,
  part: { xid: bigint; id: bigint },
  read: LedgerRead,
): Promise<LedgerPage<Row>> {
  const rows = await db.query<Row>(sql`/* ${raw(read.name)}-rest */
    select ${read.columns} from ledger l
    where l.xid = ${String(part.xid)}::xid8 and l.id > ${String(part.id)}::bigint and ${read.where} order by l.id limit ${read.limit}`);
  const positionOf = (row: Row): Position => ({ snapshot: position.snapshot, part: placeOf(row) });
  const last = rows.at(-1);
  const next = rows.length >= read.limit && last ? positionOf(last) : completed(position);
  return { rows, positionOf, next, more: true };
}

function placeOf(row: Placed): { xid: bigint; id: bigint } {
  return { xid: BigInt(row.xid), id: BigInt(row.id) };
}

/** The position of everything committed so far. */
export async function positionNow(db: Queryable): Promise<Position> {
  const [row] = await db.query<{ now: string }>(sql`/* position-now */ select pg_current_snapshot()::text as now`);
  return { snapshot: trustedSnapshot(row?.now ?? ''), part: null };
}
