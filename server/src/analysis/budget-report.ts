import type { Context } from '../context.ts';
import { departmentNoun } from '../department/departments/department.ts';
import { periodOf } from '../kpi/period.inputs.ts';
import { toMajor } from '../lib/money.ts';
import { type DayRange, type PeriodRequest, resolvePeriod } from '../lib/period.ts';
import { type Fragment, sql } from '../lib/sql.ts';
import { dayOf } from '../lib/zone.ts';
import { expenseCategoryNoun } from '../plans/budget/expense-category.ts';
import { loadRelated } from '../records/noun.ts';
import { BudgetReport, type BudgetReportArgs, BudgetReportRow } from './budget-report.types.ts';

interface Row {
  id: string | null;
  campaigns: boolean;
  plan: string | null;
  fact: string | null;
}

/** What may be spent in a period against what was: by what it was for, or by who it was for. One statement. */
export async function readBudgetReport(ctx: Context, { period, by }: BudgetReportArgs): Promise<BudgetReport> {
  const range = resolvePeriod(period as PeriodRequest, dayOf(ctx.clock.now(), ctx.settings.timeZone));
  const rows = await ctx.database.app.query<Row>(by === 'CATEGORY' ? byCategory(range) : byDepartment(range));
  const shown = rows.map(async (row) => {
    const category = by === 'CATEGORY' ? await loadRelated(ctx, expenseCategoryNoun, row.id) : null;
    const department = by === 'DEPARTMENT' ? await loadRelated(ctx, departmentNoun, row.id) : null;
    const id = `${by.toLowerCase()}:${row.campaigns ? 'campaigns' : (row.id ?? '')}`;
    return rowOf(ctx, { id, category, department, campaigns: row.campaigns }, [row]);
  });
  const nobody = { id: 'total', category: null, department: null, campaigns: false };
  return Object.assign(new BudgetReport(), {
    ...{ period: periodOf(range), rows: await Promise.all(shown), total: rowOf(ctx, nobody, rows) },
  });
}

type Whose = Pick<BudgetReportRow, 'id' | 'category' | 'department' | 'campaigns'>;

/** Sums of minor units are exact before they are shown. A budget that nobody has set is unknown; of expenses nobody has noted there are none. */
function rowOf(ctx: Context, whose: Whose, rows: readonly Row[]): BudgetReportRow {
  const sum = (values: (string | null)[]) => values.reduce((total, value) => total + Number(value ?? 0), 0);
  const set = rows.some(({ plan }) => plan !== null);
  const plan = set ? sum(rows.map((row) => row.plan)) : null;
  const fact = sum(rows.map((row) => row.fact));
  const { currency } = ctx.settings;
  return Object.assign(new BudgetReportRow(), whose, {
    plan: toMajor(plan, currency),
    fact: toMajor(fact, currency),
    difference: plan === null ? null : toMajor(fact - plan, currency),
    execution: plan === null || plan <= 0 ? null : fact / plan,
  });
}

/** What campaigns have cost has no category: it stands in a row of its own. */
function byCategory({ from, to }: DayRange): Fragment {
  return sql`/* budget-by-category */ with
    planned as (select category_id, sum(amount) as plan from budget_item
      where ended_at is null and day >= ${from}::date and day < ${to}::date group by 1),
    spent as (select category_id, sum(amount) as fact from expense
      where ended_at is null and day >= ${from}::date and day < ${to}::date group by 1),
    campaigns as (select sum(expenses) as fact from ledger
      where noun = 'spend' and noun_id is not null and day >= ${from}::date and day < ${to}::date)
    select coalesce(p.category_id, s.category_id) as id, false as campaigns, p.plan, s.fact
      from planned p full join spent s using (category_id)
    union all select null, true, null, fact from campaigns where fact <> 0
    order by campaigns, id`;
}

/** From the ledger: merged, and not yet. */
function byDepartment({ from, to }: DayRange): Fragment {
  const days = sql`day >= ${from}::date and day < ${to}::date and (budget is not null or expenses is not null)`;
  return sql`/* budget-by-department */ select department_id as id, false as campaigns, sum(budget) as plan, sum(expenses) as fact from (
      select department_id, budget, expenses from rollup_people where ${days}
      union all
      select department_id, budget, expenses from ledger where xid >= (select mark from ledger_mark) and ${days}
    ) money group by department_id order by department_id nulls last`;
}
