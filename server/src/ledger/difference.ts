import type { Projected } from './entry.ts';
import type { Amounts, Measure } from './measures.ts';

/** What must be posted so that the ledger stands for `after` instead of `before`. */
export interface Difference {
  /** entries that stand and no longer should: each is reversed at its own instant */
  gone: Projected[];
  /** entries that should stand and do not */
  come: Projected[];
}

/** Everything of an entry that is counted: two entries with the same identity are the same posting. */
export function identity(entry: Projected): string {
  const amounts = Object.entries(entry.amounts)
    .filter(([, value]) => value !== 0)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  const touched = Object.entries(entry.dimensions)
    .filter(([, id]) => id !== null && id !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([entry.effectiveAt.getTime(), entry.factId, entry.kind, touched, amounts]);
}

/** The difference of two projections as multisets. */
export function difference(before: readonly Projected[], after: readonly Projected[]): Difference {
  const standing = new Map<string, Projected[]>();
  for (const entry of before) {
    const key = identity(entry);
    standing.set(key, [...(standing.get(key) ?? []), entry]);
  }
  const come = after.filter((entry) => standing.get(identity(entry))?.pop() === undefined);
  return { gone: [...standing.values()].flat(), come };
}

/** The same measures with the opposite sign. */
export function negated(amounts: Amounts): Amounts {
  return Object.fromEntries(Object.entries(amounts).map(([name, value]) => [name, -value])) as Record<Measure, number>;
}
