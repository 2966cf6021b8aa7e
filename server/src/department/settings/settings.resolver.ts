import { Ctx, Field, Int, ObjectType, Query, Resolver, Subscription } from 'type-graphql';
import type { Context } from '../../context.ts';
import { InstantScalar } from '../../lib/scalars.ts';
import { servedByHub } from '../../lib/subscription.ts';

@ObjectType({ description: 'What the department has decided about itself.' })
export class Settings {
  @Field(() => String)
  departmentName!: string;

  @Field(() => String, { description: 'IANA name; days, months and "today" are meant in it' })
  timeZone!: string;

  @Field(() => String, { description: 'ISO 4217; all money is in it' })
  currency!: string;

  @Field(() => Int, { description: 'how many days after a purchase a client counts as active' })
  activityWindowDays!: number;

  @Field(() => Boolean, { description: 'true: the figures are made up' })
  demo!: boolean;

  @Field(() => InstantScalar, { description: "the server's clock, so that a wall can show the right time" })
  serverTime!: Date;

  @Field(() => String, { description: 'which build serves; when it changes, reload' })
  version!: string;
}

@Resolver()
export class SettingsResolver {
  @Query(() => Settings, { description: 'What the department has decided about itself.' })
  settings(@Ctx() ctx: Context): Settings {
    return Object.assign(new Settings(), ctx.settings, { serverTime: ctx.clock.now(), version: ctx.version });
  }

  @Subscription(() => Settings, {
    name: 'settings',
    subscribe: servedByHub,
    description: 'The settings, and again whenever they change.',
  })
  liveSettings(): Settings {
    throw new Error('answered by the query of the same name');
  }
}
