import { coefficient } from '../../plans/coefficient.ts';
import type { Plans } from '../read-plans.ts';
import type { TermValues } from './reader.ts';

/** the plan that planned figures are made of */
export const plannedRevenue = { id: 'revenue', additive: true } as const;

/** The optimal plan of revenue for a group and a slot; null: none attaches. To a part of a month none does. */
export function revenuePlan({ book }: Plans): TermValues['of'] {
  return (keys, _, { range }) => book.levels(plannedRevenue, keys, range)?.optimal ?? null;
}

/** Where revenue stands between the levels of its plan, as the coefficient that pay is multiplied by. */
export function planCoefficient({ book, points }: Plans): TermValues['of'] {
  return (keys, sums, { range, window }) => {
    const levels = book.levels(plannedRevenue, keys, range);
    if (levels?.optimal === null || levels?.optimal === undefined) return null;
    return coefficient(sums.of('revenue', window), { ...levels, optimal: levels.optimal }, points);
  };
}
