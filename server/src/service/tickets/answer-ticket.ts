import { defineVerb } from '../../records/record-verb.ts';
import { ticketNoun } from './ticket.ts';
import { at, instantOf, keepStamp, refuseTicket, takeIfNobodys } from './turn-ticket.ts';

/** Notes the first answer to a ticket. */
export const answerTicket = defineVerb(ticketNoun, {
  name: 'answerTicket',
  description: "Notes the first answer to a ticket; nobody's becomes that of whoever answers.",
  input: { at },
  async act(step, given) {
    const { after } = step;
    if (after.answeredAt) throw refuseTicket('TICKET_ALREADY_ANSWERED', after, 'has been answered');
    after.answeredAt = instantOf(step, given.at);
    takeIfNobodys(step);
    if (after.status === 'new') after.status = 'in_work';
    await keepStamp(step, 'answered');
  },
});
