import { employeeNoun } from '../../department/employees/employee.ts';
import { defineRecord } from '../../records/define-record.ts';
import { choice, instant, ref, text } from '../../records/field.ts';
import { clientNoun } from '../../sales/clients/client.ts';
import { productNoun } from '../../sales/products/product.ts';
import { ticketNoun } from '../tickets/ticket.ts';

/** What a client says of us without being asked (обратная связь). */
export const feedbackNoun = defineRecord({
  name: 'Feedback',
  table: 'feedback',
  many: 'feedbacks',
  one: 'feedback',
  description: 'What a client says of us without being asked: praise, an idea, a claim (обратная связь).',
  fields: {
    client: ref(() => clientNoun, { description: 'who says it', required: true, filter: true }),
    kind: choice(
      'FeedbackKind',
      { praise: 'they are pleased', idea: 'what could be better', claim: 'they are not pleased' },
      { description: 'what it is', required: true, filter: true },
    ),
    text: text({ description: 'in their own words', required: true, most: 10_000, search: true, personal: true }),
    product: ref(() => productNoun, { description: 'about what', filter: true }),
    employee: ref(() => employeeNoun, { description: 'who was told; the viewer unless said otherwise', filter: true }),
    at: instant({ description: 'when: now unless told', required: true, filled: true, filter: true, order: true }),
    ticket: ref(() => ticketNoun, { description: 'the ticket it was made into', filter: true, input: false }),
  },
  order: { by: 'at', direction: 'DESC' },
  belongs: { attributes: ({ employeeId }) => ({ ownerId: employeeId }), field: 'employeeId' },
  complete({ ctx, before, after, input }) {
    after.at ??= ctx.clock.now();
    if (!before && input.employeeId === undefined) after.employeeId = ctx.viewer.employeeId;
  },
  touches: ({ clientId, employeeId, productId }) => ({
    ...{ client_id: clientId, employee_id: employeeId, product_id: productId },
  }),
});
