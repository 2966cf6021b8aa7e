import { defineRecord } from '../../records/define-record.ts';
import { choice, instant, items, text, whole } from '../../records/field.ts';

/** What is given away. */
export const subjectKind = choice(
  'AssignmentKind',
  { client: 'a client', lead: 'a lead' },
  { description: 'what it is', required: true },
);

/** What was given away at once, and to whom. */
export const assignmentRunNoun = defineRecord({
  name: 'AssignmentRun',
  table: 'assignment_run',
  many: 'assignmentRuns',
  one: 'assignmentRun',
  description: 'Clients and leads without a manager that were given one at once, by the rules.',
  fields: {
    ranAt: instant({ description: 'when', required: true, filter: true, order: true }),
    given: whole({ description: 'how many found somebody', required: true }),
    leftOver: whole({ description: 'of those looked at, how many no rule found anybody for', required: true }),
    assigned: items(
      'AssignmentGiven',
      {
        kind: subjectKind,
        subjectId: text({ description: 'its id', required: true }),
        employeeId: text({ description: 'who got it: the id of an employee', required: true }),
        ruleId: text({ description: 'by which rule; null: its client was theirs already' }),
      },
      { description: 'what was given to whom', most: 500 },
    ),
  },
  verbs: { add: null, amend: null, end: null },
  order: { by: 'ranAt', direction: 'DESC' },
});
