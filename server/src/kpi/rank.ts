import { Refusal } from '../lib/refusal.ts';
import type { Question } from './question.ts';
import type { GroupSums, Sums } from './read-sums.ts';

/** so many groups are ordered here at most: what is no sum is not known to SQL, and all of them must be read */
export const mostRanked = 10_000;

/** The question of which every group is answered, to be ordered here; one more than may be, so that it shows when there are too many. */
export function unranked(question: Question): Question {
  return { ...question, order: [], offset: 0, limit: mostRanked + 1 };
}

/** Refuses more groups than can be ordered. */
export function ensureRankable(groups: number, planned: boolean): void {
  if (groups <= mostRanked) return;
  const expected = `at most ${mostRanked} groups ${planned ? 'beside plans' : 'to order by a figure that is no sum'}`;
  throw Refusal.badInput('orderBy', `${expected}: leave some out with where, or order by another figure`, {
    groups: `more than ${mostRanked}`,
  });
}

/** Adds groups that have keys and nothing else, where they are not there already. */
export function withGroups(groups: readonly GroupSums[], keys: readonly (string | null)[][], none: Sums): GroupSums[] {
  const there = new Set(groups.map((group) => JSON.stringify(group.keys)));
  return [
    ...groups,
    ...keys.filter((key) => !there.has(JSON.stringify(key))).map((key) => ({ keys: key, sums: none })),
  ];
}

/** The page of groups in the order asked for, ties by key and the unknown last: as SQL would have it. */
export function pageOf(
  { order, limit, offset }: Question,
  groups: readonly GroupSums[],
  figure: (kpi: Question['kpis'][number], group: GroupSums) => number | null,
): GroupSums[] {
  return groups
    .map((group) => ({ group, values: order.map(({ kpi }) => figure(kpi, group)) }))
    .toSorted((a, b) => {
      for (const [i, { direction }] of order.entries()) {
        const difference = compare(a.values[i] ?? null, b.values[i] ?? null, direction === 'DESC' ? -1 : 1);
        if (difference !== 0) return difference;
      }
      return compareKeys(a.group.keys, b.group.keys);
    })
    .slice(offset, offset + limit)
    .map(({ group }) => group);
}

function compare(a: number | null, b: number | null, sign: 1 | -1): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return (a - b) * sign;
}

function compareKeys(a: readonly (string | null)[], b: readonly (string | null)[]): number {
  for (const [i, left] of a.entries()) {
    const right = b[i] ?? null;
    if (left === right) continue;
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    // decimal ids: the longer is the larger
    return left.length - right.length || (left < right ? -1 : 1);
  }
  return 0;
}
