import { defineVerb } from '../../records/record-verb.ts';
import { ticketNoun } from './ticket.ts';
import { refuseTicket } from './turn-ticket.ts';

/** Notes that somebody is at a ticket (again). */
export const resumeTicket = defineVerb(ticketNoun, {
  name: 'resumeTicket',
  description: 'Notes that somebody is at a ticket, after it was new, waiting or reopened.',
  input: {},
  act({ after }) {
    if (after.status === 'resolved') throw refuseTicket('TICKET_ALREADY_RESOLVED', after, 'has been resolved');
    if (after.status === 'in_work') throw refuseTicket('TICKET_ALREADY_IN_WORK', after, 'is being worked on');
    after.status = 'in_work';
  },
});
