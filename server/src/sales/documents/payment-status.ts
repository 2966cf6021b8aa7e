import type { DocumentRow } from './document.fields.ts';

export enum PaymentStatus {
  OPEN = 'open',
  PARTLY = 'partly',
  PAID = 'paid',
  OVERDUE = 'overdue',
}

/** How an invoice stands at an instant; null for what is no issued invoice, or was cancelled. */
export function paymentStatusOf(document: DocumentRow, now: Date): PaymentStatus | null {
  const { kind, issuedAt, endedAt, payBy, paid, settled } = document;
  if (kind !== 'invoice' || !issuedAt || endedAt) return null;
  if (settled) return PaymentStatus.PAID;
  if (payBy && payBy < now) return PaymentStatus.OVERDUE;
  return paid > 0 ? PaymentStatus.PARTLY : PaymentStatus.OPEN;
}
