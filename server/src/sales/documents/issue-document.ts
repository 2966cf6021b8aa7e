import { Refusal } from '../../lib/refusal.ts';
import { instant, text } from '../../records/field.ts';
import { defineVerb } from '../../records/record-verb.ts';
import { documentNoun } from './document.ts';

/** Issues a document: it has gone out to the client. */
export const issueDocument = defineVerb(documentNoun, {
  name: 'issueDocument',
  description: 'Issues a document: it has gone out to the client.',
  input: {
    at: instant({ description: 'when; left out: now' }),
    number: text({ description: 'its number, if it has one by now', most: 100 }),
  },
  act: ({ ctx, after }, given) => {
    if (after.issuedAt) {
      throw Refusal.refused('DOCUMENT_ALREADY_ISSUED', `input.id: it was issued at ${after.issuedAt.toISOString()}`, {
        field: 'input.id',
      });
    }
    after.issuedAt = given.at ?? ctx.clock.now();
    if (given.number !== undefined) after.number = given.number;
  },
});
