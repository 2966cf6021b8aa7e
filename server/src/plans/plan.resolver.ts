import { Arg, Ctx, FieldResolver, Float, Int, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.ts';
import { loadRelated } from '../records/noun.ts';
import { toTold } from './levels.ts';
import { SetPlanInput, SplitPlanInput } from './plan.inputs.ts';
import { type PlanRow, planNoun } from './plan.ts';
import { partsOf, versionsOf } from './plan-parts.ts';
import { planVersionNoun } from './plan-version.ts';
import { setPlan } from './set-plan.ts';
import { splitPlan } from './split-plan.ts';

@Resolver(() => planNoun.type)
export class PlanResolver {
  @FieldResolver(() => Float, { nullable: true })
  minimum(@Root() plan: PlanRow, @Ctx() ctx: Context): number | null {
    return toTold(plan.kpi, plan.minimum, ctx.settings.currency);
  }

  @FieldResolver(() => Float)
  optimal(@Root() plan: PlanRow, @Ctx() ctx: Context): number | null {
    return toTold(plan.kpi, plan.optimal, ctx.settings.currency);
  }

  @FieldResolver(() => Float, { nullable: true })
  maximum(@Root() plan: PlanRow, @Ctx() ctx: Context): number | null {
    return toTold(plan.kpi, plan.maximum, ctx.settings.currency);
  }

  @FieldResolver(() => [planNoun.type], {
    description: 'the months, and quarters with plans of their own, it is made of',
  })
  parts(@Root() plan: PlanRow, @Ctx() ctx: Context): Promise<object[]> {
    return partsOf(ctx, plan.id);
  }

  @FieldResolver(() => [planVersionNoun.type], {
    description: 'who has changed it, the latest first; `planVersions` pages',
  })
  versions(
    @Root() plan: PlanRow,
    @Arg('first', () => Int, { nullable: true, description: '20 unless told, at most 100' }) first: number | null,
    @Arg('after', () => Int, { nullable: true, description: 'the number of the last one seen' }) after: number | null,
    @Ctx() ctx: Context,
  ): Promise<object[]> {
    return versionsOf(ctx, plan.id, { first: first ?? 20, after: after ?? null });
  }

  @Mutation(() => planNoun.type, {
    description: 'Sets a plan; what stands there already is changed, and the versions kept.',
  })
  async setPlan(@Arg('input', () => SetPlanInput) input: SetPlanInput, @Ctx() ctx: Context): Promise<object | null> {
    return loadRelated(ctx, planNoun, await setPlan(ctx, input));
  }

  @Mutation(() => planNoun.type, {
    description:
      'Splits a plan among those below: departments of the house, teams or people of a department. Gives the plan.',
  })
  async splitPlan(
    @Arg('input', () => SplitPlanInput) input: SplitPlanInput,
    @Ctx() ctx: Context,
  ): Promise<object | null> {
    return loadRelated(ctx, planNoun, await splitPlan(ctx, input));
  }
}
