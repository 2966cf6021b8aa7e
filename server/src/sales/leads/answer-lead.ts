import { employeeNoun } from '../../department/employees/employee.ts';
import { Refusal } from '../../lib/refusal.ts';
import { instant, ref } from '../../records/field.ts';
import { defineVerb } from '../../records/record-verb.ts';
import { tellAnswer } from './first-answer.ts';
import { leadNoun } from './lead.ts';
import { ensureOpen, instantOf } from './on-lead.ts';

/** Says that a lead was answered. Contacts that are logged about it say so themselves. */
export const answerLead = defineVerb(leadNoun, {
  name: 'answerLead',
  description: 'Says that a lead was answered for the first time, if no contact about it was logged.',
  input: {
    at: instant({ description: 'when; left out: now; never before it arrived' }),
    employee: ref(() => employeeNoun, { description: 'who answered; left out: the viewer, else who answers for it' }),
  },
  act: async ({ tx, ctx, after }, given) => {
    ensureOpen(after);
    if (after.answeredAt !== null) {
      const message = `input.id: lead ${after.id} was answered at ${after.answeredAt.toISOString()}`;
      throw Refusal.refused('LEAD_ALREADY_ANSWERED', message, { field: 'input.id' });
    }
    const at = instantOf(given.at, ctx.clock.now(), after.arrivedAt);
    await tellAnswer(tx, after, at, given.employeeId ?? ctx.viewer.employeeId ?? after.employeeId);
  },
});
