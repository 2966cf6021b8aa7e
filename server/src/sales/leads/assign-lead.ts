import { employeeNoun } from '../../department/employees/employee.ts';
import { Refusal } from '../../lib/refusal.ts';
import { ref } from '../../records/field.ts';
import { defineVerb } from '../../records/record-verb.ts';
import { standingOf } from '../activities/standing.ts';
import { leadNoun } from './lead.ts';

/** Gives a lead to somebody. Whose it is, is decided above; what was counted for who had it before stays theirs. */
export const assignLead = defineVerb(leadNoun, {
  name: 'assignLead',
  description: 'Gives a lead to somebody; from then on they answer for it.',
  input: { employee: ref(() => employeeNoun, { description: 'to whom', required: true }) },
  act: async ({ tx, ctx, after }, { employeeId = null }) => {
    if (after.employeeId === employeeId) {
      const message = 'input.employeeId: they answer for the lead already';
      throw Refusal.refused('ALREADY_ASSIGNED', message, { field: 'input.employeeId' });
    }
    const { department_id: departmentId } = await standingOf(tx, employeeId);
    ctx.access.ensureValues('assignLead', { ownerId: employeeId, departmentId }, 'input.employeeId');
    after.employeeId = employeeId;
  },
});
