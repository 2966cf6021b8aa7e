import type { Posting } from '../../records/define-record.ts';
import type { DocumentRow } from './document.fields.ts';

/**
 * A document counts on the day it is due, unless it was cancelled by then, and as on time if it was issued by then. An invoice adds its
 * amount when it is issued, and takes it back when it is cancelled.
 */
export function projectDocument({ kind, dueAt, issuedAt, endedAt, amount, stamps }: DocumentRow): Posting[] {
  const postings: Posting[] = [];
  const { due = {}, issued = {} } = stamps;
  if (dueAt && (endedAt === null || endedAt > dueAt)) {
    const onTime = issuedAt !== null && issuedAt <= dueAt ? { documents_on_time: 1 } : {};
    postings.push({ at: dueAt, dimensions: due, amounts: { documents_due: 1, ...onTime } });
  }
  if (kind === 'invoice' && issuedAt && amount) {
    postings.push({ at: issuedAt, dimensions: issued, amounts: { invoiced: amount } });
    if (endedAt) postings.push({ at: endedAt, dimensions: issued, amounts: { invoiced: -amount } });
  }
  return postings;
}
