import type { Transaction } from '../../database/database.ts';
import { readCalendar } from '../../department/calendar/working-days.ts';
import { addWorkingSeconds, workingSecondsBetween } from '../../department/calendar/working-time.ts';
import type { Dimensions } from '../../ledger/dimensions.ts';
import { Refusal } from '../../lib/refusal.ts';
import { sql } from '../../lib/sql.ts';
import type { Step } from '../../records/define-record.ts';
import { ensureContactOf } from '../contact-of-client.ts';
import { dimensionsOf } from '../people-of.ts';
import type { TicketFields, TicketRow } from './ticket-fields.ts';

/** Fills what was left out, sets deadlines and the working time of the answer, and keeps who gets the credit for what. */
export async function completeTicket(step: Step<TicketFields>): Promise<void> {
  const { tx, ctx, before, after, input } = step;
  if (!before) {
    after.arrivedAt ??= ctx.clock.now();
    after.priority ??= 'normal';
    after.status = 'new';
    after.reopenings = 0;
    if (input.employeeId === undefined) after.employeeId = ctx.viewer.employeeId;
  }
  const changed = (...names: (keyof TicketRow)[]): boolean =>
    !before || names.some((name) => before[name]?.valueOf() !== after[name]?.valueOf());
  ensureInOrder(after);
  if (changed('contactId', 'clientId')) await ensureContactOf(tx, ctx, after.contactId, after.clientId);
  if (changed('kind', 'priority', 'arrivedAt')) await setDeadlines(tx, after);
  if (after.answeredAt && changed('answeredAt', 'arrivedAt')) {
    after.responseTime = workingSecondsBetween(await readCalendar(tx), after.arrivedAt, after.answeredAt);
  }
  if (changed('employeeId', 'clientId', 'productId')) await stamp(step, await dimensionsOf(tx, after));
}

/** When it came can be put right, but not to later than what followed. */
function ensureInOrder({ arrivedAt, answeredAt, history }: TicketRow): void {
  const [turn] = history;
  if ((answeredAt && arrivedAt > answeredAt) || (turn && arrivedAt > new Date(turn.at)))
    throw Refusal.badInput('input.arrivedAt', 'an instant not after the first answer and the resolution');
}

/**
 * The deadlines of its kind and priority as they are set now, counted in working time; where none are set, it is answered as soon as leads
 * are and resolved at leisure.
 */
async function setDeadlines(tx: Transaction, after: TicketRow): Promise<void> {
  const [deadline] = await tx.query<{ answer: number; resolve: number | null }>(sql`/* deadline-of-ticket */ select
      coalesce(d.answer_within_minutes * 60, s.answer_within_seconds) as answer, d.resolve_within_minutes * 60 as resolve
    from setting s left join service_deadline d on d.kind = ${after.kind} and d.priority = ${after.priority} and d.ended_at is null`);
  if (!deadline) throw new Error('the department has no settings, so nobody knows how soon it answers');
  const calendar = await readCalendar(tx);
  const within = (seconds: number): Date => addWorkingSeconds(calendar, after.arrivedAt, seconds);
  after.answerDueAt = within(deadline.answer);
  after.resolveDueAt = deadline.resolve === null ? null : within(deadline.resolve);
}

/**
 * Who answers for it from now on is credited with what comes from now on, its lateness too if that has not come yet. Which client and which
 * product it is about is put right everywhere.
 */
function stamp({ ctx, before, after }: Step<TicketFields>, now: Dimensions): void {
  after.teamId = now.team_id ?? null;
  after.departmentId = now.department_id ?? null;
  if (!before) {
    after.stamps = { arrived: now, late: now };
    return;
  }
  const { employee_id: _, team_id: __, department_id: ___, ...about } = now;
  const restated = before.clientId !== after.clientId || before.productId !== after.productId;
  const kept = Object.entries(after.stamps).map(([name, dimensions]) => [name, { ...dimensions, ...about }] as const);
  if (restated) after.stamps = Object.fromEntries(kept);
  const ahead = after.answerDueAt === null || ctx.clock.now() < after.answerDueAt;
  if (before.employeeId !== after.employeeId && ahead) after.stamps = { ...after.stamps, late: now };
}
