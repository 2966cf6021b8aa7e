import { employeeNoun } from '../../department/employees/employee.ts';
import { Refusal } from '../../lib/refusal.ts';
import { defineRecord } from '../../records/define-record.ts';
import { instant, ref, text } from '../../records/field.ts';
import { personFields } from '../person-fields.ts';
import { stampPerson, touchesPerson } from '../standing.ts';

/** Thanks of one colleague to another, for everybody to see (благодарность). */
export const thanksNoun = defineRecord({
  name: 'Thanks',
  table: 'thanks',
  many: 'allThanks',
  one: 'thanks',
  description: 'Thanks of one colleague to another, for everybody to see (благодарность).',
  fields: {
    ...personFields,
    words: text({ description: 'what for', required: true, most: 1000, personal: true }),
    at: instant({ description: 'when', required: true, filled: true, input: false, filter: true, order: true }),
    givenBy: ref(() => employeeNoun, { description: 'who thanks', input: false, filter: true }),
  },
  verbs: { add: 'thank', amend: null, end: 'takeBackThanks' },
  order: { by: 'at', direction: 'DESC' },
  belongs: { attributes: ({ givenById }) => ({ ownerId: givenById }), field: 'employeeId' },
  complete: async (step) => {
    const { ctx, before, after } = step;
    after.at ??= ctx.clock.now();
    if (before === null) after.givenById = ctx.viewer.employeeId;
    if (after.employeeId && after.employeeId === after.givenById) {
      throw Refusal.refused('OWN_THANKS', 'input.employeeId: nobody thanks themselves', { field: 'input.employeeId' });
    }
    await stampPerson(step);
  },
  touches: touchesPerson,
  live: true,
});
