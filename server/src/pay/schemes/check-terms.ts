import { catalogue } from '../../kpi/catalogue.ts';
import { checkedId } from '../../lib/decimal-id.ts';
import { toMinor } from '../../lib/money.ts';
import { Refusal } from '../../lib/refusal.ts';
import type { CoefficientPoints } from '../../plans/coefficient.ts';
import type { PlannableKpi } from '../../plans/plannable.ts';
import type { BonusTerms, CoefficientTerms, PayTerms, Prize, SaleBase, SaleMoment, SalesTerms, Tier } from './terms.ts';

/** A promise as it is told: one of the two. */
export interface ToldPrize {
  amount?: number | null;
  percentOfSalary?: number | null;
}

/** Terms as people say them: money in major units, rates in percent. */
export interface ToldTerms {
  salary: number;
  sales?: {
    base: SaleBase;
    on: SaleMoment;
    progressive: boolean;
    tiers: readonly { from: number; percent: number }[];
    lines?: readonly { productLineId: string; percent: number }[] | null;
  } | null;
  bonus?: {
    kpi: PlannableKpi;
    reach?: ToldPrize | null;
    exceed?: { per: 'percent' | 'maximum'; prize: ToldPrize } | null;
  } | null;
  coefficient?: {
    of: 'variable' | 'everything';
    points?: CoefficientPoints | null;
    kpis: readonly { kpi: PlannableKpi; weight: number }[];
  } | null;
}

interface Look {
  currency: string;
  /** where the terms stand in the input: `input.terms` */
  path: string;
}

const mostTiers = 20;
const mostLines = 100;
const mostKpis = 10;

/** Checks terms and gives them as they are kept. Refuses what makes no sense, naming the field. Whether product lines exist is not looked at. */
export function checkedTerms(told: ToldTerms, look: Look): PayTerms {
  const { salary, sales = null, bonus = null, coefficient = null } = told;
  return {
    salary: toMinor(salary, look.currency, `${look.path}.salary`),
    sales: sales && checkedSales(sales, { ...look, path: `${look.path}.sales` }),
    bonus: bonus && checkedBonus(bonus, { ...look, path: `${look.path}.bonus` }),
    coefficient: coefficient && checkedCoefficient(coefficient, `${look.path}.coefficient`),
  };
}

function checkedSales(told: NonNullable<ToldTerms['sales']>, { currency, path }: Look): SalesTerms {
  const { base, on, progressive } = told;
  if (on === 'paid' && base === 'margin') {
    throw Refusal.badInput(`${path}.base`, 'REVENUE where sales count when they are paid: payments have no cost');
  }
  const given = told.lines ?? [];
  if (on === 'paid' && given.length > 0) {
    throw Refusal.badInput(
      `${path}.lines`,
      'none where sales count when they are paid: payments are not told by product',
    );
  }
  checkCount(`${path}.tiers`, told.tiers, 1, mostTiers);
  checkCount(`${path}.lines`, given, 0, mostLines);
  const tiers = told.tiers.map(
    ({ from, percent }, i): Tier => ({
      from: toMinor(from, currency, `${path}.tiers.${i}.from`),
      rate: checkedPercent(percent, `${path}.tiers.${i}.percent`, 100),
    }),
  );
  tiers.forEach(({ from }, i) => {
    const field = `${path}.tiers.${i}.from`;
    if (i === 0 && from !== 0)
      throw Refusal.badInput(field, '0: the first step begins at nothing', { got: told.tiers[0]?.from });
    if (i > 0 && from <= (tiers[i - 1]?.from ?? 0)) throw Refusal.badInput(field, 'more than the step before it');
  });
  const lines = given.map(({ productLineId, percent }, i) => ({
    productLineId: checkedId(productLineId, `${path}.lines.${i}.productLineId`),
    rate: checkedPercent(percent, `${path}.lines.${i}.percent`, 100),
  }));
  refuseTwice(
    lines.map(({ productLineId }) => productLineId),
    (i) => `${path}.lines.${i}.productLineId`,
  );
  return { base, on, progressive, tiers, lines };
}

function checkedBonus(told: NonNullable<ToldTerms['bonus']>, { currency, path }: Look): BonusTerms {
  checkKpi(told.kpi, `${path}.kpi`);
  const prize = ({ amount, percentOfSalary }: ToldPrize, field: string): Prize => {
    if ((amount ?? null) === null && (percentOfSalary ?? null) !== null) {
      return { ofSalary: checkedPercent(percentOfSalary as number, `${field}.percentOfSalary`, 1000) };
    }
    if ((amount ?? null) === null || (percentOfSalary ?? null) !== null) {
      throw Refusal.badInput(`${field}.amount`, 'exactly one of amount and percentOfSalary');
    }
    return { fixed: toMinor(amount as number, currency, `${field}.amount`) };
  };
  const { reach = null, exceed = null } = told;
  if (!reach && !exceed) throw Refusal.badInput(`${path}.reach`, 'at least one of reach and exceed');
  return {
    kpi: told.kpi,
    reach: reach && prize(reach, `${path}.reach`),
    exceed: exceed && { per: exceed.per, prize: prize(exceed.prize, `${path}.exceed.prize`) },
  };
}

function checkedCoefficient(told: NonNullable<ToldTerms['coefficient']>, path: string): CoefficientTerms {
  const { of, points = null, kpis } = told;
  checkCount(`${path}.kpis`, kpis, 1, mostKpis);
  kpis.forEach(({ kpi, weight }, i) => {
    checkKpi(kpi, `${path}.kpis.${i}.kpi`);
    checkDecimal(weight, `${path}.kpis.${i}.weight`, 1000);
    if (weight === 0) throw Refusal.badInput(`${path}.kpis.${i}.weight`, 'a number above 0');
  });
  refuseTwice(
    kpis.map(({ kpi }) => kpi),
    (i) => `${path}.kpis.${i}.kpi`,
  );
  if (points) {
    for (const name of ['minimum', 'optimal', 'maximum'] as const)
      checkDecimal(points[name], `${path}.points.${name}`, 10);
    const order = 'minimum ≤ optimal ≤ maximum';
    if (points.minimum > points.optimal)
      throw Refusal.badInput(`${path}.points.minimum`, order, { got: points.minimum });
    if (points.maximum < points.optimal)
      throw Refusal.badInput(`${path}.points.maximum`, order, { got: points.maximum });
  }
  const kept = points && { minimum: points.minimum, optimal: points.optimal, maximum: points.maximum };
  return { of, points: kept, kpis: kpis.map(({ kpi, weight }) => ({ kpi, weight })) };
}

/** Percent with at most four decimal places as millionths of one. */
function checkedPercent(percent: number, field: string, most: number): number {
  checkDecimal(percent, field, most);
  return Math.round(percent * 10_000);
}

function checkDecimal(value: number, field: string, most: number): void {
  if (value >= 0 && value <= most && Number(value.toFixed(4)) === value) return;
  throw Refusal.badInput(field, `a number from 0 to ${most} with at most 4 decimal places`, { got: value });
}

function checkKpi(kpi: PlannableKpi, field: string): void {
  if (catalogue.get(kpi)?.breakdowns.includes('EMPLOYEE')) return;
  throw Refusal.badInput(field, 'a figure that is known of each person', { got: kpi });
}

function checkCount(field: string, list: readonly unknown[], least: number, most: number): void {
  if (list.length >= least && list.length <= most) return;
  throw Refusal.badInput(field, `from ${least} to ${most} items`, { got: list.length });
}

function refuseTwice(keys: readonly string[], field: (i: number) => string): void {
  keys.forEach((key, i) => {
    if (keys.indexOf(key) !== i) throw Refusal.badInput(field(i), 'each only once', { got: key });
  });
}
