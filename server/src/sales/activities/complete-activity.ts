import { Refusal } from '../../lib/refusal.ts';
import type { Step } from '../../records/define-record.ts';
import type { activityFields } from './activity.fields.ts';
import { resolveAbout, resolveContact } from './resolve-about.ts';
import { clientStandingOf, standingOf } from './standing.ts';

/** Fills what was left out, checks what belongs together, and stamps who did it, as they stand now, with whom, as that was then. */
export async function completeActivity(step: Step<typeof activityFields>): Promise<void> {
  const { tx, ctx, before, after, input } = step;
  after.at ??= ctx.clock.now();
  if (before === null && input.employeeId === undefined) after.employeeId = ctx.viewer.employeeId;
  if (after.talkSeconds !== null && after.kind !== 'call_in' && after.kind !== 'call_out') {
    // an amended kind leaves what was said of the call behind
    if (input.talkSeconds !== undefined)
      throw Refusal.badInput('input.talkSeconds', 'nothing: only calls are talked on');
    after.talkSeconds = null;
  }
  await resolveAbout(tx, after, input);
  await resolveContact(tx, ctx, after, input);
  if (before === null || before.employeeId !== after.employeeId) {
    const employee = await standingOf(tx, after.employeeId);
    after.stamps = { ...after.stamps, employee };
    after.teamId = employee.team_id;
    after.departmentId = employee.department_id;
  }
  if (before === null || before.clientId !== after.clientId || before.at.getTime() !== after.at.getTime()) {
    after.stamps = { ...after.stamps, client: await clientStandingOf(tx, after.clientId, after.at) };
  }
}
