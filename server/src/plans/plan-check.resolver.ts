import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.ts';
import { departmentNoun } from '../department/departments/department.ts';
import { employeeNoun } from '../department/employees/employee.ts';
import { teamNoun } from '../department/teams/team.ts';
import { Refusal } from '../lib/refusal.ts';
import { DayScalar } from '../lib/scalars.ts';
import type { Day } from '../lib/zone.ts';
import { loadRelated } from '../records/noun.ts';
import { checkedLevels, toTold } from './levels.ts';
import { GrainEnum, KpiEnum, PlanSpreadInput } from './plan.inputs.ts';
import { type LevelSums, PlanCheck, type PlanCheckNode, PlanSpreading } from './plan.types.ts';
import { type CheckNode, checkPlans, differenceOf, type LevelSums as Kept } from './plan-check.ts';
import type { PlanGrain } from './plan-fields.ts';
import type { PlannableKpi } from './plannable.ts';
import { cellOf, checkedSpread } from './set-plan.ts';
import { spreadOver } from './spread-plan.ts';

/** Questions about plans that are to be, and whether those that are add up. */
@Resolver()
export class PlanCheckResolver {
  @Query(() => PlanSpreading, { description: 'How a plan would be spread into months. Sets nothing.' })
  async spreadPlan(
    @Arg('input', () => PlanSpreadInput) input: PlanSpreadInput,
    @Ctx() ctx: Context,
  ): Promise<PlanSpreading> {
    const { currency } = ctx.settings;
    const cell = cellOf(input);
    const levels = checkedLevels(cell.kpi, input, currency);
    const spread = checkedSpread(input);
    if (!spread) throw Refusal.badInput('input.grain', 'a quarter or year of a figure that adds up over months');
    const asked = { cell, levels, spread, release: input.release ?? false };
    const { used, history, parts } = await spreadOver(ctx.database.app, ctx, asked);
    const shown = parts.map(({ month, fixed, ...part }) => ({ month, fixed, ...told(ctx, cell.kpi, part) }));
    return { used, fellBack: used !== spread, history, parts: shown };
  }

  @Query(() => PlanCheck, {
    description:
      'Whether plans add up: the house, its departments, their teams and people, each whole against its parts. One statement.',
  })
  async planCheck(
    @Arg('kpi', KpiEnum) kpi: PlannableKpi,
    @Arg('grain', GrainEnum) grain: PlanGrain,
    @Arg('from', () => DayScalar, { description: 'the first day of the period' }) from: Day,
    @Ctx() ctx: Context,
  ): Promise<PlanCheck> {
    const nodes = await checkPlans(ctx, { kpi, grain, from });
    return { nodes: await Promise.all(nodes.map((node) => shownNode(ctx, kpi, node))) };
  }
}

function told(ctx: Context, kpi: PlannableKpi, levels: Kept): LevelSums {
  const level = (kept: number | null) => toTold(kpi, kept, ctx.settings.currency);
  const { minimum, optimal, maximum } = levels;
  return { minimum: level(minimum), optimal: level(optimal), maximum: level(maximum) };
}

async function shownNode(ctx: Context, kpi: PlannableKpi, node: CheckNode): Promise<PlanCheckNode> {
  const { id, parentId, plan, parts, months, departmentId, teamId, employeeId } = node;
  const shown = (levels: Kept | null) => levels && told(ctx, kpi, levels);
  const [department, team, employee] = await Promise.all([
    loadRelated(ctx, departmentNoun, departmentId),
    loadRelated(ctx, teamNoun, teamId),
    loadRelated(ctx, employeeNoun, employeeId),
  ]);
  return {
    ...{ id, parentId, department, team, employee, plan },
    ...{ parts: shown(parts), difference: shown(differenceOf(parts, plan)) },
    ...{ months: shown(months), monthsDifference: shown(differenceOf(months, plan)) },
  };
}
