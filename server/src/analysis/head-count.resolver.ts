import { Args, Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.ts';
import { readHeadCount } from './head-count.ts';
import { HeadCount, HeadCountArgs } from './head-count.types.ts';

@Resolver()
export class HeadCountResolver {
  @Query(() => HeadCount, {
    description: 'How many people a plan needs, from what one of them has brought in a month in the last twelve.',
  })
  headCount(@Args(() => HeadCountArgs) args: HeadCountArgs, @Ctx() ctx: Context): Promise<HeadCount> {
    return readHeadCount(ctx, args);
  }
}
