import { Refusal } from '../../lib/refusal.ts';
import { defineVerb } from '../../records/record-verb.ts';
import { leadNoun } from './lead.ts';

/** Takes a rejection back: it was none. */
export const reopenLead = defineVerb(leadNoun, {
  name: 'reopenLead',
  description: 'Takes a rejection back, as if it had not been.',
  input: {},
  act: ({ after }) => {
    if (after.rejectedAt === null) {
      const message = `input.id: lead ${after.id} is not rejected`;
      throw Refusal.refused('LEAD_NOT_REJECTED', message, { field: 'input.id' });
    }
    after.rejectedAt = null;
    after.rejectionReason = null;
    after.rejectionNote = null;
    const { rejected: _, ...others } = after.stamps;
    after.stamps = others;
  },
});
