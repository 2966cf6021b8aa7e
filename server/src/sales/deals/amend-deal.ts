import type { Context } from '../../context.ts';
import { checkedId } from '../../lib/decimal-id.ts';
import { Refusal } from '../../lib/refusal.ts';
import { currencyChange } from './currency-change.ts';
import type { Changes } from './deal-fact.ts';
import { resolveWorth, type WorthInput } from './deal-lines.ts';
import { mustExist, optionalId } from './deal-place.ts';
import { dealVerb, type OnDeal } from './deal-verb.ts';
import { checkedExpectation, checkedTitle } from './open-deal.ts';

/** What is to change in a deal: what is left out stays, null clears. */
export interface AmendDeal extends OnDeal, WorthInput {
  title?: string | null;
  channelId?: string | null;
  sourceId?: string | null;
  campaignId?: string | null;
  expectedCloseAt?: Date | null;
  /** three letters; the department's own, or null: none of its own */
  currency?: string | null;
}

const amendable = [
  ...['title', 'amount', 'lines', 'channelId', 'sourceId', 'campaignId', 'expectedCloseAt', 'currency'],
] as const;

/** Amends a deal. An open deal changes from the instant on; a closed one is restated at the instant of its closing. */
export function amendDeal(ctx: Context, input: AmendDeal): Promise<string> {
  const dealId = checkedId(input.dealId, 'input.dealId');
  if (amendable.every((name) => input[name] === undefined)) {
    throw Refusal.badInput('input', `at least one of ${amendable.join(', ')}`);
  }
  return dealVerb(ctx, 'amendDeal', input, async (db) => {
    const changes: Changes = {};
    for (const noun of ['channel', 'source', 'campaign'] as const) {
      const given = input[`${noun}Id`];
      if (given === undefined) continue;
      const id = optionalId(given, `input.${noun}Id`);
      await mustExist(db, noun, id, `input.${noun}Id`);
      changes[`${noun}Id`] = id;
    }
    const title = checkedTitle(input.title);
    if (title !== undefined) changes.title = title;
    if (input.expectedCloseAt !== undefined) changes.expectedCloseAt = checkedExpectation(input.expectedCloseAt);
    const { pricing, change, check } = await currencyChange(db, ctx, dealId, input);
    const worth = await resolveWorth(db, ctx, input, pricing);
    return { kind: 'amended', changes: { ...changes, ...change, ...worth }, ...(check && { check }) };
  });
}
