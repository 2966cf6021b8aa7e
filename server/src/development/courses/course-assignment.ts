import { employeeNoun } from '../../department/employees/employee.ts';
import { Refusal } from '../../lib/refusal.ts';
import { defineRecord } from '../../records/define-record.ts';
import { day, instant, ref, whole } from '../../records/field.ts';
import { personFields } from '../person-fields.ts';
import { stampPerson, touchesPerson } from '../standing.ts';
import { courseNoun } from './course.ts';

/** Somebody is to learn something (назначенное обучение). Ending it takes it back: it was neither assigned nor finished. */
export const courseAssignmentNoun = defineRecord({
  name: 'CourseAssignment',
  table: 'course_assignment',
  many: 'courseAssignments',
  one: 'courseAssignment',
  description: 'Somebody is to learn something (назначенное обучение). Ending it takes it back.',
  fields: {
    ...personFields,
    course: ref(() => courseNoun, { description: 'what', required: true, amendable: false, filter: true }),
    mentor: ref(() => employeeNoun, { description: 'beside whom', filter: true }),
    assignedAt: instant({
      description: 'since when; now unless told',
      required: true,
      filled: true,
      amendable: false,
      filter: true,
      order: true,
    }),
    dueOn: day({ description: 'the last day to finish it', filter: true }),
    startedAt: instant({ description: 'when they began', input: false, filter: true }),
    finishedAt: instant({ description: 'when they finished; null: not yet', input: false, filter: true }),
    score: whole({ description: 'with what result, in percent', input: false, most: 100 }),
  },
  verbs: { add: 'assignCourse', amend: 'amendCourseAssignment', end: 'cancelCourse' },
  order: { by: 'assignedAt', direction: 'DESC' },
  unique: { course_assignment_once: 'courseId' },
  belongs: {
    attributes: ({ employeeId, departmentId }) => ({ ownerId: employeeId, departmentId }),
    field: 'employeeId',
  },
  complete: async (step) => {
    const { ctx, after } = step;
    after.assignedAt ??= ctx.clock.now();
    if (after.mentorId !== null && after.mentorId === after.employeeId) {
      throw Refusal.badInput('input.mentorId', 'somebody else: nobody is their own mentor');
    }
    await stampPerson(step);
  },
  // stocks: what is assigned and what is finished stand until the assignment is taken back
  project: (row) => {
    if (row.endedAt !== null) return [];
    const dimensions = touchesPerson(row);
    const assigned = { at: row.assignedAt, dimensions, amounts: { training_assigned: 1 } };
    if (row.finishedAt === null) return [assigned];
    return [assigned, { at: row.finishedAt, dimensions, amounts: { training_finished: 1 } }];
  },
  touches: touchesPerson,
});
