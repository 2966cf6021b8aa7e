import { sql } from '../../server/src/lib/sql.ts';
import type { World } from '../world/world.ts';

/** Pay as somebody with a pencil would reckon it, of raw rows of the ledger and what the schemes say; in minor units. */
export interface ByHand {
  of(employeeId: string, month: string): number;
  schemeOf(employeeId: string, month: string): string | null;
  /** what a percentage is taken of; null: there is none */
  baseOf(employeeId: string, month: string): 'revenue' | 'margin' | null;
}

interface Raw {
  employee: string;
  month: string;
  line: string | null;
  revenue: number;
  margin: number;
}

type Prize = { fixed?: number; ofSalary?: number };

interface Terms {
  salary: number;
  sales: {
    base: 'revenue' | 'margin';
    progressive: boolean;
    tiers: { from: number; rate: number }[];
    lines: { productLineId: string; rate: number }[];
  } | null;
  bonus: { reach: Prize | null; exceed: { per: 'percent' | 'maximum'; prize: Prize } | null } | null;
  coefficient: { of: 'variable' | 'everything' } | null;
}

interface Assigned {
  id: number;
  employee: string;
  month: string;
  scheme: string | null;
  salary: number | null;
}

interface Plan {
  employee: string;
  month: string;
  minimum: number | null;
  optimal: number;
  maximum: number | null;
}

const half = (x: number) => Math.floor(x + 0.5);
/** a rate of an amount; both are small enough here for doubles to hold their product exactly */
const share = (amount: number, rate: number) => Math.floor((2 * amount * rate + 1_000_000) / 2_000_000);

/** Reads all rows there are. Works for months in which everybody works all days, and for revenue alone as a figure. */
export async function byHand(world: World): Promise<ByHand> {
  const { owner } = world.database;
  const entries =
    await owner.query<Raw>(sql`/* by-hand */ select employee_id::text as employee, month::text, product_line_id::text as line,
    coalesce(revenue, 0)::float as revenue, (coalesce(costed, 0) - coalesce(cost, 0))::float as margin from ledger`);
  const assigned =
    await owner.query<Assigned>(sql`/* by-hand */ select id::int, employee_id::text as employee, month::text,
    scheme_id::text as scheme, salary::float from pay_assignment`);
  const versions = await owner.query<{ scheme: string; month: string; number: number; terms: Terms }>(
    sql`/* by-hand */ select scheme_id::text as scheme, month::text, number, terms from pay_scheme_version`,
  );
  const plans =
    await owner.query<Plan>(sql`/* by-hand */ select employee_id::text as employee, month::text, minimum::float, optimal::float,
    maximum::float from plan where kpi = 'revenue' and grain = 'MONTH' and ended_at is null`);

  const latest = (employee: string, month: string): Assigned | null => {
    let found: Assigned | null = null;
    for (const one of assigned) {
      if (one.employee !== employee || one.month > month) continue;
      if (!found || one.month > found.month || (one.month === found.month && one.id > found.id)) found = one;
    }
    return found;
  };
  const termsOf = (scheme: string, month: string): Terms | null => {
    let found: (typeof versions)[number] | null = null;
    for (const one of versions) {
      if (one.scheme !== scheme || one.month > month) continue;
      if (!found || one.month > found.month || (one.month === found.month && one.number > found.number)) found = one;
    }
    return found?.terms ?? null;
  };
  return {
    schemeOf: (employee, month) => latest(employee, month)?.scheme ?? null,
    baseOf: (employee, month) => {
      const scheme = latest(employee, month)?.scheme ?? null;
      return (scheme === null ? null : termsOf(scheme, month))?.sales?.base ?? null;
    },
    of: (employee, month) => {
      const own = latest(employee, month);
      const terms = own?.scheme ? termsOf(own.scheme, month) : null;
      if (!own || !terms) return 0;
      const mine = entries.filter((entry) => entry.employee === employee && entry.month === month);
      const plan = plans.find((one) => one.employee === employee && one.month === month) ?? null;
      let revenue = 0;
      for (const entry of mine) revenue += entry.revenue;
      const salary = own.salary ?? terms.salary;
      const variable = salesByHand(terms, mine) + bonusByHand(terms, plan, revenue, salary);
      if (!terms.coefficient) return salary + variable;
      const base = terms.coefficient.of === 'variable' ? variable : salary + variable;
      const worth = half(worthByHand(plan, revenue) * 10_000) * 100;
      return salary + variable + share(base, worth - 1_000_000);
    },
  };
}

function salesByHand({ sales }: Terms, mine: readonly Raw[]): number {
  if (!sales) return 0;
  const sums = new Map<string | null, number>();
  for (const entry of mine) {
    const own = sales.lines.some(({ productLineId }) => productLineId === entry.line) ? entry.line : null;
    sums.set(own, (sums.get(own) ?? 0) + entry[sales.base]);
  }
  let total = 0;
  for (const { productLineId, rate } of sales.lines) total += share(sums.get(productLineId) ?? 0, rate);
  const common = sums.get(null) ?? 0;
  if (!sales.progressive) {
    let rate = sales.tiers[0]?.rate ?? 0;
    for (const tier of sales.tiers) if (common >= tier.from) rate = tier.rate;
    return total + share(common, rate);
  }
  sales.tiers.forEach((tier, i) => {
    const end = sales.tiers[i + 1]?.from ?? Infinity;
    if (i === 0) total += share(Math.min(common, end), tier.rate);
    else if (common > tier.from) total += share(Math.min(common, end) - tier.from, tier.rate);
  });
  return total;
}

function bonusByHand({ bonus }: Terms, plan: Plan | null, revenue: number, salary: number): number {
  if (!bonus || !plan) return 0;
  const worth = (prize: Prize) => prize.fixed ?? share(salary, prize.ofSalary ?? 0);
  let total = 0;
  if (bonus.reach && revenue >= plan.optimal) total += worth(bonus.reach);
  if (bonus.exceed?.per === 'maximum' && plan.maximum !== null && revenue >= plan.maximum)
    total += worth(bonus.exceed.prize);
  if (bonus.exceed?.per === 'percent') {
    for (let percent = 1; revenue * 100 >= plan.optimal * (100 + percent); percent += 1)
      total += worth(bonus.exceed.prize);
  }
  return total;
}

/** 0 below the minimum, 0.5 at it, 1 at the optimal level, 1.5 at the maximum and above, straight lines between. */
function worthByHand(plan: Plan | null, revenue: number): number {
  if (!plan) return 1;
  const points: [at: number, worth: number][] = [[plan.optimal, 1]];
  points.unshift(plan.minimum === null ? [0, 0] : [plan.minimum, 0.5]);
  if (plan.maximum !== null) points.push([plan.maximum, 1.5]);
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || revenue < first[0]) return 0;
  if (revenue >= last[0]) return last[1];
  for (let i = points.length - 1; i > 0; i -= 1) {
    const [low, high] = [points[i - 1], points[i]];
    if (low && high && revenue >= low[0] && revenue < high[0]) {
      return Number((low[1] + ((revenue - low[0]) * (high[1] - low[1])) / (high[0] - low[0])).toFixed(10));
    }
  }
  return 0;
}
