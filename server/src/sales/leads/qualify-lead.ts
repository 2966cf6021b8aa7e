import { Refusal } from '../../lib/refusal.ts';
import { instant } from '../../records/field.ts';
import { defineVerb } from '../../records/record-verb.ts';
import { standingOf } from '../activities/standing.ts';
import { tellAnswer } from './first-answer.ts';
import { leadNoun } from './lead.ts';
import { ensureOpen, instantOf } from './on-lead.ts';

/** Finds that somebody wants and can buy what we sell. To know it one has to have talked to them: it answers a lead nobody has answered. */
export const qualifyLead = defineVerb(leadNoun, {
  name: 'qualifyLead',
  description: 'Says that they want and can buy what we sell; answers a lead nobody has answered yet.',
  input: { at: instant({ description: 'when; left out: now; never before it arrived' }) },
  act: async ({ tx, ctx, after }, given) => {
    ensureOpen(after);
    if (after.qualifiedAt !== null) {
      const message = `input.id: lead ${after.id} was qualified at ${after.qualifiedAt.toISOString()}`;
      throw Refusal.refused('LEAD_ALREADY_QUALIFIED', message, { field: 'input.id' });
    }
    const at = instantOf(given.at, ctx.clock.now(), after.arrivedAt);
    const by = ctx.viewer.employeeId ?? after.employeeId;
    after.qualifiedAt = at;
    after.stamps = { ...after.stamps, qualified: await standingOf(tx, by) };
    await tellAnswer(tx, after, at, by);
  },
});
