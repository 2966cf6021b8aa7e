import { Arg, Ctx, Field, InputType, Int, Mutation, ObjectType, Query, Resolver, Subscription } from 'type-graphql';
import type { Context } from '../../context.ts';
import { InstantScalar } from '../../lib/scalars.ts';
import { servedByHub } from '../../lib/subscription.ts';
import { type AmendSettings, amendSettings } from './amend-settings.ts';
import { readSettings } from './read-settings.ts';

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

  @Field(() => String, { description: 'when work starts by the clock on the wall, `HH:MM`' })
  workStarts!: string;

  @Field(() => String, { description: 'when work ends, `HH:MM`, at most `24:00`; an hour earlier on shortened days' })
  workEnds!: string;

  @Field(() => [Int], { description: 'the days of an ordinary week, from 1 (Monday) to 7 (Sunday)' })
  workingWeek!: number[];

  @Field(() => Int, { description: 'working minutes in which a lead is to be answered' })
  answerWithinMinutes!: number;

  @Field(() => Int, { description: 'goes up with every change; pass it back to say which state you saw' })
  revision!: number;

  @Field(() => Boolean, { description: 'true: the figures are made up' })
  demo!: boolean;

  @Field(() => InstantScalar, { description: "the server's clock, so that a wall can show the right time" })
  serverTime!: Date;

  @Field(() => String, { description: 'which build serves; when it changes, reload' })
  version!: string;
}

const optional = (description: string) => ({ nullable: true, description });

@InputType({ description: 'What is to change: what is left out, or null, stays.' })
export class AmendSettingsInput implements AmendSettings {
  @Field(() => String, { description: 'idempotency key: the same key and input again change nothing' })
  key!: string;

  @Field(() => Int, { description: 'the revision you saw' })
  revision!: number;

  @Field(() => String, optional('a new name'))
  departmentName?: string | null;

  @Field(() => Int, optional('how many days after a purchase a client counts as active: 1 to 3650'))
  activityWindowDays?: number | null;

  @Field(() => String, optional('when work starts, `HH:MM`'))
  workStarts?: string | null;

  @Field(() => String, optional('when work ends, `HH:MM`, later than it starts; at most `24:00`'))
  workEnds?: string | null;

  @Field(() => [Int], optional('the days of an ordinary week, from 1 (Monday) to 7 (Sunday)'))
  workingWeek?: number[] | null;

  @Field(
    () => Int,
    optional('working minutes in which a lead is to be answered: 1 to 43200; of those that arrive from then on'),
  )
  answerWithinMinutes?: number | null;
}

@Resolver()
export class SettingsResolver {
  @Query(() => Settings, { description: 'What the department has decided about itself.' })
  settings(@Ctx() ctx: Context): Promise<Settings> {
    return asTheyStand(ctx);
  }

  @Mutation(() => Settings, { description: 'Amends the settings; every server and every wall takes them at once.' })
  async amendSettings(
    @Arg('input', () => AmendSettingsInput) input: AmendSettingsInput,
    @Ctx() ctx: Context,
  ): Promise<Settings> {
    await amendSettings(ctx, input);
    return asTheyStand(ctx);
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

/** As they are stored, not as this server knows them: whoever has just changed them sees it, whichever server they ask. */
async function asTheyStand(ctx: Context): Promise<Settings> {
  const stored = await readSettings(ctx.database.app);
  if (!stored) throw new Error('the department has no settings');
  return Object.assign(new Settings(), stored, { serverTime: ctx.clock.now(), version: ctx.version });
}
