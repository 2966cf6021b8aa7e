import { Arg, Ctx, Field, InputType, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../../context.ts';
import { DayScalar } from '../../lib/scalars.ts';
import type { Day } from '../../lib/zone.ts';
import { CalendarDay, DayKindEnum } from './calendar-day.ts';
import { type ClearCalendarDay, clearCalendarDay } from './clear-calendar-day.ts';
import type { DayKind } from './day-kind.ts';
import { listDays, type ToldDay, tellDay } from './list-days.ts';
import { type SetCalendarDay, setCalendarDay } from './set-calendar-day.ts';

const once = { description: 'idempotency key: the same key and input again change nothing' };

@InputType()
export class SetCalendarDayInput implements SetCalendarDay {
  @Field(() => String, once)
  key!: string;

  @Field(() => DayScalar)
  day!: Day;

  @Field(() => DayKindEnum)
  kind!: DayKind;

  @Field(() => String, { nullable: true, description: 'why: at most 200 characters' })
  note?: string | null;
}

@InputType()
export class ClearCalendarDayInput implements ClearCalendarDay {
  @Field(() => String, once)
  key!: string;

  @Field(() => DayScalar)
  day!: Day;
}

@Resolver(() => CalendarDay)
export class CalendarResolver {
  @Query(() => [CalendarDay], {
    description: 'When the department works: every day from `from` up to but not including `to`, at most 400 of them.',
  })
  async calendar(
    @Arg('from', () => DayScalar) from: Day,
    @Arg('to', () => DayScalar, { description: 'the first day left out' }) to: Day,
    @Ctx() ctx: Context,
  ): Promise<CalendarDay[]> {
    return (await listDays(ctx, from, to)).map(shown);
  }

  @Mutation(() => CalendarDay, {
    description: 'Decides what a day is for this department: a working Saturday, a holiday of its own, a short day.',
  })
  async setCalendarDay(
    @Arg('input', () => SetCalendarDayInput) input: SetCalendarDayInput,
    @Ctx() ctx: Context,
  ): Promise<CalendarDay> {
    await setCalendarDay(ctx, input);
    return shown(await tellDay(ctx, input.day));
  }

  @Mutation(() => CalendarDay, {
    description: 'Takes such a decision back: the week and the law say again what it is.',
  })
  async clearCalendarDay(
    @Arg('input', () => ClearCalendarDayInput) input: ClearCalendarDayInput,
    @Ctx() ctx: Context,
  ): Promise<CalendarDay> {
    await clearCalendarDay(ctx, input);
    return shown(await tellDay(ctx, input.day));
  }
}

function shown(day: ToldDay): CalendarDay {
  return Object.assign(new CalendarDay(), day);
}
