import type { Context } from '../../context.ts';
import type { Queryable } from '../../database/database.ts';
import { checkVerbKey, runVerb } from '../../ledger/verb.ts';
import { checkedId } from '../../lib/decimal-id.ts';
import { Refusal } from '../../lib/refusal.ts';
import { recordQuickly } from './quick-fact.ts';
import { type NewFact, recordFact } from './record-fact.ts';

/** What every verb on a deal is told. */
export interface OnDeal {
  key: string;
  dealId: string;
  /** the version the caller saw */
  version: number;
  /** when it happened; left out: now */
  at?: Date | null;
}

/** What a verb makes of its input: kind of fact, changes, and a last check. Reads what it needs through `db`. */
export type Plan = (db: Queryable) => Promise<Pick<NewFact, 'kind' | 'changes' | 'check'>>;

/** Runs a verb on a deal: the quick way where it fits, else the careful way, which locks, looks and refuses. Returns the deal's id. */
export async function dealVerb(ctx: Context, verb: string, input: OnDeal, plan: Plan): Promise<string> {
  const dealId = checkedId(input.dealId, 'input.dealId');
  checkVerbKey(input.key);
  ctx.access.ensure(verb);
  const on = { subject: 'Deal', id: dealId, field: 'input.dealId' };
  // whose a deal is decides pay, and takes the client along
  const audited = verb === 'reassignDeal' ? { audited: 'Deal' } : {};
  const call = { verb, key: input.key, input, result: { id: dealId }, on, ...audited };
  const about = { dealId, version: input.version, at: input.at };
  const quick = await plan(ctx.database.app).catch(unlessRefused);
  if (quick && (await recordQuickly(ctx, call, { ...about, ...quick }))) {
    ctx.changed();
    return dealId;
  }
  return runVerb(ctx, call, async (tx) => recordFact(tx, ctx, { ...about, ...(await plan(tx)) }));
}

/** a refusal is told by the careful way: a known key comes before it */
function unlessRefused(error: unknown): null {
  if (error instanceof Refusal) return null;
  throw error;
}
