import { sql } from '../../lib/sql.ts';
import { checkItem } from '../../sales/deals/check-item.ts';
import type { OpenDeal } from '../open-deals.ts';
import { asPerson } from '../perform.ts';
import { type AtWork, keyAt } from './at-work.ts';

/** Does what is left of the checklist of the stage in which a deal stands. */
export async function tickOff(at: AtWork, deal: OpenDeal): Promise<void> {
  const { ctx, nouns } = at;
  const left = await ctx.database.app.query<{ code: string }>(sql`/* demo-steps-left */ select x.step ->> 'code' as code
    from deal d join procedure p on p.stage_id = d.stage_id and p.ended_at is null cross join lateral jsonb_array_elements(p.steps) as x(step)
    where d.id = ${deal.id} and not exists (select from deal_check c where c.deal_id = d.id and c.procedure_id = p.id
      and c.step_id = x.step ->> 'code' and c.done)`);
  for (const { code } of left) {
    const item = { key: keyAt(at, 'check'), dealId: deal.id, stepId: code, done: true };
    await asPerson(ctx, nouns, deal.owner, (as) => checkItem(as, item));
  }
}
