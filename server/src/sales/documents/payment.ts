import type { Transaction } from '../../database/database.ts';
import { departmentNoun } from '../../department/departments/department.ts';
import { employeeNoun } from '../../department/employees/employee.ts';
import { teamNoun } from '../../department/teams/team.ts';
import { sql } from '../../lib/sql.ts';
import { defineRecord, type Row } from '../../records/define-record.ts';
import { flag, instant, money, ref, text } from '../../records/field.ts';
import { clientNoun } from '../clients/client.ts';
import { dealNoun } from '../deals/deal.ts';
import { completePayment, countPayment } from './complete-payment.ts';
import { documentNoun } from './document.ts';

export const paymentFields = {
  document: ref(() => documentNoun, { description: 'the invoice that is paid', required: true, filter: true }),
  deal: ref(() => dealNoun, { description: 'of which deal', input: false, filter: true }),
  client: ref(() => clientNoun, { description: 'by whom', input: false, filter: true }),
  employee: ref(() => employeeNoun, { description: 'who answers for the invoice', input: false, filter: true }),
  team: ref(() => teamNoun, { description: 'their team', input: false, filter: true }),
  department: ref(() => departmentNoun, { description: 'their department', input: false, filter: true }),
  at: instant({
    description: 'when it came; left out: now',
    ...{ required: true, filled: true, filter: true, order: true },
  }),
  amount: money({ description: 'how much, above 0', required: true, filter: true }),
  advance: flag({
    description: 'it may be more than what is left to pay, or come before the invoice is issued; left out: not',
    required: true,
    filled: true,
  }),
  note: text({ description: 'what else is to be known', most: 2000, personal: true }),
};

export type PaymentFields = typeof paymentFields;
export type PaymentRow = Row<PaymentFields>;

/** Money that came for an invoice (оплата). Ending it returns the money. */
export const paymentNoun = defineRecord({
  name: 'Payment',
  table: 'payment',
  many: 'payments',
  one: 'payment',
  description: 'Money that came for an invoice (оплата). Ending it returns the money.',
  fields: paymentFields,
  verbs: { amend: null },
  order: { by: 'at', direction: 'DESC' },
  belongs: {
    attributes: ({ employeeId, departmentId }) => ({ ownerId: employeeId, departmentId }),
    field: 'documentId',
  },
  hold: holdInvoice,
  complete: completePayment,
  follow: countPayment,
  project: ({ at, amount, endedAt, stamps: { paid = {} } }) => [
    { at, dimensions: paid, amounts: { paid: amount } },
    ...(endedAt ? [{ at: endedAt, dimensions: paid, amounts: { paid: -amount } }] : []),
  ],
  touches: ({ clientId, employeeId, teamId, departmentId }) => ({
    client_id: clientId,
    employee_id: employeeId,
    team_id: teamId,
    department_id: departmentId,
  }),
});

/** Payments of one invoice come one after another, so that no two fit into what is left for one. */
async function holdInvoice(tx: Transaction, { documentId }: Readonly<Record<string, unknown>>, id: string | null) {
  const given = typeof documentId === 'string' && /^\d{1,18}$/.test(documentId) ? documentId : null;
  await tx.query(sql`/* hold-invoice */ select from document where id = coalesce(${id === null ? given : null}::bigint,
    (select document_id from payment where id = ${id}::bigint)) for update`);
}
