import type { Context, Row as TableRow } from '../context.ts';
import type { Queryable } from '../database/database.ts';
import { Refusal } from '../lib/refusal.ts';
import { sql } from '../lib/sql.ts';
import type { Day } from '../lib/zone.ts';
import { apportionLevels } from './apportion.ts';
import { type Cell, endOf, monthsWithin } from './cell.ts';
import { type LevelName, type Levels, levelNames } from './levels.ts';
import { type PlanRow, planNoun } from './plan.ts';
import type { Spread } from './plan-fields.ts';
import { plannableOf } from './plannable.ts';
import { weightsOf } from './weights.ts';
import { theirs } from './whose.ts';

/** A month that a plan is spread into. */
export interface SpreadPart extends Levels {
  month: Day;
  /** set by hand, or a part of a quarter with a plan of its own: left as it is */
  fixed: boolean;
  standing: PlanRow | null;
}

export interface Spreading {
  /** working days where seasonality was asked for and is not known */
  used: Spread;
  history: number | null;
  parts: SpreadPart[];
  /** plans of quarters within a year: left as they are, with their months */
  quarters: PlanRow[];
}

export interface SpreadAsked {
  cell: Cell;
  levels: Levels;
  spread: Spread;
  /** months set by hand are spread anew as well */
  release: boolean;
}

/**
 * How the plan of a quarter or year is spread into its months: what is fixed stays, and the months left share the rest. Refuses what is fixed at
 * more than the whole, and what is fixed without a level the whole has.
 */
export async function spreadOver(db: Queryable, ctx: Context, asked: SpreadAsked): Promise<Spreading> {
  const { cell, levels, spread, release } = asked;
  const rows = await db.query<TableRow>(sql`/* plans-within */ select p.* from plan p where p.ended_at is null
    and p.kpi = ${cell.kpi} and ${theirs(cell)} and p.month >= ${cell.month}::date and p.month < ${endOf(cell)}::date
    and (p.grain = 'MONTH' or (p.grain = 'QUARTER' and ${cell.grain} = 'YEAR')) order by p.id`);
  const plans = rows.map(planNoun.rowOf);
  const quarters = plans.filter(({ grain }) => grain === 'QUARTER');
  const ofQuarters = new Set(quarters.flatMap((quarter) => monthsWithin(quarter)));
  const standing = new Map(plans.filter(({ grain }) => grain === 'MONTH').map((plan) => [plan.month, plan]));
  const months = monthsWithin(cell).filter((month) => !ofQuarters.has(month));
  const kept = months.flatMap((month) => {
    const plan = standing.get(month);
    return plan?.fixed && !release ? [plan] : [];
  });
  const free = months.filter((month) => !kept.some((plan) => plan.month === month));
  const { weights, used, history } = await weightsOf(db, ctx, { whose: cell, months: free, spread });
  const shares = free.length === 0 ? [] : apportionLevels(restOf(cell, levels, [...quarters, ...kept]), weights);
  const parts = [
    ...kept.map((plan): SpreadPart => ({ ...levelsOf(plan), month: plan.month, fixed: true, standing: plan })),
    ...free.map((month, i): SpreadPart => {
      const share = shares[i] as Levels;
      return { ...share, month, fixed: false, standing: standing.get(month) ?? null };
    }),
  ];
  return { used, history, parts: parts.toSorted((a, b) => (a.month < b.month ? -1 : 1)), quarters };
}

/** What is left of a whole beside what is fixed; its levels stand in their order as those of the whole do. */
function restOf({ kpi }: Cell, whole: Levels, fixed: readonly PlanRow[]): Levels {
  const rest = Object.fromEntries(
    levelNames.map((name) => [name, whole[name] === null ? null : whole[name] - sumOf(name, fixed)]),
  ) as unknown as Levels;
  const order: LevelName[] = plannableOf(kpi).better === 'up' ? [...levelNames] : [...levelNames].reverse();
  let reached = 0;
  for (const name of order) {
    const left = rest[name];
    if (left === null) continue;
    if (left < reached) {
      throw Refusal.refused(
        'PARTS_EXCEED_PLAN',
        `input.${name}: what is fixed of it leaves too little for the months that are not`,
        {
          field: `input.${name}`,
        },
      );
    }
    reached = left;
  }
  return rest;
}

function sumOf(name: LevelName, fixed: readonly PlanRow[]): number {
  return fixed.reduce((total, plan) => {
    const value = plan[name];
    if (value !== null) return total + value;
    const text = `input.${name}: ${plan.month.slice(0, 7)} is fixed without a ${name}`;
    throw Refusal.refused('PART_WITHOUT_LEVEL', text, { field: `input.${name}`, month: plan.month, id: plan.id });
  }, 0);
}

export function levelsOf({ minimum, optimal, maximum }: Levels): Levels {
  return { minimum, optimal, maximum };
}
