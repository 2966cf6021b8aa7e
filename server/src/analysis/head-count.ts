import type { Context } from '../context.ts';
import { departmentNoun } from '../department/departments/department.ts';
import { employeeNoun } from '../department/employees/employee.ts';
import { kpiOf } from '../kpi/catalogue.ts';
import { evaluate, isMoney } from '../kpi/expression.ts';
import { KpisArgs } from '../kpi/kpi.args.ts';
import { periodOf } from '../kpi/period.inputs.ts';
import { questionOf } from '../kpi/question.ts';
import { type Answer, readSums } from '../kpi/read-sums.ts';
import { checkedId } from '../lib/decimal-id.ts';
import { toMajor } from '../lib/money.ts';
import { addUnits, type DayRange, monthsBetween, type PeriodRequest, resolvePeriod } from '../lib/period.ts';
import { Refusal } from '../lib/refusal.ts';
import { raw, sql } from '../lib/sql.ts';
import { type Day, dayOf, monthOf } from '../lib/zone.ts';
import { toTold } from '../plans/levels.ts';
import { plannableOf } from '../plans/plannable.ts';
import { loadRelated } from '../records/noun.ts';
import { HeadCount, type HeadCountArgs } from './head-count.types.ts';
import { measured, type PersonMonths } from './head-count-measured.ts';

/** so many full months are looked at */
const looked = 12;
const mostMonths = 60;

/** How many people a plan needs, from what one of those who do the work has brought in a month. Two statements. */
export async function readHeadCount(ctx: Context, args: HeadCountArgs): Promise<HeadCount> {
  const departmentId = checkedId(args.departmentId, 'departmentId');
  const department = await loadRelated(ctx, departmentNoun, departmentId);
  if (!department) throw Refusal.notFound('departmentId', 'department', departmentId);
  const today = dayOf(ctx.clock.now(), ctx.settings.timeZone);
  const period = resolvePeriod(args.period as PeriodRequest, today);
  const months = wholeMonths(period);
  checkArgs(args);
  const answer = await readResults(ctx, args.kpi, departmentId, today);
  const { planned, people } = await readPeople(ctx, args, { departmentId, period, months, answer });
  const productivity = measured(people);
  const by = args.by === 'MEAN' ? productivity.mean : productivity.median;
  const target = args.planned ?? planned;
  const needed = neededFor(target, by, months, args.absence);
  const have = args.have ?? people.filter(({ atWork }) => atWork).length;
  return Object.assign(new HeadCount(), {
    ...{ department, period: periodOf(period), months, planned: target, absence: args.absence, needed, have },
    toHire: needed === null ? null : Math.max(0, needed - have),
    ...{ median: productivity.median, mean: productivity.mean, measuredMonths: productivity.months },
    measured: periodOf(lookedAt(today)),
    people: await Promise.all(
      productivity.people.map(async ({ id, ...person }) => ({
        employee: await loadRelated(ctx, employeeNoun, id),
        ...person,
      })),
    ),
  });
}

/** Rounded up: half a person is hired whole. A hair above a whole number is the dust of binary fractions. */
export function neededFor(planned: number | null, each: number | null, months: number, absence: number): number | null {
  if (planned === null || each === null || each <= 0) return null;
  return Math.ceil(planned / (each * months * (1 - absence)) - 1e-9);
}

function wholeMonths({ from, to }: DayRange): number {
  const months = monthsBetween(from, to);
  const whole = from.endsWith('-01') && to.endsWith('-01') && months > 0;
  if (whole && months <= mostMonths) return months;
  throw Refusal.badInput('period', `whole months, at most ${mostMonths}`, { from, to });
}

function checkArgs({ kpi, absence, have, planned }: HeadCountArgs): void {
  const { adds, better } = plannableOf(kpi);
  if (adds !== 'flow' || better !== 'up') {
    throw Refusal.badInput('kpi', 'a figure that people bring in and that adds up over months', { got: kpi });
  }
  if (!(absence >= 0 && absence <= 0.9)) throw Refusal.badInput('absence', 'a share from 0 to 0.9', { got: absence });
  if (have !== null && have !== undefined && have < 0) {
    throw Refusal.badInput('have', 'a whole number from 0', { got: have });
  }
  if (planned !== null && planned !== undefined && planned < 0) {
    throw Refusal.badInput('planned', 'a number from 0', { got: planned });
  }
}

/** The last full months before a day. */
function lookedAt(today: Day): DayRange {
  const to = monthOf(today);
  return { from: addUnits(to, 'MONTH', -looked), to };
}

/** What everybody was credited with in the department, month by month. */
function readResults(ctx: Context, kpi: string, departmentId: string, today: Day): Promise<Answer> {
  const asked: Partial<KpisArgs> = {
    ...{
      period: lookedAt(today),
      grain: 'MONTH',
      by: ['EMPLOYEE'],
      where: { department: [departmentId] },
      limit: 1000,
    },
  };
  const args = Object.assign(new KpisArgs(), asked);
  return readSums(ctx.database.app, questionOf(args, [kpi], ctx.clock.now(), ctx.settings.timeZone, null));
}

interface PersonRow {
  planned: string | null;
  id: string | null;
  hired: Day | null;
  gone: Day | null;
  here: boolean;
}

/** Since when and until when they have worked, and what the plan of the department says. */
async function readPeople(
  ctx: Context,
  { kpi, level }: HeadCountArgs,
  { departmentId, period, months, answer }: { departmentId: string; period: DayRange; months: number; answer: Answer },
): Promise<{ planned: number | null; people: PersonMonths[] }> {
  const { timeZone, currency } = ctx.settings;
  const results = resultsOf(kpi, answer, currency);
  const rows =
    await ctx.database.app.query<PersonRow>(sql`/* people-of-head-count */ select l.planned, e.id, e.hired_on as hired,
      coalesce(e.left_on, (e.ended_at at time zone ${timeZone})::date) as gone, coalesce(t.department_id = ${departmentId}, false) as here
    from (select case when count(p.${raw(level)}) = ${months} then sum(p.${raw(level)}) end as planned from plan p
      where p.kpi = ${kpi} and p.grain = 'MONTH' and p.ended_at is null and p.department_id = ${departmentId}
        and p.month >= ${period.from}::date and p.month < ${period.to}::date) l
    left join employee e on e.id = any(${[...results.keys()]}::bigint[]) left join team t on t.id = e.team_id order by e.id`);
  const today = dayOf(ctx.clock.now(), timeZone);
  const { from } = lookedAt(today);
  const people = rows.flatMap(({ id, hired, gone, here }) =>
    id === null
      ? []
      : [
          {
            id,
            atWork: here && (gone === null || gone > today),
            from,
            hired,
            gone,
            here,
            values: results.get(id) ?? [],
          },
        ],
  );
  const planned = rows[0]?.planned ?? null;
  return { planned: planned === null ? null : toTold(kpi, Number(planned), currency), people };
}

/** What each was credited with in each of the months, in the unit of the figure. */
function resultsOf(kpi: string, { groups, buckets }: Answer, currency: string): Map<string, number[]> {
  const formula = kpiOf(kpi).value;
  const found = new Map<string, number[]>();
  for (const { keys, sums } of groups) {
    const [id] = keys;
    if (id === null || id === undefined) continue;
    const values = (buckets ?? []).map(({ current }) => {
      const numbers = {
        sum: (measure: Parameters<typeof sums.of>[0]) => sums.of(measure, current),
        opening: (measure: Parameters<typeof sums.of>[0]) => sums.opening(measure, current),
        term: () => null,
      };
      const value = evaluate(formula, numbers);
      return (isMoney(formula) ? toMajor(value, currency) : value) ?? 0;
    });
    found.set(id, values);
  }
  return found;
}
