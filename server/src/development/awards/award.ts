import { employeeNoun } from '../../department/employees/employee.ts';
import { defineRecord } from '../../records/define-record.ts';
import { choice, instant, ref, text } from '../../records/field.ts';
import { personFields } from '../person-fields.ts';
import { stampPerson, touchesPerson } from '../standing.ts';

/** What somebody is honoured with in front of everybody (награда). */
export const awardNoun = defineRecord({
  name: 'Award',
  table: 'award',
  many: 'awards',
  one: 'award',
  description: 'What somebody is honoured with in front of everybody (награда).',
  fields: {
    ...personFields,
    kind: choice(
      'AwardKind',
      { award: 'for a result', badge: 'a mark to be collected', certificate: 'a document of honour' },
      { description: 'what it is', required: true, filter: true },
    ),
    title: text({ description: 'what it is called', required: true, search: true }),
    reason: text({ description: 'what for', most: 1000, personal: true }),
    at: instant({ description: 'when; now unless told', required: true, filled: true, filter: true, order: true }),
    givenBy: ref(() => employeeNoun, { description: 'who gave it', input: false, filter: true }),
  },
  verbs: { add: 'giveAward' },
  order: { by: 'at', direction: 'DESC' },
  belongs: {
    attributes: ({ employeeId, departmentId }) => ({ ownerId: employeeId, departmentId }),
    field: 'employeeId',
  },
  complete: async (step) => {
    const { ctx, before, after } = step;
    after.at ??= ctx.clock.now();
    if (before === null) after.givenById = ctx.viewer.employeeId;
    await stampPerson(step);
  },
  touches: touchesPerson,
  live: true,
});
