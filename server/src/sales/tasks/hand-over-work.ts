import type { Context } from '../../context.ts';
import type { Transaction } from '../../database/database.ts';
import { sql } from '../../lib/sql.ts';
import { changeRow } from '../../records/change-record.ts';
import type { LeadRow } from '../leads/lead.fields.ts';
import { leadNoun } from '../leads/lead.ts';
import type { TaskRow } from './task.fields.ts';
import { taskNoun } from './task.ts';

/** Gives the open leads and tasks of somebody to another. What fell due before, and whatever was done, stays theirs. */
export async function handOverWork(tx: Transaction, ctx: Context, from: string, to: string | null): Promise<void> {
  const leads = await tx.query<{ id: string }>(sql`/* leads-to-hand-over */ select id from lead
    where employee_id = ${from} and status in ('new', 'answered', 'qualified') and ended_at is null order by id for update`);
  const take = ({ after }: { after: LeadRow }): void => {
    after.employeeId = to;
  };
  for (const { id } of leads) {
    await changeRow(tx, ctx, leadNoun, { id, input: {}, change: { verb: 'assignLead', fields: {}, act: take } });
  }
  const tasks = await tx.query<{ id: string }>(sql`/* tasks-to-hand-over */ select id from task
    where employee_id = ${from} and status = 'open' order by id for update`);
  const assume = ({ after }: { after: TaskRow }): void => {
    after.assigneeId = to;
  };
  for (const { id } of tasks) {
    await changeRow(tx, ctx, taskNoun, { id, input: {}, change: { verb: 'amendTask', fields: {}, act: assume } });
  }
}
