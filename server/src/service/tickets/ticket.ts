import { defineRecord } from '../../records/define-record.ts';
import { completeTicket } from './complete-ticket.ts';
import { projectTicket } from './project-ticket.ts';
import { ticketFields } from './ticket-fields.ts';

/** What a client turned to us with after, or beside, buying (обращение в сервис). */
export const ticketNoun = defineRecord({
  name: 'Ticket',
  table: 'ticket',
  many: 'tickets',
  one: 'ticket',
  description: 'A request or a complaint of a client (обращение в сервис: запрос или жалоба).',
  fields: ticketFields,
  verbs: { add: 'openTicket' },
  order: { by: 'arrivedAt', direction: 'DESC' },
  belongs: { attributes: ({ employeeId }) => ({ ownerId: employeeId }), field: 'employeeId' },
  complete: completeTicket,
  project: projectTicket,
  touches: ({ clientId, employeeId, teamId, departmentId, productId }) => ({
    ...{ client_id: clientId, employee_id: employeeId, team_id: teamId, department_id: departmentId },
    product_id: productId,
  }),
});
