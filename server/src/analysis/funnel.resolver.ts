import { Args, Ctx, Query, Resolver, Root, Subscription } from 'type-graphql';
import type { Context } from '../context.ts';
import { servedByHub } from '../lib/subscription.ts';
import { readFunnel } from './funnel.ts';
import { Funnel, FunnelArgs } from './funnel.types.ts';

@Resolver()
export class FunnelResolver {
  @Query(() => Funnel, {
    description: 'What stands in each stage of a pipeline, or how far the deals opened in a period have come.',
  })
  funnel(@Args(() => FunnelArgs) args: FunnelArgs, @Ctx() ctx: Context): Promise<Funnel> {
    return readFunnel(ctx, args);
  }

  @Subscription(() => Funnel, {
    name: 'funnel',
    subscribe: servedByHub,
    description: 'The same, whole and at once, and whole again after each change that touches it.',
  })
  funnelLive(@Args(() => FunnelArgs) _args: FunnelArgs, @Root() funnel: Funnel): Funnel {
    return funnel;
  }
}
