import { Refusal } from '../../lib/refusal.ts';
import { makeNewRow } from '../../records/add-record.ts';
import { text } from '../../records/field.ts';
import { defineVerb } from '../../records/record-verb.ts';
import { ticketNoun } from '../tickets/ticket.ts';
import { ticketPriority } from '../tickets/ticket-choices.ts';
import { feedbackNoun } from './feedback.ts';

/** Makes a ticket of what a client has said, for whoever does so: of a claim a complaint, of anything else a request. */
export const escalateFeedback = defineVerb(feedbackNoun, {
  name: 'escalateFeedback',
  description: 'Makes a ticket of what a client has said: of a claim a complaint, of anything else a request.',
  input: {
    subject: text({ description: 'what it is about, in a line; else the first words of it' }),
    priority: ticketPriority({ description: 'NORMAL unless told' }),
  },
  async act({ tx, ctx, after }, { subject, priority }) {
    const { ticketId, clientId, productId, kind } = after;
    if (ticketId !== null) {
      const message = `input.id: feedback ${after.id} is ticket ${ticketId} already`;
      throw Refusal.refused('FEEDBACK_ALREADY_ESCALATED', message, { field: 'input.id', id: after.id, ticketId });
    }
    const ticket = await makeNewRow(tx, ctx, ticketNoun, 'escalateFeedback', {
      kind: kind === 'claim' ? 'complaint' : 'request',
      subject: subject ?? firstWords(after.text),
      text: after.text,
      ...{ clientId, productId, priority: priority ?? undefined },
    });
    after.ticketId = ticket.id;
  },
});

/** As much of a text as a line takes, whole words of it. */
function firstWords(said: string): string {
  const [line = said] = said.split('\n');
  const short = line.length <= 120 ? line : line.slice(0, 120).replace(/\s+\S*$/, '…');
  // the last character may be half of one
  return short.isWellFormed() ? short : short.slice(0, -1);
}
