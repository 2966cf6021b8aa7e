import type { Pool } from '../database/database.ts';
import { type Fragment, raw, sql } from '../lib/sql.ts';

/** Entries before the mark are in the rollups. Read in the answering statement, so that each entry counts exactly once. */
export const mark = raw('(select mark from ledger_mark)');

/** The mark as last seen in each database: it only moves forward, so an old one is never wrong, only less of a help to the planner. */
const marks = new WeakMap<Pool['pool'], string>();

/** A mark read earlier; '0' when none was. */
export function knownMark(pool: Pool): string {
  return marks.get(pool.pool) ?? '0';
}

/** Keeps the mark that an answer was read with. */
export function rememberMark(pool: Pool, seen: string): void {
  marks.set(pool.pool, seen);
}

/** What is committed and not yet merged. The earlier mark is there for the planner: it cannot guess the other one's value. */
export function tail(known: string): Fragment {
  return sql`xid >= ${known}::xid8 and xid >= ${mark}`;
}

/** How many committed entries this statement's snapshot sees: monotone, and the same on every server. */
export function revision(known: string): Fragment {
  return sql`(select merged from ledger_mark) + (select count(*) from ledger where ${tail(known)})`;
}
