import { Refusal } from '../lib/refusal.ts';
import { sql } from '../lib/sql.ts';
import type { Step } from '../records/define-record.ts';
import { standingOf } from '../sales/activities/standing.ts';
import { firstContactHappened } from '../sales/deals/first-contact.ts';
import { tellAnswer } from '../sales/leads/first-answer.ts';
import type { LeadFields, LeadRow } from '../sales/leads/lead.fields.ts';

/** What another system says has become of a lead: what it does not tell stays. */
type Life = Pick<
  LeadRow,
  | ('answeredAt' | 'answeredById' | 'qualifiedAt' | 'rejectedAt' | 'rejectionReason' | 'rejectionNote')
  | ('convertedAt' | 'dealId')
>;

/** Tells the life of a lead anew. What has not moved stays with whoever had it then. */
export async function tellLead(step: Step<LeadFields>): Promise<void> {
  const { tx, before, after, input } = step;
  if (before === null) return;
  const life: Life = { ...lifeOf(before), ...(input as Partial<Life>) };
  if (before.convertedAt !== null && life.convertedAt === null) {
    throw Refusal.badInput('input.convertedAt', 'when it became a deal: it has, and that stays');
  }
  ensureInOrder(before, life);
  const { answeredAt, qualifiedAt, rejectedAt, convertedAt } = life;
  const people = await standingOf(tx, after.employeeId);
  Object.assign(after, { answerToldAt: null, answerToldById: null, qualifiedAt, rejectedAt });
  after.rejectionReason = rejectedAt && life.rejectionReason;
  after.rejectionNote = rejectedAt && life.rejectionNote;
  if (answeredAt) await tellAnswer(tx, after, answeredAt, life.answeredById ?? after.employeeId);
  if (convertedAt) await convert(step, life, convertedAt);
  // whoever buys what we sell has been talked to
  for (const at of [after.qualifiedAt, convertedAt]) if (at) await tellAnswer(tx, after, at, after.employeeId);
  const stamps = { ...after.stamps };
  if (after.qualifiedAt) stamps.qualified = people;
  if (rejectedAt) stamps.rejected = people;
  if (convertedAt) stamps.converted = people;
  after.stamps = { ...stamps, ...stillThere(before, after) };
}

/** What was told before; an answer that only followed from what came later is found again from that. */
function lifeOf(lead: LeadRow): Life {
  const { answerToldAt, qualifiedAt, convertedAt, rejectedAt, rejectionReason, rejectionNote, dealId } = lead;
  const follows = [qualifiedAt, convertedAt].some((at) => at?.getTime() === answerToldAt?.getTime());
  const answeredAt = follows ? null : answerToldAt;
  const answeredById = answeredAt && lead.answerToldById;
  // who was qualified by becoming a deal only
  const isQualified = qualifiedAt?.getTime() !== convertedAt?.getTime();
  return {
    ...{ answeredAt, answeredById, qualifiedAt: isQualified ? qualifiedAt : null, convertedAt, dealId },
    ...{ rejectedAt, rejectionReason, rejectionNote },
  };
}

function ensureInOrder({ arrivedAt }: LeadRow, life: Life): void {
  for (const name of ['answeredAt', 'qualifiedAt', 'rejectedAt', 'convertedAt'] as const) {
    const at = life[name];
    if (at && at < arrivedAt) {
      throw Refusal.badInput(`input.${name}`, `an instant not before it arrived, ${arrivedAt.toISOString()}`);
    }
  }
  if (life.rejectedAt && life.convertedAt) throw Refusal.badInput('input.rejectedAt', 'nothing: it became a deal');
  if (life.rejectedAt && !life.rejectionReason) throw Refusal.badInput('input.rejectionReason', 'why it was rejected');
  if (life.rejectedAt && life.rejectionReason === 'other' && !life.rejectionNote) {
    throw Refusal.badInput('input.rejectionNote', 'the reason in words');
  }
  if (life.convertedAt && !life.dealId) throw Refusal.badInput('input.dealId', 'the deal it became');
}

/** The deal is there already: the lead is what it came from, and its first answer the first contact about it. */
async function convert(
  { tx, ctx, before, after }: Step<LeadFields>,
  { dealId, answeredAt }: Life,
  at: Date,
): Promise<void> {
  if (dealId === null) return;
  const [deal] = await tx.query<{ client_id: string | null; lead_id: string | null }>(sql`/* deal-of-lead */ select
      d.client_id, (select l.id from lead l where l.deal_id = d.id) as lead_id from deal d where d.id = ${dealId}`);
  if (!deal) throw Refusal.notFound('input.dealId', 'deal', dealId);
  if (deal.lead_id !== null && deal.lead_id !== after.id) {
    throw Refusal.badInput('input.dealId', 'a deal that no other lead became', { got: dealId });
  }
  after.convertedAt = at;
  after.conversionSeconds = Math.floor((at.getTime() - after.arrivedAt.getTime()) / 1000);
  after.dealId = dealId;
  after.qualifiedAt ??= at;
  if (before?.convertedAt === null) after.clientId ??= deal.client_id;
  await firstContactHappened(tx, ctx, dealId, answeredAt !== null && answeredAt < at ? answeredAt : at);
}

/** The stamps of what stands at the instant at which it stood. */
function stillThere(before: LeadRow, after: LeadRow): LeadRow['stamps'] {
  const instants = [
    ['told', 'answerToldAt'],
    ['qualified', 'qualifiedAt'],
    ['rejected', 'rejectedAt'],
    ['converted', 'convertedAt'],
  ] as const;
  const kept = instants.flatMap(([name, key]) => {
    const stamp = before.stamps[name];
    const isThere = before[key] !== null && before[key]?.getTime() === after[key]?.getTime();
    return stamp && isThere ? [[name, stamp] as const] : [];
  });
  return Object.fromEntries(kept);
}
