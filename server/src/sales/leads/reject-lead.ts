import { Refusal } from '../../lib/refusal.ts';
import { choice, instant, text } from '../../records/field.ts';
import { defineVerb } from '../../records/record-verb.ts';
import { standingOf } from '../activities/standing.ts';
import { rejectionReasons } from './lead.fields.ts';
import { leadNoun } from './lead.ts';
import { ensureOpen, instantOf } from './on-lead.ts';

/** Gives a lead up, with the reason. */
export const rejectLead = defineVerb(leadNoun, {
  name: 'rejectLead',
  description: 'Says that nothing will come of a lead, and why; nobody is late with an answer to it from then on.',
  input: {
    reason: choice('RejectionReason', rejectionReasons, { description: 'why', required: true }),
    note: text({ description: 'why, in words; needed when the reason is OTHER', most: 1000 }),
    at: instant({ description: 'when; left out: now; never before it arrived or was qualified' }),
  },
  act: async ({ tx, ctx, after }, { reason, note, at }) => {
    ensureOpen(after);
    if (reason === 'other' && !note) throw Refusal.badInput('input.note', 'the reason in words');
    after.rejectedAt = instantOf(at, ctx.clock.now(), after.arrivedAt, after.qualifiedAt);
    after.rejectionReason = reason ?? null;
    after.rejectionNote = note ?? null;
    const rejected = await standingOf(tx, ctx.viewer.employeeId ?? after.employeeId);
    after.stamps = { ...after.stamps, rejected };
  },
});
