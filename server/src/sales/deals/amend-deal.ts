import type { Context } from '../../context.ts';
import { runVerb } from '../../ledger/verb.ts';
import { checkedId } from '../../lib/decimal-id.ts';
import { Refusal } from '../../lib/refusal.ts';
import { sql } from '../../lib/sql.ts';
import type { Changes } from './deal-fact.ts';
import { resolveWorth, type WorthInput } from './deal-lines.ts';
import { mustExist, optionalId } from './deal-place.ts';
import { checkedTitle } from './open-deal.ts';
import { recordFact } from './record-fact.ts';

/** What is to change in a deal: what is left out stays, null clears. */
export interface AmendDeal extends WorthInput {
  key: string;
  dealId: string;
  version: number;
  title?: string | null;
  channelId?: string | null;
  sourceId?: string | null;
  campaignId?: string | null;
  expectedCloseAt?: Date | null;
  at?: Date | null;
}

const amendable = ['title', 'amount', 'lines', 'channelId', 'sourceId', 'campaignId', 'expectedCloseAt'] as const;

/** Amends a deal. An open deal changes from the instant on; a closed one is restated at the instant of its closing. */
export function amendDeal(ctx: Context, input: AmendDeal): Promise<string> {
  const dealId = checkedId(input.dealId, 'input.dealId');
  if (amendable.every((name) => input[name] === undefined)) {
    throw Refusal.badInput('input', `at least one of ${amendable.join(', ')}`);
  }
  return runVerb(ctx, { verb: 'amendDeal', key: input.key, input, result: { id: dealId } }, async (tx) => {
    const changes: Changes = {};
    for (const noun of ['channel', 'source', 'campaign'] as const) {
      const given = input[`${noun}Id`];
      if (given === undefined) continue;
      const id = optionalId(given, `input.${noun}Id`);
      await mustExist(tx, noun, id, `input.${noun}Id`);
      changes[`${noun}Id`] = id;
    }
    const title = checkedTitle(input.title);
    if (title !== undefined) changes.title = title;
    if (input.expectedCloseAt !== undefined) changes.expectedCloseAt = input.expectedCloseAt?.toISOString() ?? null;
    const [lines] = await tx.query<{ has: boolean }>(sql`/* deal-has-lines */ select exists (
      select from deal_line where deal_id = ${dealId}) as has`);
    Object.assign(changes, await resolveWorth(tx, ctx, input, Boolean(lines?.has)));
    await recordFact(tx, ctx, { dealId, version: input.version, kind: 'amended', at: input.at, changes });
  });
}
