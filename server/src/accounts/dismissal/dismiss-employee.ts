import { audit } from '../../access/audit.ts';
import type { Context } from '../../context.ts';
import type { Transaction } from '../../database/database.ts';
import { postNews } from '../../ledger/news.ts';
import { runVerb } from '../../ledger/verb.ts';
import { checkedId } from '../../lib/decimal-id.ts';
import { Refusal } from '../../lib/refusal.ts';
import { sql } from '../../lib/sql.ts';
import { dayOf } from '../../lib/zone.ts';
import { resolveOwner } from '../../sales/deals/deal-place.ts';
import { handOver } from './hand-over.ts';
import { shutOut } from './shut-out.ts';

export interface DismissEmployee {
  key: string;
  /** who leaves */
  employeeId: string;
  /** who takes over */
  successorId: string;
}

/** What went to the successor, and what was taken back. */
export interface Dismissed {
  employeeId: string;
  deals: number;
  clients: number;
  credentials: number;
}

/**
 * Somebody leaves: their account and everything that lets them in ends at once, their open deals and clients go to their successor. All of
 * it or nothing; what they have earned so far stays theirs.
 */
export async function dismissEmployee(ctx: Context, input: DismissEmployee): Promise<Dismissed> {
  const id = checkedId(input.employeeId, 'input.employeeId');
  const successorId = checkedId(input.successorId, 'input.successorId');
  const on = { subject: 'Dismissal', id, field: 'input.employeeId' };
  const call = { verb: 'dismissEmployee', key: input.key, input, result: { id }, on };
  await runVerb(ctx, call, async (tx) => {
    if (successorId === id) throw refused('SUCCESSOR_IS_THE_SAME', 'input.successorId: somebody else has to take over');
    // in the order in which whoever opens a deal takes them: first the client, then its owner
    await tx.query(sql`/* lock-clients */ select id from client where owner_id = ${id} order by id for update`);
    const teamId = await endEmployee(tx, ctx, id);
    await ctx.access.ensureRow(tx, 'dismissEmployee', 'Dismissal', successorId, 'input.successorId');
    const successor = await resolveOwner(tx, successorId, 'input.successorId');
    const credentials = await shutOut(tx, ctx, id, 'input.employeeId');
    const handed = await handOver(tx, ctx, id, successor);
    await postNews(tx, ctx, 'reference_amended', { employee_id: id, team_id: teamId });
    const details = { successor: successorId, ...handed, credentials };
    const event = { action: 'dismissEmployee', subject: 'Employee', subjectId: id, details };
    await audit(tx, ctx.viewer, ctx.clock.now(), event);
  });
  return { employeeId: id, ...(await countsOf(ctx, id)) };
}

/** Nobody opens a deal for them from here on: whoever does looks at this row first. */
async function endEmployee(tx: Transaction, ctx: Context, id: string): Promise<string | null> {
  const now = ctx.clock.now();
  const [employee] = await tx.query<{ team_id: string | null; ended_at: Date | null }>(
    sql`/* lock-employee */ select team_id, ended_at from employee where id = ${id} for update`,
  );
  if (!employee) throw Refusal.notFound('input.employeeId', 'employee', id);
  if (employee.ended_at) throw refused('EMPLOYEE_LEFT', `input.employeeId: employee ${id} has left already`);
  await tx.query(sql`/* end-employee */ update employee set left_on = ${dayOf(now, ctx.settings.timeZone)}, ended_at = ${now},
    version = version + 1 where id = ${id}`);
  return employee.team_id;
}

/** From the audit log: a replay of the same key tells the same. */
async function countsOf(ctx: Context, id: string): Promise<Omit<Dismissed, 'employeeId'>> {
  const [row] = await ctx.database.app.query<
    Omit<Dismissed, 'employeeId'>
  >(sql`/* dismissal */ select (details -> 'deals')::int as deals,
    (details -> 'clients')::int as clients, (details -> 'credentials')::int as credentials from audit_entry
    where subject = 'Employee' and subject_id = ${id} and action = 'dismissEmployee' order by id desc limit 1`);
  if (!row) throw new Error('somebody was dismissed and the audit log does not know');
  return row;
}

function refused(refusal: string, message: string): Refusal {
  return Refusal.refused(refusal, message, { field: message.slice(0, message.indexOf(':')) });
}
