import type { Context } from '../../context.ts';
import { runVerb } from '../../ledger/verb.ts';
import { checkedId } from '../../lib/decimal-id.ts';
import { Refusal } from '../../lib/refusal.ts';
import { recordFact } from './record-fact.ts';

export interface WinDeal {
  key: string;
  dealId: string;
  version: number;
  at?: Date | null;
}

/** Wins a deal: credit goes to who owns it at that instant. */
export function winDeal(ctx: Context, input: WinDeal): Promise<string> {
  const dealId = checkedId(input.dealId, 'input.dealId');
  return runVerb(ctx, { verb: 'winDeal', key: input.key, input, result: { id: dealId } }, (tx) =>
    recordFact(tx, ctx, { dealId, version: input.version, kind: 'won', at: input.at, changes: {} }),
  );
}

export interface LoseDeal extends WinDeal {
  reason?: string | null;
}

/** Loses a deal, in the stage where it stands, for a reason. */
export function loseDeal(ctx: Context, input: LoseDeal): Promise<string> {
  const dealId = checkedId(input.dealId, 'input.dealId');
  const lossReason = input.reason?.trim() || null;
  if (lossReason !== null && lossReason.length > 300) throw Refusal.badInput('input.reason', 'at most 300 characters');
  return runVerb(ctx, { verb: 'loseDeal', key: input.key, input, result: { id: dealId } }, (tx) =>
    recordFact(tx, ctx, { dealId, version: input.version, kind: 'lost', at: input.at, changes: { lossReason } }),
  );
}

/** Reopens a closed deal: what its closing added is taken back at this instant, and it stands in its stage again. */
export function reopenDeal(ctx: Context, input: WinDeal): Promise<string> {
  const dealId = checkedId(input.dealId, 'input.dealId');
  return runVerb(ctx, { verb: 'reopenDeal', key: input.key, input, result: { id: dealId } }, (tx) =>
    recordFact(tx, ctx, { dealId, version: input.version, kind: 'reopened', at: input.at, changes: {} }),
  );
}
