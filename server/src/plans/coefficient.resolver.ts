import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.ts';
import { SetCoefficientPointsInput } from './plan.inputs.ts';
import { CoefficientPoints } from './plan.types.ts';
import { readCoefficientPoints, setCoefficientPoints } from './set-coefficient-points.ts';

@Resolver()
export class CoefficientResolver {
  @Query(() => CoefficientPoints, { description: 'What reaching each level of a plan is worth.' })
  coefficientPoints(@Ctx() ctx: Context): Promise<CoefficientPoints> {
    return readCoefficientPoints(ctx.database.app);
  }

  @Mutation(() => CoefficientPoints, { description: 'Decides what reaching each level of a plan is worth.' })
  async setCoefficientPoints(
    @Arg('input', () => SetCoefficientPointsInput) input: SetCoefficientPointsInput,
    @Ctx() ctx: Context,
  ): Promise<CoefficientPoints> {
    await setCoefficientPoints(ctx, input);
    return readCoefficientPoints(ctx.database.app);
  }
}
