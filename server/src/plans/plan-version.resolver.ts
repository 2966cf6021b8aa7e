import { Ctx, FieldResolver, Float, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.ts';
import { toTold } from './levels.ts';
import { type PlanVersionRow, planVersionNoun } from './plan-version.ts';

@Resolver(() => planVersionNoun.type)
export class PlanVersionResolver {
  @FieldResolver(() => Float, { nullable: true })
  minimumBefore(@Root() version: PlanVersionRow, @Ctx() ctx: Context): number | null {
    return toTold(version.kpi, version.minimumBefore, ctx.settings.currency);
  }

  @FieldResolver(() => Float, { nullable: true })
  optimalBefore(@Root() version: PlanVersionRow, @Ctx() ctx: Context): number | null {
    return toTold(version.kpi, version.optimalBefore, ctx.settings.currency);
  }

  @FieldResolver(() => Float, { nullable: true })
  maximumBefore(@Root() version: PlanVersionRow, @Ctx() ctx: Context): number | null {
    return toTold(version.kpi, version.maximumBefore, ctx.settings.currency);
  }

  @FieldResolver(() => Float, { nullable: true })
  minimum(@Root() version: PlanVersionRow, @Ctx() ctx: Context): number | null {
    return toTold(version.kpi, version.minimum, ctx.settings.currency);
  }

  @FieldResolver(() => Float)
  optimal(@Root() version: PlanVersionRow, @Ctx() ctx: Context): number | null {
    return toTold(version.kpi, version.optimal, ctx.settings.currency);
  }

  @FieldResolver(() => Float, { nullable: true })
  maximum(@Root() version: PlanVersionRow, @Ctx() ctx: Context): number | null {
    return toTold(version.kpi, version.maximum, ctx.settings.currency);
  }
}
