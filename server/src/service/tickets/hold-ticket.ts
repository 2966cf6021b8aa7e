import { defineVerb } from '../../records/record-verb.ts';
import { ticketNoun } from './ticket.ts';
import { refuseTicket } from './turn-ticket.ts';

/** Notes that a ticket waits for the client or a supplier. Its deadlines stay. */
export const holdTicket = defineVerb(ticketNoun, {
  name: 'holdTicket',
  description: 'Notes that a ticket waits for the client or a supplier; its deadlines stay.',
  input: {},
  act({ after }) {
    if (after.status === 'resolved') throw refuseTicket('TICKET_ALREADY_RESOLVED', after, 'has been resolved');
    if (after.status === 'waiting') throw refuseTicket('TICKET_ALREADY_WAITING', after, 'is waiting already');
    after.status = 'waiting';
  },
});
