import { Refusal } from '../../lib/refusal.ts';
import { dayOf } from '../../lib/zone.ts';
import type { Step } from '../../records/define-record.ts';
import { resolveAbout } from '../activities/resolve-about.ts';
import { clientStandingOf, standingOf } from '../activities/standing.ts';
import type { TaskFields, TaskRow } from './task.fields.ts';

/** Fills what was left out, refuses what would rewrite how a task was done, and stamps whose it is and with whom. */
export async function fillTask(step: Step<TaskFields>): Promise<void> {
  const { tx, ctx, before, after, input } = step;
  after.kind ??= 'other';
  after.priority ??= 'normal';
  after.repeats ??= 'none';
  if (before === null) {
    if (input.assigneeId === undefined) after.assigneeId = ctx.viewer.employeeId;
    after.authorId = ctx.viewer.employeeId;
  } else refuseDone(before, after, input);
  if (before?.kind !== 'escalation' && input.kind === 'escalation' && step.verb !== 'escalateLead') {
    throw Refusal.badInput('input.kind', 'another kind: what nobody answers is escalated by itself');
  }
  const { timeZone } = ctx.settings;
  if (before?.dueAt.getTime() !== after.dueAt?.getTime()) {
    after.repeatDay = after.dueAt ? Number(dayOf(after.dueAt, timeZone).slice(-2)) : 1;
  }
  if (after.repeatsUntil !== null && after.repeats === 'none') {
    if (input.repeatsUntil !== undefined) throw Refusal.badInput('input.repeatsUntil', 'nothing: the task comes once');
    after.repeatsUntil = null;
  }
  await resolveAbout(tx, after, input);
  await stamp(step);
  after.status = after.endedAt !== null ? 'cancelled' : after.doneAt !== null ? 'done' : 'open';
}

/** A task that is done stays as it was promised: by when, and by whom. */
function refuseDone(before: TaskRow, after: TaskRow, input: Step['input']): void {
  if (before.doneAt === null || after.doneAt === null) return;
  const fixed = ['dueAt', 'assigneeId'].find((name) => input[name] !== undefined);
  if (fixed === undefined && after.endedAt === null) return;
  const field = `input.${fixed ?? 'id'}`;
  throw Refusal.refused('TASK_ALREADY_DONE', `${field}: task ${before.id} is done: reopen it first`, { field });
}

/** What fell due counts for who had it then, whoever gets it later; what is put off counts for who has it now. */
async function stamp({ tx, ctx, before, after }: Step<TaskFields>): Promise<void> {
  const given = before === null || before.assigneeId !== after.assigneeId;
  const putOff = before !== null && before.dueAt.getTime() !== after.dueAt.getTime();
  if (given || putOff) {
    const people = await standingOf(tx, after.assigneeId);
    if (given) {
      after.teamId = people.team_id;
      after.departmentId = people.department_id;
    }
    const hasFallenDue = before !== null && after.dueAt <= ctx.clock.now();
    if (!hasFallenDue) after.stamps = { ...after.stamps, assignee: people };
  }
  if (before === null || before.clientId !== after.clientId) {
    after.stamps = { ...after.stamps, client: await clientStandingOf(tx, after.clientId, ctx.clock.now()) };
  }
}
