import type { Context } from '../../context.ts';
import { checkedText } from '../../lib/text.ts';
import { dealVerb, type OnDeal } from './deal-verb.ts';

export type WinDeal = OnDeal;

/** Wins a deal: credit goes to who owns it at that instant. */
export function winDeal(ctx: Context, input: WinDeal): Promise<string> {
  return dealVerb(ctx, 'winDeal', input, async () => ({ kind: 'won', changes: {} }));
}

export interface LoseDeal extends OnDeal {
  reason?: string | null;
}

/** Loses a deal, in the stage where it stands, for a reason. */
export function loseDeal(ctx: Context, input: LoseDeal): Promise<string> {
  const lossReason = input.reason?.trim() || null;
  if (lossReason !== null) checkedText(lossReason, 'input.reason', 'a reason', 300);
  return dealVerb(ctx, 'loseDeal', input, async () => ({ kind: 'lost', changes: { lossReason } }));
}

/** Reopens a closed deal: what its closing added is taken back at this instant, and it stands in its stage again. */
export function reopenDeal(ctx: Context, input: OnDeal): Promise<string> {
  return dealVerb(ctx, 'reopenDeal', input, async () => ({ kind: 'reopened', changes: {} }));
}
