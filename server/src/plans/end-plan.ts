import { sql } from '../lib/sql.ts';
import { changeRow } from '../records/change-record.ts';
import { text } from '../records/field.ts';
import { defineVerb } from '../records/record-verb.ts';
import { planNoun } from './plan.ts';

/**
 * Ends a plan: nothing is measured against it any more. Months that were spread from it end with it, unless it is a quarter of a year's plan, which
 * they are handed back to; what was set by hand stays.
 */
export const endPlan = defineVerb(planNoun, {
  name: 'endPlan',
  description:
    'Ends a plan with the months spread from it; what was set by hand stays. The months of a quarter stay with the plan of its year.',
  input: { note: text({ description: 'why', most: 1000 }) },
  ends: true,
  act: async ({ tx, ctx, after }, { note }) => {
    after.endedAt = ctx.clock.now();
    after.note = note ?? null;
    const parts = await tx.query<{
      id: string;
      fixed: boolean;
    }>(sql`/* parts-of-plan */ select p.id, p.fixed from plan p
      where p.part_of_id = ${after.id} and p.ended_at is null order by p.id for update`);
    const whole = after.partOfId;
    for (const { id, fixed } of parts) {
      const stays = fixed || whole !== null;
      const change = {
        verb: 'endPlan',
        fields: {},
        ends: !stays,
        act: ({ after: part }: { after: { partOfId: string | null; endedAt: Date | null; note: string | null } }) => {
          part.note = after.note;
          if (stays) part.partOfId = whole;
          else part.endedAt = after.endedAt;
        },
      };
      await changeRow(tx, ctx, planNoun, { id, input: {}, change });
    }
  },
});
