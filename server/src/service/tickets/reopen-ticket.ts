import { text } from '../../records/field.ts';
import { defineVerb } from '../../records/record-verb.ts';
import { ticketNoun } from './ticket.ts';
import { at, instantOf, refuseTicket } from './turn-ticket.ts';

/** Takes a resolved ticket up again: its resolution is taken back at this instant. */
export const reopenTicket = defineVerb(ticketNoun, {
  name: 'reopenTicket',
  description: 'Takes a resolved ticket up again: from that instant on it does not count as resolved.',
  input: { reason: text({ description: 'why', required: true, most: 2000 }), at },
  act(step, given) {
    const { after } = step;
    if (after.status !== 'resolved') throw refuseTicket('TICKET_NOT_RESOLVED', after, 'has not been resolved');
    const when = instantOf(step, given.at);
    after.history = [...after.history, { kind: 'reopened', at: when, resolution: null, note: given.reason ?? null }];
    after.reopenings += 1;
    Object.assign(after, { status: 'reopened', resolvedAt: null, resolution: null, outcome: null });
  },
});
