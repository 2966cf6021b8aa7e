import type { Context } from '../../context.ts';
import type { Transaction } from '../../database/database.ts';
import { readCalendar } from '../../department/calendar/working-days.ts';
import { addWorkingSeconds } from '../../department/calendar/working-time.ts';
import { sql } from '../../lib/sql.ts';
import { makeNewRow } from '../../records/add-record.ts';
import { type Change, changeRow } from '../../records/change-record.ts';
import { taskNoun } from '../tasks/task.ts';
import type { LeadFields } from './lead.fields.ts';
import { leadNoun } from './lead.ts';

/** at once: the next look takes the rest */
const mostAtOnce = 200;

/**
 * Tells superiors of leads whose answer is overdue: each gets a task, once per lead. What waits is in the rows, so that nothing is missed
 * while nobody looks; of several servers each takes others. Gives how many were told. One that cannot be told is left for the next look.
 */
export async function escalateOverdue(ctx: Context): Promise<number> {
  const failed: string[] = [];
  let told = 0;
  while (told + failed.length < mostAtOnce) {
    let id: string | null = null;
    try {
      await ctx.database.app.transaction(async (tx) => {
        id = await nextOverdue(tx, ctx.clock.now(), failed);
        if (id !== null) await escalate(tx, ctx, id);
      });
    } catch (error) {
      if (id === null) throw error;
      failed.push(id);
      ctx.log.error({ err: error, lead: id }, 'an overdue lead could not be escalated');
      continue;
    }
    if (id === null) break;
    told += 1;
  }
  if (told > 0) ctx.changed();
  return told;
}

/** The longest overdue lead that nobody else is telling of, held until the transaction ends. */
async function nextOverdue(tx: Transaction, now: Date, failed: readonly string[]): Promise<string | null> {
  const [lead] = await tx.query<{ id: string }>(sql`/* next-overdue-lead */ select id from lead
    where status = 'new' and ended_at is null and answer_due_at <= ${now} and escalated_at is null and id <> all(${[...failed]}::bigint[])
    order by answer_due_at, id limit 1 for update skip locked`);
  return lead?.id ?? null;
}

async function escalate(tx: Transaction, ctx: Context, leadId: string): Promise<void> {
  const now = ctx.clock.now();
  const act: Change<LeadFields>['act'] = async ({ after }) => {
    after.escalatedAt = now;
    after.escalatedToId = await superiorOf(tx, after);
  };
  const change = { verb: 'escalateLead', fields: {}, act };
  const lead = await changeRow(tx, ctx, leadNoun, { id: leadId, input: {}, change });
  const [within] = await tx.query<{ seconds: number }>(
    sql`/* answer-within */ select answer_within_seconds as seconds from setting`,
  );
  await makeNewRow(tx, ctx, taskNoun, 'escalateLead', {
    title: `Нет ответа на обращение № ${leadId}`,
    ...{ kind: 'escalation', priority: 'urgent', leadId, assigneeId: lead.escalatedToId },
    dueAt: addWorkingSeconds(await readCalendar(tx), now, within?.seconds ?? 0),
  });
}

interface Led {
  employeeId: string | null;
  departmentId: string | null;
}

/** To whom it is told: the superior of who should have answered, else the head of their department, else of any that sells. Null: nobody. */
async function superiorOf(tx: Transaction, { employeeId, departmentId }: Led): Promise<string | null> {
  const [found] = await tx.query<{ id: string }>(sql`/* superior-of-lead */ select s.id from employee s
    left join employee e on e.id = ${employeeId} left join department d on d.id = s.heads_id
    where s.ended_at is null and s.id is distinct from ${employeeId}
      and (s.id = e.superior_id or s.heads_id = ${departmentId} or d.kind = 'sales')
    order by s.id = e.superior_id desc nulls last, s.heads_id = ${departmentId} desc nulls last, s.id limit 1`);
  return found?.id ?? null;
}
