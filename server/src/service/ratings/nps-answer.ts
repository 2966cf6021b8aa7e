import { employeeNoun } from '../../department/employees/employee.ts';
import { defineRecord } from '../../records/define-record.ts';
import { instant, ref, text, whole } from '../../records/field.ts';
import { clientNoun } from '../../sales/clients/client.ts';
import { contactNoun } from '../../sales/contacts/contact.ts';
import { ensureContactOf } from '../contact-of-client.ts';
import { dimensionsOf, serviceOnly } from '../people-of.ts';
import { npsAmounts } from './scores.ts';

/** An answer to "would you recommend us" (индекс лояльности, NPS). */
export const npsAnswerNoun = defineRecord({
  name: 'NpsAnswer',
  table: 'nps_answer',
  many: 'npsAnswers',
  one: 'npsAnswer',
  description: 'An answer of a client to "would you recommend us", 0 to 10 (индекс лояльности, NPS).',
  fields: {
    client: ref(() => clientNoun, { description: 'who answers', required: true, filter: true }),
    contact: ref(() => contactNoun, { description: 'who of them, told to those who may know' }),
    employee: ref(() => employeeNoun, {
      description: 'who answers for the client; null: nobody by name',
      filter: true,
    }),
    at: instant({ description: 'when: now unless told', required: true, filled: true, filter: true, order: true }),
    score: whole({ description: '0 to 10', required: true, least: 0, most: 10, filter: true, order: true }),
    comment: text({ description: 'in their own words', most: 5000, search: true, personal: true }),
  },
  order: { by: 'at', direction: 'DESC' },
  belongs: { attributes: ({ employeeId }) => ({ ownerId: employeeId }), field: 'employeeId' },
  async complete({ tx, ctx, before, after }) {
    after.at ??= ctx.clock.now();
    const otherClient = before?.clientId !== after.clientId;
    if (otherClient || before.contactId !== after.contactId)
      await ensureContactOf(tx, ctx, after.contactId, after.clientId);
    if (otherClient || before.employeeId !== after.employeeId) after.stamps = { given: await dimensionsOf(tx, after) };
  },
  project: ({ endedAt, at, score, stamps: { given = {} } }) =>
    endedAt ? [] : [{ at, dimensions: serviceOnly(given), amounts: npsAmounts(score) }],
  touches: ({ clientId, employeeId }) => ({ client_id: clientId, employee_id: employeeId }),
});
