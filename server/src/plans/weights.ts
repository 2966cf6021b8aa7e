import type { Context } from '../context.ts';
import type { Queryable } from '../database/database.ts';
import { readCalendar, workingDaysBetween } from '../department/calendar/working-days.ts';
import { addUnits, monthsBetween } from '../lib/period.ts';
import { raw, sql } from '../lib/sql.ts';
import { type Day, dayOf, monthOf } from '../lib/zone.ts';
import type { Spread } from './plan-fields.ts';
import type { Whose } from './whose.ts';

/** What months weigh against each other, and how that was found. */
export interface Weights {
  weights: bigint[];
  /** what was really used: working days where seasonality is not known */
  used: Spread;
  /** full months of own sales that seasonality could look at; null: it was not asked */
  history: number | null;
}

/** so many full months are looked at */
const longest = 24;
/** fewer do not know every month of the year */
const least = 12;

/** What months weigh, in the way asked for. */
export async function weightsOf(
  db: Queryable,
  ctx: Context,
  asked: { whose: Whose; months: readonly Day[]; spread: Spread },
): Promise<Weights> {
  const { whose, months, spread } = asked;
  if (spread === 'evenly') return { weights: months.map(() => 1n), used: spread, history: null };
  if (spread === 'seasonality') {
    const current = monthOf(dayOf(ctx.clock.now(), ctx.settings.timeZone));
    const { weights, history } = seasonal(await readHistory(db, whose, current), current, months);
    if (weights) return { weights, used: spread, history };
    return { ...(await byWorkingDays(db, months)), history };
  }
  return { ...(await byWorkingDays(db, months)), history: null };
}

async function byWorkingDays(db: Queryable, months: readonly Day[]): Promise<Pick<Weights, 'weights' | 'used'>> {
  const calendar = await readCalendar(db);
  const weights = months.map((month) => BigInt(workingDaysBetween(calendar, month, addUnits(month, 'MONTH', 1))));
  return { weights, used: 'working_days' };
}

/** A month that something was sold in, and for how much in minor units. */
export interface SoldMonth {
  month: Day;
  revenue: string;
}

/**
 * What months weigh by what the same months of the year brought in on average, of the last 24 full months before `current`, from the first month
 * with sales on. A month of losses weighs nothing. Null where that is fewer than 12 months, or nothing was sold.
 */
export function seasonal(
  sold: readonly SoldMonth[],
  current: Day,
  months: readonly Day[],
): { weights: bigint[] | null; history: number } {
  const first = sold.reduce<Day | null>(
    (earliest, { month }) => (earliest && earliest < month ? earliest : month),
    null,
  );
  const history = first ? Math.min(longest, monthsBetween(first, current)) : 0;
  if (history < least) return { weights: null, history };
  const start = addUnits(current, 'MONTH', -history);
  const sums = new Map<string, { revenue: bigint; times: bigint }>();
  for (let i = 0; i < history; i += 1) {
    const of = nameOf(addUnits(start, 'MONTH', i));
    const { revenue = 0n, times = 0n } = sums.get(of) ?? {};
    sums.set(of, { revenue, times: times + 1n });
  }
  for (const { month, revenue } of sold) {
    const sum = sums.get(nameOf(month));
    if (sum && month >= start && month < current) sum.revenue += BigInt(revenue);
  }
  // a month is there once or twice: twice the mean is a whole number either way
  const weights = months.map((month) => {
    const { revenue, times } = sums.get(nameOf(month)) ?? { revenue: 0n, times: 1n };
    return revenue > 0n ? (revenue * 2n) / times : 0n;
  });
  return { weights: weights.some((weight) => weight > 0n) ? weights : null, history };
}

function nameOf(month: Day): string {
  return month.slice(5, 7);
}

/** What was sold by day and people: merged, and not yet. */
const sold = sql`select day, department_id, team_id, employee_id, revenue from rollup_people where revenue <> 0
  union all
  select day, department_id, team_id, employee_id, revenue from ledger
  where xid >= (select mark from ledger_mark) and revenue is not null`;

/** The revenue of every full month before one, credited to whoever is asked about. */
async function readHistory(db: Queryable, whose: Whose, before: Day): Promise<SoldMonth[]> {
  const own = sql`(${whose.departmentId}::bigint is null or p.department_id = ${whose.departmentId}::bigint)
    and (${whose.teamId}::bigint is null or p.team_id = ${whose.teamId}::bigint)
    and (${whose.employeeId}::bigint is null or p.employee_id = ${whose.employeeId}::bigint)`;
  return db.query<SoldMonth>(sql`/* sold-by-month */ select date_trunc('month', p.day::timestamp)::date as month, sum(p.revenue) as revenue
    from (${sold}) p where p.day < ${before}::date and ${own} group by 1`);
}

/** The revenue credited to each of some, in the last 12 full months: what a plan is split by. None has less than nothing. */
export async function resultsOf(
  db: Queryable,
  ctx: Context,
  column: 'department_id' | 'team_id' | 'employee_id',
  ids: readonly string[],
): Promise<bigint[]> {
  const current = monthOf(dayOf(ctx.clock.now(), ctx.settings.timeZone));
  const rows = await db.query<{ id: string; revenue: string }>(sql`/* results-of-members */
    select p.${raw(column)} as id, sum(p.revenue) as revenue from (${sold}) p
    where p.day >= ${addUnits(current, 'MONTH', -least)}::date and p.day < ${current}::date
      and p.${raw(column)} = any(${ids}::bigint[]) group by 1`);
  const found = new Map(rows.map(({ id, revenue }) => [id, BigInt(revenue)]));
  return ids.map((id) => {
    const revenue = found.get(id) ?? 0n;
    return revenue > 0n ? revenue : 0n;
  });
}
