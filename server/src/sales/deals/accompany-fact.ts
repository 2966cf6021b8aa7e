import type { Context } from '../../context.ts';
import type { Transaction } from '../../database/database.ts';
import { rateAt } from './current-rate.ts';
import type { Changes, DealFact } from './deal-fact.ts';
import { replay } from './deal-state.ts';
import { leaveStage } from './leave-stage.ts';

/** what asks for the rate of its day: a closed deal keeps the one of its closing */
const rated: ReadonlySet<DealFact['kind']> = new Set(['moved', 'amended', 'won', 'lost', 'reopened'] as const);

/**
 * What a fact takes along beside what was asked: the rate of its day for a deal of another currency, and how the deal leaves its stage.
 * Refuses what the stage does not let go.
 */
export async function accompanied(
  tx: Transaction,
  ctx: Context,
  dealId: string,
  fact: DealFact,
  facts: readonly DealFact[],
): Promise<Changes> {
  if (!rated.has(fact.kind)) return {};
  const earlier = facts.filter(({ effectiveAt }) => effectiveAt.getTime() <= fact.effectiveAt.getTime());
  const before = replay(earlier).at(-1)?.after;
  if (!before) return {};
  const isOpen = before.status === 'open';
  const leaves = isOpen && (fact.kind === 'won' || (fact.kind === 'moved' && fact.changes.stageId !== before.stageId));
  const left = leaves ? await leaveStage(tx, dealId, before, fact.changes.stageId ?? null) : {};
  const { currency } = before;
  // an amendment to another currency brings its rate itself
  if (currency === null || fact.changes.currency !== undefined || !(isOpen || fact.kind === 'reopened')) return left;
  return { ...left, ...(await rateAt(tx, ctx, currency, fact.effectiveAt)) };
}
