import type { Context } from '../../context.ts';
import { readCalendar, type WorkingCalendar, workingDaysBetween } from '../../department/calendar/working-days.ts';
import { sql } from '../../lib/sql.ts';
import { addDays, type Day } from '../../lib/zone.ts';
import type { PlannableKpi } from '../../plans/plannable.ts';
import { readCoefficientPoints } from '../../plans/set-coefficient-points.ts';
import { monthAfter } from '../checked-month.ts';
import type { PaidByOf } from '../schemes/read-schemes.ts';
import { kpisOf } from '../schemes/terms.ts';
import type { EntriesAsked } from './read-credits.ts';
import { readFigures } from './read-figures.ts';
import type { PayFacts } from './reckon-pay.ts';

/** What somebody's month is reckoned from, as things stand; null: they are paid by no scheme. */
export type FactsOf = (employeeId: string, month: Day) => { schemeId: string | null; facts: PayFacts } | null;

interface Employed {
  id: string;
  hired: Day | null;
  left: Day | null;
}

/** Reads what months of people are reckoned from, besides entries: a fixed number of statements. */
export async function readFacts(
  ctx: Context,
  { employeeIds, months }: EntriesAsked,
  paidBy: PaidByOf,
): Promise<FactsOf> {
  const db = ctx.database.app;
  const people = await db.query<Employed>(sql`/* people-paid */ select id, hired_on as hired,
      coalesce(left_on, (ended_at at time zone ${ctx.settings.timeZone})::date) as left
    from employee where id = any(${employeeIds}::bigint[])`);
  const employed = new Map(people.map((person) => [person.id, person]));
  const calendar = await readCalendar(db);
  const points = await readCoefficientPoints(db);
  const kpis = new Set(
    employeeIds.flatMap((id) => months.flatMap((month) => kpisOf(paidBy(id, month)?.terms ?? nothing))),
  );
  const figureOf = await readFigures(ctx, { employeeIds, months, kpis: [...kpis] });
  return (employeeId, month) => {
    const by = paidBy(employeeId, month);
    const person = employed.get(employeeId);
    if (!by || !person) return null;
    const figures = Object.fromEntries(
      kpisOf(by.terms).map((kpi): [PlannableKpi, ReturnType<typeof figureOf>] => [
        kpi,
        figureOf(employeeId, month, kpi),
      ]),
    );
    return { schemeId: by.schemeId, facts: { terms: by.terms, ...daysOf(calendar, person, month), points, figures } };
  };
}

const nothing = { salary: 0, sales: null, bonus: null, coefficient: null };

/** The working days of a month, and those of them between somebody's first day and their last. */
function daysOf(
  calendar: WorkingCalendar,
  { hired, left }: Employed,
  month: Day,
): { workedDays: number; workingDays: number } {
  const end = monthAfter(month);
  const from = hired !== null && hired > month ? hired : month;
  const leaves = left !== null && left < end;
  const workedDays = workingDaysBetween(calendar, from, leaves ? addDays(left, 1) : end);
  return { workedDays, workingDays: workingDaysBetween(calendar, month, end) };
}
