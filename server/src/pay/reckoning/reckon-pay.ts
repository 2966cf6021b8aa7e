import type { CoefficientPoints } from '../../plans/coefficient.ts';
import type { PlannableKpi } from '../../plans/plannable.ts';
import type { PayTerms } from '../schemes/terms.ts';
import { bonusLines } from './bonus-lines.ts';
import { type Credit, type Figure, type Line, totalOf } from './line.ts';
import { salesLines } from './sales-lines.ts';
import { partOf, shareOf, whole } from './share.ts';
import { coefficientOf } from './worth.ts';

/** Everything a month of somebody's pay is reckoned from, besides the entries of the ledger. */
export interface PayFacts {
  /** with the salary that is the person's own, if one is */
  terms: PayTerms;
  /** days of the month the person was employed and the department worked, and those the department worked */
  workedDays: number;
  workingDays: number;
  /** of the department, as they stood */
  points: CoefficientPoints;
  figures: Readonly<Partial<Record<PlannableKpi, Figure>>>;
}

/**
 * The pay of a month, line by line. Pure: the same facts and credits always give the same lines. Every line is rounded by itself, half up to
 * the minor unit, and the pay is the sum of its lines. A month in which the person neither worked nor sold has none.
 */
export function reckonPay({ terms, points, figures, ...facts }: PayFacts, credits: readonly Credit[]): Line[] {
  if (facts.workedDays === 0 && credits.length === 0) return [];
  const figureOf = (kpi: PlannableKpi): Figure => figures[kpi] ?? { plan: null, value: null };
  const fixed = salaryLines(terms.salary, facts);
  const sales = terms.sales ? salesLines(terms.sales, credits) : [];
  const bonus = terms.bonus ? bonusLines(terms.bonus, figureOf(terms.bonus.kpi), totalOf(fixed)) : [];
  const variable = [...sales, ...bonus];
  const lines = [...fixed, ...variable];
  if (!terms.coefficient) return lines;
  const { of } = terms.coefficient;
  const used = terms.coefficient.points ?? points;
  const { value, figures: told } = coefficientOf(terms.coefficient, used, figureOf);
  const base = totalOf(of === 'variable' ? variable : lines);
  const explanation = { coefficient: { value, of }, figures: told, points: used };
  const amount = shareOf(base, value - whole);
  return [...lines, { kind: 'coefficient', base, rate: value, amount, aboutMonth: null, explanation, entries: [] }];
}

/** The salary, by the working days of the month that the person was employed. */
function salaryLines(
  monthly: number,
  { workedDays, workingDays }: Pick<PayFacts, 'workedDays' | 'workingDays'>,
): Line[] {
  if (monthly === 0 || workedDays === 0) return [];
  const amount = partOf(monthly, workedDays, workingDays);
  const explanation = { salary: { monthly, workedDays, workingDays } };
  return [{ kind: 'salary', base: monthly, rate: null, amount, aboutMonth: null, explanation, entries: [] }];
}
