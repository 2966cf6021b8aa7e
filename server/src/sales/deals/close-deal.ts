import type { Context } from '../../context.ts';
import { checkedText } from '../../lib/text.ts';
import { dealVerb, type OnDeal } from './deal-verb.ts';
import { resolveReason } from './loss-reason-of.ts';
import { placeOfNow } from './place-of-now.ts';

export type WinDeal = OnDeal;

/** Wins a deal: credit goes to who owns it at that instant. */
export function winDeal(ctx: Context, input: WinDeal): Promise<string> {
  return dealVerb(ctx, 'winDeal', input, async () => ({ kind: 'won', changes: {} }));
}

export interface LoseDeal extends OnDeal {
  reason?: string | null;
  /** one of the list; left out: the one of the same words, if there is one */
  reasonId?: string | null;
}

/** Loses a deal, in the stage where it stands, for a reason. */
export function loseDeal(ctx: Context, input: LoseDeal): Promise<string> {
  const words = input.reason?.trim() || null;
  if (words !== null) checkedText(words, 'input.reason', 'a reason', 300);
  return dealVerb(ctx, 'loseDeal', input, async (db) => ({
    kind: 'lost',
    changes: await resolveReason(db, input.dealId, words, input.reasonId ?? null),
  }));
}

/**
 * Reopens a closed deal: what its closing added is taken back at this instant, and it stands in its stage again, where its client and its
 * owner are now.
 */
export function reopenDeal(ctx: Context, input: OnDeal): Promise<string> {
  return dealVerb(ctx, 'reopenDeal', input, async (db) => ({
    kind: 'reopened',
    changes: await placeOfNow(db, input.dealId),
  }));
}
