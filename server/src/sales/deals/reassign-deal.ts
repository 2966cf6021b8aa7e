import type { Context } from '../../context.ts';
import { runVerb } from '../../ledger/verb.ts';
import { checkedId } from '../../lib/decimal-id.ts';
import { Refusal } from '../../lib/refusal.ts';
import { sql } from '../../lib/sql.ts';
import { resolveOwner } from './deal-place.ts';
import { recordFact } from './record-fact.ts';

export interface ReassignDeal {
  key: string;
  dealId: string;
  version: number;
  ownerId: string;
  at?: Date | null;
}

/** Gives a deal to another owner: its place in the pipeline moves with it, what was credited before stays where it was earned. */
export function reassignDeal(ctx: Context, input: ReassignDeal): Promise<string> {
  const dealId = checkedId(input.dealId, 'input.dealId');
  return runVerb(ctx, { verb: 'reassignDeal', key: input.key, input, result: { id: dealId } }, async (tx) => {
    const owner = await resolveOwner(tx, checkedId(input.ownerId, 'input.ownerId'), 'input.ownerId');
    const [client] = await tx.query<{ territory_id: string | null }>(sql`/* territory-of-deal */ select c.territory_id
      from deal d join client c on c.id = d.client_id where d.id = ${dealId}`);
    await recordFact(tx, ctx, {
      dealId,
      version: input.version,
      kind: 'reassigned',
      at: input.at,
      changes: { ...owner, territoryId: client?.territory_id ?? owner.territoryId },
      check: (before) => {
        if (before.employeeId !== owner.employeeId) return;
        throw Refusal.refused('ALREADY_THE_OWNER', 'input.ownerId: the deal belongs to this employee already', { field: 'input.ownerId' });
      },
    });
  });
}
