import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { DayScalar } from '../../lib/scalars.ts';
import type { Day } from '../../lib/zone.ts';
import type { DayKind } from './day-kind.ts';

export const DayKindEnum: Record<string, DayKind> = { WORKING: 'working', SHORT: 'short', HOLIDAY: 'holiday' };
registerEnumType(DayKindEnum, {
  name: 'DayKind',
  description: 'What a day is for whoever works here (рабочий, сокращённый, нерабочий).',
  valuesConfig: {
    SHORT: { description: 'worked, and an hour shorter' },
    HOLIDAY: { description: 'nobody works: a public holiday, a day off moved there, or no day of the working week' },
  },
});

@ObjectType({ description: 'A day of the production calendar (производственный календарь).' })
export class CalendarDay {
  @Field(() => DayScalar)
  day!: Day;

  @Field(() => DayKindEnum)
  kind!: DayKind;

  @Field(() => Boolean, {
    description: 'true: the department has decided so itself; false: the week and the law of the country say so',
  })
  own!: boolean;

  @Field(() => String, { nullable: true, description: 'why, where the department has decided itself' })
  note!: string | null;
}
