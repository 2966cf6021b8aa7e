import { Refusal } from '../../lib/refusal.ts';
import { instant, whole } from '../../records/field.ts';
import { defineVerb } from '../../records/record-verb.ts';
import { courseAssignmentNoun } from './course-assignment.ts';
import { notBefore } from './start-course.ts';

/** Somebody finishes what was assigned to them; what had not begun has begun by then. */
export const finishCourse = defineVerb(courseAssignmentNoun, {
  name: 'finishCourse',
  description: 'Somebody finishes a course assigned to them.',
  input: {
    at: instant({ description: 'when; now unless told' }),
    score: whole({ description: 'with what result, in percent', most: 100 }),
  },
  act: ({ ctx, after }, { at, score }) => {
    if (after.finishedAt !== null) {
      throw Refusal.refused('COURSE_FINISHED', 'input.id: it is finished already', { field: 'input.id' });
    }
    after.finishedAt = notBefore(at ?? ctx.clock.now(), after.startedAt ?? after.assignedAt, 'it began');
    after.startedAt ??= after.finishedAt;
    after.score = score ?? null;
  },
});
