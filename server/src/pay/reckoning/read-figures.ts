import type { Context } from '../../context.ts';
import { catalogue, kpiOf } from '../../kpi/catalogue.ts';
import { isStock } from '../../kpi/expression.ts';
import { readKpis } from '../../kpi/read-kpis.ts';
import type { Measure } from '../../ledger/measures.ts';
import { minorDigits } from '../../lib/money.ts';
import { sql } from '../../lib/sql.ts';
import type { Day } from '../../lib/zone.ts';
import { type PlannableKpi, plannableOf } from '../../plans/plannable.ts';
import { monthAfter } from '../checked-month.ts';
import type { Figure, KeptLevels } from './line.ts';

/** Whose figures of which months. */
export interface FiguresAsked {
  employeeIds: readonly string[];
  months: readonly Day[];
  kpis: readonly PlannableKpi[];
}

export type FigureOf = (employeeId: string, month: Day, kpi: PlannableKpi) => Figure;

/** rows that one question of figures may have */
const mostRows = 40_000;

/** The figures of people month by month, with the plans that are their very own. A fixed number of statements for up to 1,600 months of people. */
export async function readFigures(ctx: Context, asked: FiguresAsked): Promise<FigureOf> {
  const { employeeIds, months, kpis } = asked;
  if (kpis.length === 0 || months.length === 0 || employeeIds.length === 0) return () => ({ plan: null, value: null });
  const [plans, values] = [await readPlans(ctx, asked), new Map<string, number | null>()];
  const [from, last] = [months.toSorted()[0] ?? '', months.toSorted().at(-1) ?? ''];
  const buckets =
    (Number(last.slice(0, 4)) - Number(from.slice(0, 4))) * 12 +
    Number(last.slice(5, 7)) -
    Number(from.slice(5, 7)) +
    1;
  const atOnce = Math.max(1, Math.min(1000, Math.floor(mostRows / buckets)));
  for (let start = 0; start < employeeIds.length; start += atOnce) {
    const ids = employeeIds.slice(start, start + atOnce);
    const args = {
      period: { from, to: monthAfter(last) },
      ...{ grain: 'MONTH' as const, by: ['EMPLOYEE' as const], where: { employee: [...ids] }, limit: ids.length },
    };
    const table = await readKpis(ctx, args, { kpis: [...kpis], sql: false, planned: [...kpis] });
    for (const row of table.rows as unknown as Row[]) {
      const employeeId = /employee:(\d+)$/.exec(row.id)?.[1];
      if (!employeeId || !row.period) throw new Error(`a row of figures is nobody's: ${row.id}`);
      for (const kpi of kpis) {
        values.set(`${employeeId} ${row.period.from} ${kpi}`, keptValue(ctx, kpi, row[kpi]?.value ?? null));
      }
    }
  }
  return (employeeId, month, kpi) => {
    const key = `${employeeId} ${month} ${kpi}`;
    return { plan: plans.get(key) ?? null, value: values.get(key) ?? null };
  };
}

type Row = { id: string; period: { from: Day } | null } & Partial<Record<PlannableKpi, { value: number | null }>>;

/** A value in the whole numbers that plans are kept in: minor units, millionths of shares and scores, else the figure's own unit. */
function keptValue(ctx: Context, kpi: PlannableKpi, value: number | null): number | null {
  if (value === null) return null;
  const { unit } = plannableOf(kpi);
  if (unit === 'money') return Math.round(value * 10 ** minorDigits(ctx.settings.currency));
  return Math.round(unit === 'ratio' || unit === 'score' ? value * 1_000_000 : value);
}

async function readPlans(ctx: Context, { employeeIds, months, kpis }: FiguresAsked): Promise<Map<string, KeptLevels>> {
  const rows = await ctx.database.app.query<
    Record<'employee' | 'month' | 'kpi' | 'optimal', string> & Record<'minimum' | 'maximum', string | null>
  >(
    sql`/* plans-of-people */ select employee_id as employee, month, kpi, minimum, optimal, maximum from plan
      where grain = 'MONTH' and ended_at is null and employee_id = any(${employeeIds}::bigint[]) and month = any(${months}::date[])
        and kpi = any(${kpis}::text[])`,
  );
  const number = (value: string | null) => (value === null ? null : Number(value));
  return new Map(
    rows.map(({ employee, month, kpi, minimum, optimal, maximum }) => [
      `${employee} ${month} ${kpi}`,
      { minimum: number(minimum), optimal: Number(optimal), maximum: number(maximum) },
    ]),
  );
}

/** The measures whose entries of a month make up a figure of it; what stands at the end of a month is made of all that came before. */
export function flowsOf(kpis: readonly PlannableKpi[]): Measure[] {
  const all = kpis.filter((kpi) => catalogue.has(kpi)).flatMap((kpi) => kpiOf(kpi).measures);
  return [...new Set(all)].filter((measure) => !isStock(measure));
}
