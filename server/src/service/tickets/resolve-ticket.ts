import { text } from '../../records/field.ts';
import { defineVerb } from '../../records/record-verb.ts';
import { stampOfTurn } from './project-ticket.ts';
import { ticketNoun } from './ticket.ts';
import { ticketResolution } from './ticket-choices.ts';
import { at, instantOf, keepStamp, refuseTicket, takeIfNobodys } from './turn-ticket.ts';

/** Notes that a ticket is done. Who was never answered before is answered by it. */
export const resolveTicket = defineVerb(ticketNoun, {
  name: 'resolveTicket',
  description: 'Notes that a ticket is done; if nobody had answered before, this is the first answer too.',
  input: {
    resolution: ticketResolution({ description: 'what became of it', required: true }),
    outcome: text({ description: 'the same in words', most: 2000 }),
    at,
  },
  async act(step, given) {
    const { after } = step;
    if (after.status === 'resolved') throw refuseTicket('TICKET_ALREADY_RESOLVED', after, 'has been resolved');
    const when = instantOf(step, given.at);
    takeIfNobodys(step);
    if (!after.answeredAt) {
      after.answeredAt = when;
      await keepStamp(step, 'answered');
    }
    const resolution = given.resolution ?? null;
    const outcome = given.outcome ?? null;
    await keepStamp(step, stampOfTurn(after.history.length));
    after.history = [...after.history, { kind: 'resolved', at: when, resolution, note: outcome }];
    Object.assign(after, { status: 'resolved', resolvedAt: when, resolution, outcome });
  },
});
