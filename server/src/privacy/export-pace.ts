import { audit } from '../access/audit.ts';
import type { Context } from '../context.ts';
import type { Transaction } from '../database/database.ts';
import { locks } from '../database/locks.ts';
import { Refusal } from '../lib/refusal.ts';
import { sql } from '../lib/sql.ts';
import { isUnusual } from './unusual.ts';

export type SubjectName = 'Contact' | 'Client' | 'Employee';

/** More requests of people about their data than these come to no office in a day: beyond them it is a way to carry the clients off. */
const most = { aDay: 10 };
const action = 'exportSubject';
const asked = new WeakSet<object>();

/** Refuses a document that asks about one after another. */
export function refuseSecond(ctx: Context): void {
  if (asked.has(ctx)) throw refused('ONE_AT_A_TIME', 'about one at a time');
  asked.add(ctx);
}

/**
 * Counts that somebody is told everything held about somebody, and notes it in the audit log; refused beyond ten a day. In the transaction
 * that reads it: what is told is noted.
 */
export async function countExport(tx: Transaction, ctx: Context, subject: SubjectName, id: string): Promise<void> {
  const { viewer } = ctx;
  const now = ctx.clock.now();
  // calls side by side are counted one after another
  await tx.query(sql`/* lock-exports */ select pg_advisory_xact_lock(${locks.exports})`);
  const since = new Date(now.getTime() - 24 * 3_600_000);
  // a person counts as one, by whatever session or token they come
  const [row] = await tx.query<{ told: number }>(sql`/* exports-today */ select count(*)::int as told from audit_entry
    where action = ${action} and at > ${since} and (principal = ${viewer.principal} or account_id = ${viewer.accountId}::bigint)`);
  if ((row?.told ?? 0) >= most.aDay) throw refused('EXPORT_LIMIT', `at most ${most.aDay} a day`);
  const alert = await isUnusual(tx, viewer, action, now);
  await audit(tx, viewer, now, { action, subject, subjectId: id, alert });
  if (alert) ctx.log.warn({ principal: viewer.principal, action }, 'people are exported at an unusual pace');
}

function refused(refusal: string, message: string): Refusal {
  return Refusal.refused(refusal, `subjectExport: ${message}`, { field: 'subjectExport' });
}
