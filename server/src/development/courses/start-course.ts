import { Refusal } from '../../lib/refusal.ts';
import { instant } from '../../records/field.ts';
import { defineVerb } from '../../records/record-verb.ts';
import { courseAssignmentNoun } from './course-assignment.ts';

/** Somebody begins what was assigned to them. */
export const startCourse = defineVerb(courseAssignmentNoun, {
  name: 'startCourse',
  description: 'Somebody begins a course assigned to them.',
  input: { at: instant({ description: 'when; now unless told' }) },
  act: ({ ctx, after }, { at }) => {
    if (after.startedAt !== null) {
      throw Refusal.refused('COURSE_STARTED', 'input.id: it has begun already', { field: 'input.id' });
    }
    after.startedAt = notBefore(at ?? ctx.clock.now(), after.assignedAt, 'it was assigned');
  },
});

/** Refuses an instant before another. */
export function notBefore(at: Date, earliest: Date, what: string): Date {
  if (at >= earliest) return at;
  throw Refusal.badInput('input.at', `an instant not before ${what} (${earliest.toISOString()})`, {
    got: at.toISOString(),
  });
}
