import { Refusal } from '../../lib/refusal.ts';
import { defineVerb } from '../../records/record-verb.ts';
import { courseAssignmentNoun } from './course-assignment.ts';

/** A course was called finished by mistake: it is not. */
export const reopenCourse = defineVerb(courseAssignmentNoun, {
  name: 'reopenCourse',
  description: 'A course was called finished by mistake: it is not.',
  input: {},
  act: ({ after }) => {
    if (after.finishedAt === null) {
      throw Refusal.refused('COURSE_NOT_FINISHED', 'input.id: it is not finished', { field: 'input.id' });
    }
    after.finishedAt = null;
    after.score = null;
  },
});
