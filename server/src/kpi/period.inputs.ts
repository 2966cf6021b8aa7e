import { Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { type DayRange, type Grain, grains, type NamedPeriod, namedPeriods, periodLabel } from '../lib/period.ts';
import { DayScalar } from '../lib/scalars.ts';
import type { Day } from '../lib/zone.ts';

/** A list of names as the object that GraphQL enums are made of. */
export function enumOf<Name extends string>(names: readonly Name[]): { [N in Name]: N } {
  return Object.fromEntries(names.map((name) => [name, name])) as { [N in Name]: N };
}

export const GrainEnum = enumOf(grains);
registerEnumType(GrainEnum, { name: 'Grain', description: 'A unit of the calendar. Weeks start on Monday.' });

export const NamedPeriodEnum = enumOf(namedPeriods);
registerEnumType(NamedPeriodEnum, {
  name: 'NamedPeriod',
  description: "A period relative to today in the department's time zone. ALL: from the first entry to today.",
});

@InputType({
  description: 'A period of whole days: a name, or two days, or the last so many units. Exactly one of the three.',
})
export class PeriodInput {
  @Field(() => NamedPeriodEnum, { nullable: true })
  named?: NamedPeriod | null;

  @Field(() => DayScalar, { nullable: true, description: 'the first day' })
  from?: Day | null;

  @Field(() => DayScalar, { nullable: true, description: 'the first day after: the period is half-open' })
  to?: Day | null;

  @Field(() => Int, { nullable: true, description: 'so many units, the last of them the one that is running now' })
  last?: number | null;

  @Field(() => GrainEnum, { nullable: true, description: 'the unit of `last`' })
  unit?: Grain | null;
}

@ObjectType({ description: "Whole days of the department's calendar, half-open." })
export class Period {
  @Field(() => DayScalar, { description: 'the first day' })
  from!: Day;

  @Field(() => DayScalar, { description: 'the first day after' })
  to!: Day;

  @Field(() => String, { description: 'a name that reads the same in every language: 2026-09, 2026-Q3, 2026-W36' })
  label!: string;
}

/** Days as the period that is shown. */
export function periodOf({ from, to }: DayRange): Period {
  return Object.assign(new Period(), { from, to, label: periodLabel({ from, to }) });
}
