import type { SalesTerms, Tier } from '../schemes/terms.ts';
import type { Credit, Explanation, Line, LineEntry } from './line.ts';
import { shareOf } from './share.ts';

/** The credits that one rate is taken of, in the order they happened. */
interface Slice {
  rate: number;
  explanation: Explanation;
  parts: { credit: Credit; base: number }[];
}

/**
 * The percentage of a month's sales, a line for each rate. Credits come in the order they happened: the first fill the first step, so that each
 * knows which part of it was paid at which rate. What was taken back counts against the steps it had filled. The lines do not depend on the
 * order, only whose part is whose.
 */
export function salesLines(terms: SalesTerms, credits: readonly Credit[]): Line[] {
  const own = new Map(terms.lines.map(({ productLineId, rate }) => [productLineId, rate]));
  const isOwn = ({ productLineId }: Credit) => productLineId !== null && own.has(productLineId);
  const common = credits.filter((credit) => !isOwn(credit));
  const slices = [...tierSlices(terms, common), ...ownSlices(own, credits.filter(isOwn))];
  return slices.map(lineOf);
}

function ownSlices(own: ReadonlyMap<string, number>, credits: readonly Credit[]): Slice[] {
  const byLine = Map.groupBy(credits, ({ productLineId }) => productLineId ?? '');
  return [...own]
    .filter(([productLineId]) => byLine.has(productLineId))
    .map(([productLineId, rate]) => ({
      ...{ rate, explanation: { productLineId } },
      parts: (byLine.get(productLineId) ?? []).map((credit) => ({ credit, base: credit.amount })),
    }));
}

function tierSlices({ tiers, progressive }: SalesTerms, credits: readonly Credit[]): Slice[] {
  if (credits.length === 0) return [];
  const reached = credits.reduce((sum, { amount }) => sum + amount, 0);
  const told = (tier: Tier, i: number): Explanation => ({
    tier: { from: tier.from, to: tiers[i + 1]?.from ?? null, progressive, reached },
  });
  if (!progressive) {
    const at = Math.max(
      0,
      tiers.findLastIndex(({ from }) => from <= reached),
    );
    const tier = tiers[at];
    if (!tier) throw new Error('a percentage has no steps');
    return [
      {
        rate: tier.rate,
        explanation: told(tier, at),
        parts: credits.map((credit) => ({ credit, base: credit.amount })),
      },
    ];
  }
  const slices = tiers.map((tier, i): Slice => ({ rate: tier.rate, explanation: told(tier, i), parts: [] }));
  let sum = 0;
  for (const credit of credits) {
    const [before, after] = [sum, (sum += credit.amount)];
    slices.forEach(({ parts }, i) => {
      const base = within(after, tiers, i) - within(before, tiers, i);
      // an entry of nothing belongs somewhere all the same
      if (base !== 0 || (credit.amount === 0 && i === 0)) parts.push({ credit, base });
    });
  }
  return slices.filter(({ parts }) => parts.length > 0);
}

/** The part of a sum that lies in a step; what is below zero lies in the first. */
function within(sum: number, tiers: readonly Tier[], i: number): number {
  const from = tiers[i]?.from ?? 0;
  const to = tiers[i + 1]?.from ?? Number.POSITIVE_INFINITY;
  const top = Math.min(sum, to);
  return i === 0 ? top : Math.max(top, from) - from;
}

/** The line's amount is rounded once; its entries share it so that their parts add up to it. */
function lineOf({ rate, explanation, parts }: Slice): Line {
  let base = 0;
  let amount = 0;
  const entries: LineEntry[] = [];
  for (const { credit, base: part } of parts) {
    base += part;
    const upToHere = shareOf(base, rate);
    const { entryId, dealId, productLineId } = credit;
    if (entryId !== null) entries.push({ entryId, dealId, productLineId, base: part, amount: upToHere - amount });
    amount = upToHere;
  }
  return { kind: 'sales', base, rate, amount, aboutMonth: null, explanation, entries };
}
