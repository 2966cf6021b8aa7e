import type { Transaction } from '../../database/database.ts';
import { readCalendar } from '../../department/calendar/working-days.ts';
import { sql } from '../../lib/sql.ts';
import type { RecordNoun, Step } from '../../records/define-record.ts';
import { insertRow, postRow } from '../../records/write-record.ts';
import { clientStandingOf, standingOf } from '../activities/standing.ts';
import { nextDue } from './next-due.ts';
import type { TaskFields, TaskRow } from './task.fields.ts';

/**
 * A task that repeats was done or called off: the next one is there in the same transaction, once, however often this one is reopened.
 * Who has left does not get it: then it is nobody's.
 */
export async function repeatTask(noun: RecordNoun<TaskFields>, step: Step<TaskFields>): Promise<void> {
  const { tx, ctx, before, after } = step;
  const isOver = before?.status === 'open' && after.status !== 'open';
  if (!isOver || after.repeats === 'none') return;
  const dueAt = nextDue(after, after.doneAt ?? ctx.clock.now(), await readCalendar(tx));
  if (dueAt === null) return;
  const next = await nextId(tx, after);
  if (next === null) return;
  const employee = await standingOf(tx, next.assigneeId);
  const row: TaskRow = {
    ...after,
    ...{ id: next.id, version: 1, externalId: null, endedAt: null },
    ...{ assigneeId: next.assigneeId, teamId: employee.team_id, departmentId: employee.department_id },
    ...{ status: 'open', doneAt: null, result: null, dueAt, repeatOfId: after.id },
    stamps: { assignee: employee, client: await clientStandingOf(tx, after.clientId, ctx.clock.now()) },
  };
  await insertRow(tx, noun, row);
  await postRow(tx, ctx, noun, { before: null, after: row, happened: 'added' });
}

/** The id of the next one and who is to do it; null when it is there already. */
async function nextId(tx: Transaction, { id, assigneeId }: TaskRow) {
  const [next] = await tx.query<{ id: string | null; assigneeId: string | null }>(sql`/* next-task */ select
      case when not exists (select from task where repeat_of_id = ${id}) then nextval('task_id_seq') end as id,
      (select e.id from employee e where e.id = ${assigneeId} and e.ended_at is null) as "assigneeId"`);
  return next && next.id !== null ? { id: next.id, assigneeId: next.assigneeId } : null;
}
