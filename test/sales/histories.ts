import type { Amounts } from '../../server/src/ledger/measures.ts';
import type { Changes, DealFact, DealFactKind, Line } from '../../server/src/sales/deals/deal-fact.ts';
import { project } from '../../server/src/sales/deals/project-deal.ts';

/** the first of January, the day 0 of these histories */
export const start = Date.UTC(2026, 0, 1);
const opening: Changes = { clientId: '1', employeeId: '10', teamId: '20', pipelineId: '30', stageId: '31' };

/** A line of a product: one of it, of this amount. */
export function line(productId: string, amount: number, cost: number | null = null): Line {
  return { productId, productLineId: null, quantity: 1, price: amount, cost, discount: 0, amount };
}

/** A history in short: what happened on which day of January. */
export function history(...facts: [kind: DealFactKind, day: number, changes?: Changes][]): DealFact[] {
  return facts.map(([kind, day, changes = {}], i) => ({
    id: String(i + 1),
    kind,
    effectiveAt: new Date(start + day * 86_400_000),
    changes: kind === 'opened' ? { ...opening, ...changes } : changes,
  }));
}

/** What is posted, in short: day, employee, stage, product, amounts. */
export function posted(facts: DealFact[]) {
  return project('5', facts).map(({ effectiveAt, dimensions, amounts }) => [
    (effectiveAt.getTime() - start) / 86_400_000,
    dimensions.employee_id,
    dimensions.stage_id,
    dimensions.product_id ?? null,
    amounts,
  ]);
}

/** The sum of everything posted. */
export function net(facts: DealFact[]): Amounts {
  const sums: Record<string, number> = {};
  for (const { amounts } of project('5', facts))
    for (const [m, v] of Object.entries(amounts)) sums[m] = (sums[m] ?? 0) + v;
  return Object.fromEntries(Object.entries(sums).filter(([, value]) => value !== 0));
}
