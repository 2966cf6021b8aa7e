import { raw, type Statement, sql } from '../lib/sql.ts';
import type { CoefficientPoints } from '../plans/coefficient.ts';
import { dimensions } from './dimension.ts';
import { dimensionOf, isLevel, monthsOf, PlanBook, type PlannedKpi, type PlanRow } from './plan-book.ts';
import type { Question } from './question.ts';
import type { Asking } from './read-sums.ts';
import type { Slot } from './slot.ts';

/** What is known of plans: the book, the coefficients at their levels, and how it was read. */
export interface Plans {
  book: PlanBook;
  points: CoefficientPoints;
  statement: Statement;
}

/** Reads the plans of figures in the months of a question's periods. */
export async function readPlans(
  { db }: Asking,
  question: Question,
  planned: readonly PlannedKpi[],
  slots: readonly Slot[],
): Promise<Plans> {
  const kpis = planned.map(({ id }) => id);
  const months = slots.flatMap(({ range }) => monthsOf(range) ?? []);
  const asked = [...question.by, ...question.filters.map(({ column }) => dimensionOf(column))].filter(isLevel);
  // those of everybody are asked for without a breakdown, and for the total of one
  const wanted = ['not (p.employee_id is not null or p.team_id is not null or p.department_id is not null)'].concat(
    asked.map((level) => `p.${dimensions[level].column} is not null`),
  );
  const statement = sql`/* kpi-plans */ select p.kpi, p.month, p.minimum, p.optimal, p.maximum,
    case when p.employee_id is not null then 'EMPLOYEE' when p.team_id is not null then 'TEAM'
      when p.department_id is not null then 'DEPARTMENT' end as level,
    p.employee_id as employee, t.id as team, coalesce(p.department_id, t.department_id) as department,
    s.coefficient_minimum, s.coefficient_optimal, s.coefficient_maximum
  from setting s left join plan p on p.grain = 'MONTH' and p.ended_at is null and p.kpi = any(${kpis})
    and p.month = any(${[...new Set(months)]}::date[]) and (${raw(wanted.join(' or '))})
  left join employee e on e.id = p.employee_id
  left join team t on t.id = coalesce(p.team_id, e.team_id)`.build();
  const rows = await db.query<PlanRow & Record<`coefficient_${'minimum' | 'optimal' | 'maximum'}`, string>>(statement);
  const [first] = rows;
  const points = {
    minimum: Number(first?.coefficient_minimum ?? 0.5),
    optimal: Number(first?.coefficient_optimal ?? 1),
    maximum: Number(first?.coefficient_maximum ?? 1.5),
  };
  return {
    book: new PlanBook(
      question,
      rows.filter(({ kpi }) => kpi !== null),
    ),
    points,
    statement,
  };
}
