import type { Context, Row as TableRow } from '../context.ts';
import { Refusal } from '../lib/refusal.ts';
import { raw, sql } from '../lib/sql.ts';
import type { Day } from '../lib/zone.ts';
import { checkedStart, endOf } from './cell.ts';
import { type LevelName, levelNames } from './levels.ts';
import { type PlanRow, planNoun } from './plan.ts';
import type { PlanGrain } from './plan-fields.ts';
import { type PlannableKpi, plannableOf } from './plannable.ts';
import { house, type Whose } from './whose.ts';

/** Levels that were added up: what one of the parts does not say, their sum does not say either. */
export type LevelSums = Record<LevelName, number | null>;

/** Somebody's plan against the plans of those below, and of its months. */
export interface CheckNode extends Whose {
  /** `house`, `department:1` … */
  id: string;
  parentId: string | null;
  plan: PlanRow | null;
  /** null: nobody below has a plan */
  parts: LevelSums | null;
  /** null: it has no months */
  months: LevelSums | null;
}

interface CheckRow extends TableRow {
  in_team: string | null;
  in_department: string | null;
  months: string | null;
  month_minimum: string | null;
  month_optimal: string | null;
  month_maximum: string | null;
}

const mostPlans = 10_000;

/** The plans of a figure and a period as a tree: the house, its departments, their teams, their people. Only where there are plans. One statement. */
export async function checkPlans(
  ctx: Context,
  { kpi, grain, from }: { kpi: PlannableKpi; grain: PlanGrain; from: Day },
): Promise<CheckNode[]> {
  const cell = { grain, month: checkedStart(grain, from, 'from') };
  if (plannableOf(kpi).adds === 'none') {
    throw Refusal.badInput('kpi', 'a figure that adds up over people', { got: kpi });
  }
  const ofMonths = plannableOf(kpi).adds === 'flow' && grain !== 'MONTH';
  // a month of which one says nothing of a level makes the sum of that level unknown
  const sumOf = (level: LevelName) =>
    `case when count(m.${level}) = count(*) then sum(m.${level}) end as month_${level}`;
  const rows = await ctx.database.app.query<CheckRow>(sql`/* plan-check */ select p.*, t.id as in_team,
      coalesce(p.department_id, t.department_id) as in_department, s.*
    from plan p left join employee e on e.id = p.employee_id left join team t on t.id = coalesce(p.team_id, e.team_id)
    left join lateral (
      select count(*) as months, ${raw(levelNames.map(sumOf).join(', '))} from plan m
      where m.grain = 'MONTH' and m.ended_at is null and m.kpi = p.kpi and m.month >= ${cell.month}::date and m.month < ${endOf(cell)}::date
        and (m.department_id, m.team_id, m.employee_id) is not distinct from (p.department_id, p.team_id, p.employee_id)
    ) s on ${ofMonths}
    where p.kpi = ${kpi} and p.grain = ${grain} and p.month = ${cell.month}::date and p.ended_at is null
      and ${ctx.access.rows('read', 'Plan', 'p')}
    order by p.id limit ${mostPlans + 1}`);
  if (rows.length > mostPlans) throw Refusal.badInput('kpi', `a figure with at most ${mostPlans} plans in the period`);
  return treeOf(rows);
}

function treeOf(rows: readonly CheckRow[]): CheckNode[] {
  const nodes = new Map<string, CheckNode>();
  const at = (id: string, whose: Whose, parentId: string | null): CheckNode => {
    const node = nodes.get(id) ?? { id, parentId, ...whose, plan: null, parts: null, months: null };
    nodes.set(id, node);
    return node;
  };
  at('house', house, null);
  for (const row of rows) {
    const { in_department: departmentId, in_team: teamId } = row;
    const employeeId = row.employee_id as string | null;
    let node = at('house', house, null);
    if (departmentId) node = at(`department:${departmentId}`, { ...house, departmentId }, node.id);
    if (teamId) node = at(`team:${teamId}`, { ...house, teamId }, node.id);
    if (employeeId) node = at(`employee:${employeeId}`, { ...house, employeeId }, node.id);
    node.plan = planNoun.rowOf(row);
    node.months = monthsOf(row);
  }
  return addedUp([...nodes.values()]);
}

/** Adds up from below: whoever has no plan stands for what those below have together. A whole stands before its parts. */
function addedUp(nodes: CheckNode[]): CheckNode[] {
  const byParent = Map.groupBy(nodes, ({ parentId }) => parentId);
  const standsFor = (node: CheckNode): LevelSums | null => {
    const below = (byParent.get(node.id) ?? []).map(standsFor).filter((levels) => levels !== null);
    node.parts = below.length === 0 ? null : added(below);
    return node.plan ?? node.parts;
  };
  for (const root of byParent.get(null) ?? []) standsFor(root);
  return nodes;
}

function monthsOf(row: CheckRow): LevelSums | null {
  if (!Number(row.months)) return null;
  const number = (value: string | null) => (value === null ? null : Number(value));
  return {
    minimum: number(row.month_minimum),
    optimal: number(row.month_optimal),
    maximum: number(row.month_maximum),
  };
}

function added(all: readonly LevelSums[]): LevelSums {
  const sum = (name: LevelName) =>
    all.reduce<number | null>((total, levels) => {
      const value = levels[name];
      return total === null || value === null ? null : total + value;
    }, 0);
  return { minimum: sum('minimum'), optimal: sum('optimal'), maximum: sum('maximum') };
}

/** What parts have more than the whole, level by level. */
export function differenceOf(parts: LevelSums | null, whole: LevelSums | null): LevelSums | null {
  if (!parts || !whole) return null;
  const less = (name: LevelName) => {
    const [part, all] = [parts[name], whole[name]];
    return part === null || all === null ? null : part - all;
  };
  return { minimum: less('minimum'), optimal: less('optimal'), maximum: less('maximum') };
}
