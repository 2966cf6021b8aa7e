import type { Transaction } from '../../database/database.ts';
import { sql } from '../../lib/sql.ts';
import { defineRecord } from '../../records/define-record.ts';
import { completePayment, countPayment } from './complete-payment.ts';
import { paymentFields } from './payment.fields.ts';

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
