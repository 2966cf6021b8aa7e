import { text } from '../records/field.ts';
import { defineVerb } from '../records/record-verb.ts';
import { nextReview, today } from './next-review.ts';
import { procedureNoun } from './procedure.ts';

/** Notes that a procedure was looked at and still holds; the next review is its schedule away. */
export const reviewProcedure = defineVerb(procedureNoun, {
  name: 'reviewProcedure',
  description:
    'Notes that a procedure was looked at and still holds. The next review is its schedule away; without a schedule there is none.',
  input: { note: text({ description: 'what was found', most: 2000 }) },
  act: ({ ctx, after }) => {
    after.reviewedOn = today(ctx);
    after.reviewOn = after.reviewEveryDays === null ? null : nextReview(ctx, after.reviewEveryDays);
  },
});
