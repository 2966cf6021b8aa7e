import type { Context } from '../../context.ts';
import type { Transaction } from '../../database/database.ts';
import { type Fragment, raw, sql } from '../../lib/sql.ts';
import { changeRow } from '../../records/change-record.ts';
import type { Stamps } from '../../records/define-record.ts';
import { standingOf } from '../activities/standing.ts';
import type { DocumentRow } from '../documents/document.fields.ts';
import { documentNoun } from '../documents/document.ts';
import type { LeadRow } from '../leads/lead.fields.ts';
import { leadNoun } from '../leads/lead.ts';
import type { TaskRow } from '../tasks/task.fields.ts';
import { taskNoun } from '../tasks/task.ts';

/** What of a piece of work says where it stands in the house. */
interface Placed {
  teamId: string | null;
  departmentId: string | null;
  stamps: Stamps;
}

/**
 * People have moved, and what they still have to do moves along: whoever leads them now sees it, and what falls due from now on is counted
 * there. What fell due before, and whatever was done, stays where it was.
 */
export async function moveWork(tx: Transaction, ctx: Context, ownerIds: readonly string[]): Promise<void> {
  for (const ownerId of ownerIds) await moveWorkOf(tx, ctx, ownerId);
}

async function moveWorkOf(tx: Transaction, ctx: Context, ownerId: string): Promise<void> {
  const people = await standingOf(tx, ownerId);
  const open = (table: string, which: Fragment): Promise<{ id: string }[]> =>
    tx.query(sql`/* work-to-move */ select id from ${raw(table)} where employee_id = ${ownerId} and ended_at is null and ${which}
      and (team_id, department_id) is distinct from (${people.team_id}::bigint, ${people.department_id}::bigint) order by id for update`);
  const move = (after: Placed, stamp: string, dueAt: Date | null): void => {
    after.teamId = people.team_id;
    after.departmentId = people.department_id;
    if (dueAt === null || dueAt <= ctx.clock.now()) return;
    after.stamps = { ...after.stamps, [stamp]: { ...after.stamps[stamp], ...people } };
  };
  for (const { id } of await open('lead', sql`status in ('new', 'answered', 'qualified')`)) {
    const act = ({ after }: { after: LeadRow }) => move(after, 'due', after.answerDueAt);
    await changeRow(tx, ctx, leadNoun, { id, input: {}, change: { verb: 'assignLead', fields: {}, act } });
  }
  for (const { id } of await open('task', sql`status = 'open'`)) {
    const act = ({ after }: { after: TaskRow }) => move(after, 'assignee', after.dueAt);
    await changeRow(tx, ctx, taskNoun, { id, input: {}, change: { verb: 'amendTask', fields: {}, act } });
  }
  for (const { id } of await open('document', sql`(issued_at is null or (kind = 'invoice' and not settled))`)) {
    const act = ({ after }: { after: DocumentRow }) => move(after, 'due', after.dueAt);
    await changeRow(tx, ctx, documentNoun, { id, input: {}, change: { verb: 'amendDocument', fields: {}, act } });
  }
}
