import type { Context } from '../../context.ts';
import { checkedId } from '../../lib/decimal-id.ts';
import { Refusal } from '../../lib/refusal.ts';
import { sql } from '../../lib/sql.ts';
import { resolveOwner } from './deal-place.ts';
import { dealVerb, type OnDeal } from './deal-verb.ts';

export interface ReassignDeal extends OnDeal {
  ownerId: string;
}

/** Gives a deal to another owner: its place in the pipeline moves with it, what was credited before stays where it was earned. */
export function reassignDeal(ctx: Context, input: ReassignDeal): Promise<string> {
  return dealVerb(ctx, 'reassignDeal', input, async (db) => {
    const owner = await resolveOwner(db, checkedId(input.ownerId, 'input.ownerId'), 'input.ownerId');
    const [client] = await db.query<{ territory_id: string | null }>(sql`/* territory-of-deal */ select c.territory_id
      from deal d join client c on c.id = d.client_id where d.id = ${checkedId(input.dealId, 'input.dealId')}`);
    return {
      kind: 'reassigned',
      changes: { ...owner, territoryId: client?.territory_id ?? owner.territoryId },
      check: (before) => {
        if (before.employeeId !== owner.employeeId) return;
        throw Refusal.refused('ALREADY_THE_OWNER', 'input.ownerId: the deal belongs to this employee already', {
          field: 'input.ownerId',
        });
      },
    };
  });
}
