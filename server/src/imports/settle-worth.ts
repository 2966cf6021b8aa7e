import type { DealMake } from './mapping-makes.ts';
import { labelOf } from './read-value.ts';
import type { Row } from './row.ts';
import { amountOf, type ToldLine } from './told-deal.ts';

/**
 * What a deal is worth. With priced lines the amount is their sum, and an amount told beside them must agree; an amount alone goes to the
 * one line without a price. What nothing tells stays unknown: null, never 0.
 */
export function settleWorth(
  row: Row,
  make: DealMake,
  lines: ToldLine[],
  amount: number | null,
): { lines: ToldLine[]; amount: number | null } {
  if (lines.length > 200) row.refuse('', String(lines.length), 'expected at most 200 product lines');
  if (lines.length === 0) return { lines, amount };
  const known = lines.map(amountOf);
  const open = known.filter((value) => value === null).length;
  const total = known.reduce<number>((sum, value) => sum + (value ?? 0), 0);
  const label = make.amount ? labelOf(make.amount) : '';
  if (open === 0) {
    if (amount !== null && amount !== total)
      row.refuse(label, String(amount), `is not the sum of the lines (${total}), in minor units`);
    return { lines, amount: total };
  }
  if (amount === null) return { lines, amount };
  if (open > 1 || amount < total)
    row.refuse(label, String(amount), 'cannot be shared among the lines: give their prices or amounts');
  return { lines: lines.map((line, i) => (known[i] === null ? { ...line, amount: amount - total } : line)), amount };
}
