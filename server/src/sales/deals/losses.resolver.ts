import { Arg, Ctx, Field, FieldResolver, Float, ID, Int, ObjectType, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context.ts';
import { toMajor } from '../../lib/money.ts';
import { DayScalar } from '../../lib/scalars.ts';
import { loadRelated } from '../../records/noun.ts';
import { lossReasonNoun } from '../loss-reasons/loss-reason.ts';
import { type Loss, lossesByReason } from './losses-by-reason.ts';

@ObjectType({ description: 'Deals lost for one reason.' })
class LossesForReason {
  @Field(() => String, {
    nullable: true,
    description: 'the reason in words, where it is none of the list; both null: none was told',
  })
  words!: string | null;

  @Field(() => Int, { description: 'how many' })
  deals!: number;

  reasonId!: string | null;
  minor!: string | null;
}

@Resolver(() => LossesForReason)
export class LossesResolver {
  @FieldResolver(() => lossReasonNoun.type, { nullable: true, description: 'the reason of the list' })
  reason(@Root() { reasonId }: LossesForReason, @Ctx() ctx: Context): Promise<object | null> {
    return loadRelated(ctx, lossReasonNoun, reasonId);
  }

  @FieldResolver(() => Float, { nullable: true, description: 'what they were worth; null: of none is that known' })
  amount(@Root() { minor }: LossesForReason, @Ctx() ctx: Context): number | null {
    return toMajor(minor, ctx.settings.currency);
  }

  @Query(() => [LossesForReason], {
    description:
      'Deals lost in a period, by reason, the most frequent first; at most a hundred reasons. Those reopened since are left out.',
  })
  async lossesByReason(
    @Arg('from', () => DayScalar, { description: 'the first day' }) from: string,
    @Arg('to', () => DayScalar, { description: 'the day after the last' }) to: string,
    @Arg('pipeline', () => ID, { nullable: true, description: 'all of them unless told' }) pipeline: string | null,
    @Ctx() ctx: Context,
  ): Promise<LossesForReason[]> {
    const losses = await lossesByReason(ctx, { from, to, pipelineId: pipeline ?? null });
    return losses.map(({ amount, ...rest }: Loss) => Object.assign(new LossesForReason(), { ...rest, minor: amount }));
  }
}
