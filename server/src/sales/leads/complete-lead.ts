import type { Context } from '../../context.ts';
import type { Transaction } from '../../database/database.ts';
import { readCalendar } from '../../department/calendar/working-days.ts';
import { addWorkingSeconds } from '../../department/calendar/working-time.ts';
import { Refusal } from '../../lib/refusal.ts';
import { sql } from '../../lib/sql.ts';
import type { Step } from '../../records/define-record.ts';
import { standingOf } from '../activities/standing.ts';
import { assignOwner } from '../assignment/assign-owner.ts';
import { checkedEmail, checkedPhone } from '../contacts/checked-details.ts';
import { settleAnswer } from './first-answer.ts';
import type { LeadFields, LeadRow } from './lead.fields.ts';

/** Fills what was left out when a lead arrives; and whenever it changes, finds its first answer and its status anew. */
export async function completeLead(step: Step<LeadFields>): Promise<void> {
  const { tx, before, after, input } = step;
  if (typeof input.phone === 'string') after.phone = checkedPhone(input.phone);
  if (typeof input.email === 'string') after.email = checkedEmail(input.email);
  if (before === null) await arrive(step);
  else {
    refuseFixed(before, after, input);
    if (before.employeeId !== after.employeeId) await handOver(step);
    await settleAnswer(tx, after);
  }
  after.status = statusOf(after);
}

function statusOf({ convertedAt, rejectedAt, qualifiedAt, answeredAt }: LeadRow): LeadRow['status'] {
  if (convertedAt !== null) return 'converted';
  if (rejectedAt !== null) return 'rejected';
  if (qualifiedAt !== null) return 'qualified';
  return answeredAt === null ? 'new' : 'answered';
}

async function arrive({ tx, ctx, after, input }: Step<LeadFields>): Promise<void> {
  after.arrivedAt ??= ctx.clock.now();
  await fillOrigin(tx, after, input);
  if (input.employeeId === undefined) after.employeeId = await chooseEmployee(tx, ctx, after);
  const people = await standingOf(tx, after.employeeId);
  after.teamId = people.team_id;
  after.departmentId = people.department_id;
  after.stamps = { arrived: people, due: people };
  const promised = sql`/* answer-within */ select answer_within_seconds as seconds from setting`;
  const [within] = await tx.query<{ seconds: number }>(promised.prepared('answer-within'));
  if (!within) throw new Error('the department has no settings');
  after.answerDueAt = addWorkingSeconds(await readCalendar(tx), after.arrivedAt, within.seconds);
  // what a history tells of was overdue long ago: nobody has to hurry because of it
  const { origin } = ctx.viewer;
  const now = ctx.clock.now();
  if ((origin === 'import' || origin === 'demo') && after.answerDueAt <= now) after.escalatedAt = now;
}

/** A campaign brings its source, a known client its place; the first touch is the last one unless told. */
async function fillOrigin(tx: Transaction, after: LeadRow, input: Step['input']): Promise<void> {
  if (after.campaignId !== null && input.sourceId === undefined) {
    const [campaign] = await tx.query<{ source_id: string | null }>(
      sql`/* source-of-campaign */ select source_id from campaign where id = ${after.campaignId}`,
    );
    after.sourceId = campaign?.source_id ?? null;
  }
  if (input.firstSourceId === undefined && input.firstCampaignId === undefined) {
    after.firstSourceId = after.sourceId;
    after.firstCampaignId = after.campaignId;
  }
  if (after.clientId === null) return;
  const [client] = await tx.query<{ segment_id: string | null; territory_id: string | null }>(
    sql`/* place-of-client */ select segment_id, territory_id from client where id = ${after.clientId}`,
  );
  if (input.segmentId === undefined) after.segmentId = client?.segment_id ?? null;
  if (input.territoryId === undefined) after.territoryId = client?.territory_id ?? null;
}

/** Whom the rules choose, if the viewer may give it to them; else the viewer; else nobody. */
async function chooseEmployee(tx: Transaction, ctx: Context, lead: LeadRow): Promise<string | null> {
  const { territoryId, segmentId, productLineId, sourceId, clientId } = lead;
  const about = { territoryId, segmentId, productLineId, sourceId, clientId };
  const chosen = await assignOwner(tx, ctx, { kind: 'lead', ...about });
  if (chosen && mayHave(ctx, chosen.employeeId, chosen.departmentId)) return chosen.employeeId;
  const { employeeId } = ctx.viewer;
  if (employeeId === null) return null;
  const { department_id: departmentId } = await standingOf(tx, employeeId);
  return sells(ctx) && mayHave(ctx, employeeId, departmentId ?? null) ? employeeId : null;
}

/** whoever sells answers for those they bring; whoever only hears of them does not */
function sells({ viewer }: Context): boolean {
  return viewer.role === 'manager' || viewer.role === 'representative' || viewer.role === 'head_of_sales';
}

function mayHave(ctx: Context, ownerId: string, departmentId: string | null): boolean {
  return ctx.access.allows('addLead', 'Lead', { ownerId, departmentId });
}

/** Whoever answers for it now is late when it is late; what was late before stays with who had it then. */
async function handOver({ tx, ctx, after }: Step<LeadFields>): Promise<void> {
  const people = await standingOf(tx, after.employeeId);
  after.teamId = people.team_id;
  after.departmentId = people.department_id;
  if (after.answerDueAt > ctx.clock.now()) after.stamps = { ...after.stamps, due: people };
}

/** What became a deal stays what it was: the deal has its client, and its figures. */
function refuseFixed(before: LeadRow, after: LeadRow, input: Step['input']): void {
  if (before.convertedAt === null) return;
  const field = after.endedAt === null ? 'input.clientId' : 'input.id';
  if (after.endedAt === null && (input.clientId === undefined || input.clientId === before.clientId)) return;
  throw Refusal.refused('LEAD_ALREADY_CONVERTED', `${field}: lead ${before.id} has become a deal`, { field });
}
