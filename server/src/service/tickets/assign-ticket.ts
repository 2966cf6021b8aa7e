import { employeeNoun } from '../../department/employees/employee.ts';
import { ref } from '../../records/field.ts';
import { defineVerb } from '../../records/record-verb.ts';
import { ticketNoun } from './ticket.ts';

/** Gives a ticket to somebody. What has happened until now stays with who did it. */
export const assignTicket = defineVerb(ticketNoun, {
  name: 'assignTicket',
  description: 'Gives a ticket to somebody: what has happened until now stays with who did it.',
  input: { employee: ref(() => employeeNoun, { description: 'who answers for it from now on', required: true }) },
  act({ after }, { employeeId }) {
    after.employeeId = employeeId ?? after.employeeId;
    if (after.status === 'new') after.status = 'in_work';
  },
});
