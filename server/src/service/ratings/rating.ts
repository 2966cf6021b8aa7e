import { employeeNoun } from '../../department/employees/employee.ts';
import { Refusal } from '../../lib/refusal.ts';
import { sql } from '../../lib/sql.ts';
import { defineRecord, type Step } from '../../records/define-record.ts';
import { instant, ref, text, whole } from '../../records/field.ts';
import { clientNoun } from '../../sales/clients/client.ts';
import { productNoun } from '../../sales/products/product.ts';
import { dimensionsOf, serviceOnly } from '../people-of.ts';
import { ticketNoun } from '../tickets/ticket.ts';
import { ratingAmounts } from './scores.ts';

const fields = {
  ticket: ref(() => ticketNoun, {
    ...{ description: 'for which ticket: client, employee and product are its own unless told', filter: true },
    amendable: false,
  }),
  client: ref(() => clientNoun, { description: 'who rates', required: true, filled: true, filter: true }),
  employee: ref(() => employeeNoun, { description: 'whose work is rated', filter: true }),
  product: ref(() => productNoun, { description: 'what it is about', filter: true }),
  at: instant({ description: 'when: now unless told', required: true, filled: true, filter: true, order: true }),
  score: whole({ description: '1 to 5', required: true, least: 1, most: 5, filter: true, order: true }),
  comment: text({ description: 'in their own words', most: 5000, search: true, personal: true }),
} as const;

/** How satisfied a client is with what was done for them (оценка, CSAT). */
export const ratingNoun = defineRecord({
  name: 'Rating',
  table: 'rating',
  many: 'ratings',
  one: 'rating',
  description: 'How satisfied a client is with what was done for them, 1 to 5 (оценка, CSAT).',
  fields,
  verbs: { add: 'rateService' },
  order: { by: 'at', direction: 'DESC' },
  belongs: { attributes: ({ employeeId }) => ({ ownerId: employeeId }), field: 'employeeId' },
  complete,
  project: ({ endedAt, at, score, stamps: { given = {} } }) =>
    endedAt ? [] : [{ at, dimensions: serviceOnly(given), amounts: ratingAmounts(score) }],
  touches: ({ clientId, employeeId, productId }) => ({
    ...{ client_id: clientId, employee_id: employeeId, product_id: productId },
  }),
});

async function complete(step: Step<typeof fields>): Promise<void> {
  const { tx, ctx, before, after } = step;
  after.at ??= ctx.clock.now();
  if (after.ticketId !== null) await likeItsTicket(step, after.ticketId);
  const { clientId, employeeId, productId } = before ?? {};
  if (!before || after.clientId !== clientId || after.employeeId !== employeeId || after.productId !== productId)
    after.stamps = { given: await dimensionsOf(tx, after) };
}

/** What is not told of a new rating is what its ticket says; its client is the ticket's whatever happens. */
async function likeItsTicket({ tx, before, after, input }: Step<typeof fields>, ticketId: string): Promise<void> {
  const [ticket] = await tx.query<{ client_id: string; employee_id: string | null; product_id: string | null }>(
    sql`/* ticket-of-rating */ select client_id, employee_id, product_id from ticket where id = ${ticketId}`,
  );
  if (!ticket) throw Refusal.notFound('input.ticketId', 'ticket', ticketId);
  if (!before) {
    after.clientId ??= ticket.client_id;
    if (input.employeeId === undefined) after.employeeId = ticket.employee_id;
    if (input.productId === undefined) after.productId = ticket.product_id;
  }
  if (after.clientId !== before?.clientId && after.clientId !== ticket.client_id)
    throw Refusal.badInput('input.clientId', 'the client of the ticket');
}
