import { toMajor } from '../../lib/money.ts';
import { Refusal } from '../../lib/refusal.ts';
import { sql } from '../../lib/sql.ts';
import { changeRow } from '../../records/change-record.ts';
import type { Step } from '../../records/define-record.ts';
import { clientStandingOf, standingOf } from '../activities/standing.ts';
import type { DocumentFields } from './document.fields.ts';
import { documentNoun } from './document.ts';
import type { PaymentFields } from './payment.fields.ts';

type Stepping = Step<PaymentFields>;

/** Takes from the invoice whose money it is. Refuses what is no issued invoice and, but for an advance, more than is left to pay. */
export async function completePayment(step: Stepping): Promise<void> {
  const { tx, ctx, before, after } = step;
  if (before !== null) return;
  after.at ??= ctx.clock.now();
  after.advance ??= false;
  if (after.amount <= 0) throw Refusal.badInput('input.amount', 'an amount above 0');
  const [row] = await tx.query<Record<string, unknown>>(
    sql`/* invoice-of-payment */ select * from document where id = ${after.documentId}`,
  );
  if (!row) throw Refusal.notFound('input.documentId', 'document', after.documentId);
  const invoice = documentNoun.rowOf(row);
  if (invoice.kind !== 'invoice') throw Refusal.badInput('input.documentId', 'an invoice', { got: invoice.kind });
  if (!after.advance) ensureFits(step, invoice.issuedAt, (invoice.amount ?? 0) - invoice.paid);
  const { dealId, clientId, employeeId } = invoice;
  const people = await standingOf(tx, employeeId);
  Object.assign(after, { dealId, clientId, employeeId, teamId: people.team_id, departmentId: people.department_id });
  after.stamps = { paid: { ...people, ...(await clientStandingOf(tx, clientId, after.at)) } };
}

function ensureFits({ ctx, after }: Stepping, issuedAt: Date | null, remainder: number): void {
  const field = 'input.documentId';
  if (!issuedAt) {
    const message = `${field}: the invoice is not issued yet: say that the payment is an advance`;
    throw Refusal.refused('INVOICE_NOT_ISSUED', message, { field });
  }
  if (after.amount <= remainder) return;
  const left = toMajor(remainder, ctx.settings.currency);
  const message = `input.amount: ${left} is left to pay: more than that is an advance`;
  throw Refusal.refused('PAYMENT_TOO_LARGE', message, { field: 'input.amount', remainder: left });
}

/** What is paid of the invoice goes with its payments. */
export async function countPayment({ tx, ctx, verb, before, after }: Stepping): Promise<void> {
  const counts = (payment: Stepping['before']): number => (payment && payment.endedAt === null ? payment.amount : 0);
  const change = counts(after) - counts(before);
  if (change === 0) return;
  const act = ({ after: invoice }: Step<DocumentFields>): void => {
    invoice.paid += change;
  };
  await changeRow(tx, ctx, documentNoun, {
    id: after.documentId,
    input: {},
    change: { verb, fields: {}, act, ended: 'may' },
  });
}
