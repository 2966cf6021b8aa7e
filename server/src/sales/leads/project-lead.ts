import type { Posting, Stamps } from '../../records/define-record.ts';
import type { LeadRow } from './lead.fields.ts';

/**
 * What a lead stands for: its arrival, its first answer, the answer that is late, and what became of it, each at its own instant and for
 * whoever it was then. That the answer is late lies in the future until then, and goes when the answer comes in time: no job can miss it.
 */
export function projectLead(lead: LeadRow): Posting[] {
  if (lead.endedAt !== null) return [];
  const { stamps, arrivedAt, answeredAt, qualifiedAt, rejectedAt, convertedAt } = lead;
  const about = {
    ...{ source_id: lead.sourceId, campaign_id: lead.campaignId },
    ...{ territory_id: lead.territoryId, segment_id: lead.segmentId },
  };
  const answer = { ...about, client_id: lead.clientId, product_line_id: lead.productLineId };
  const whose = (stamp: keyof Stamps) => ({ ...about, ...stamps[stamp] });
  const postings: Posting[] = [{ at: arrivedAt, dimensions: whose('arrived'), amounts: { leads: 1 } }];
  if (answeredAt !== null) {
    const amounts = { answers: 1, ...(lead.responseSeconds && { response_time: lead.responseSeconds }) };
    postings.push({ at: answeredAt, dimensions: { ...answer, ...stamps.answered }, amounts });
  }
  if (isLate(lead)) {
    postings.push({ at: lead.answerDueAt, dimensions: { ...answer, ...stamps.due }, amounts: { late_answers: 1 } });
  }
  if (qualifiedAt !== null)
    postings.push({ at: qualifiedAt, dimensions: whose('qualified'), amounts: { qualified: 1 } });
  if (rejectedAt !== null) postings.push({ at: rejectedAt, dimensions: whose('rejected'), amounts: { rejected: 1 } });
  if (convertedAt !== null) {
    const time = lead.conversionSeconds && { conversion_time: lead.conversionSeconds };
    postings.push({ at: convertedAt, dimensions: whose('converted'), amounts: { converted: 1, ...time } });
  }
  return postings;
}

/** Whether nobody answers in time; who was rejected before waits for no answer. */
function isLate({ answeredAt, rejectedAt, answerDueAt }: LeadRow): boolean {
  return ![answeredAt, rejectedAt].some((at) => at !== null && at <= answerDueAt);
}
