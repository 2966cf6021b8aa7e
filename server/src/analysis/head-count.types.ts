import { ArgsType, type ClassType, Field, Float, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { departmentNoun } from '../department/departments/department.ts';
import { employeeNoun } from '../department/employees/employee.ts';
import { enumOf, Period, PeriodInput } from '../kpi/period.inputs.ts';
import { type LevelName, levelNames } from '../plans/levels.ts';
import { KpiEnum } from '../plans/plan.inputs.ts';
import type { PlannableKpi } from '../plans/plannable.ts';

const AverageEnum = enumOf(['MEDIAN', 'MEAN'] as const);
registerEnumType(AverageEnum, {
  name: 'AverageKind',
  description: 'The one in the middle (медиана), or all shared evenly (среднее).',
});
const LevelEnum = Object.fromEntries(levelNames.map((name) => [name.toUpperCase(), name])) as Record<string, LevelName>;
registerEnumType(LevelEnum, { name: 'PlanLevel', description: 'A level of a plan.' });

@ArgsType()
export class HeadCountArgs {
  @Field(() => ID, { description: 'whose results are looked at, and whose plan' })
  departmentId!: string;

  @Field(() => PeriodInput, { description: 'what is planned for: whole months' })
  period!: PeriodInput;

  @Field(KpiEnum, { defaultValue: 'revenue', description: 'what is planned: a figure that adds up' })
  kpi!: PlannableKpi;

  @Field(() => Float, {
    nullable: true,
    description: 'what is to be reached; left out: what the plans of the department for these months say',
  })
  planned?: number | null;

  @Field(() => LevelEnum, { defaultValue: 'optimal', description: 'the level of the plan that is meant' })
  level!: LevelName;

  @Field(() => AverageEnum, { defaultValue: 'MEDIAN', description: 'by what one person is reckoned' })
  by!: 'MEDIAN' | 'MEAN';

  @Field(() => Float, {
    defaultValue: 0,
    description:
      'the share of their time that people do not bring in results: learning the work, leave, illness; 0 to 0.9',
  })
  absence!: number;

  @Field(() => Int, {
    nullable: true,
    description:
      'how many there are; left out: those of the department now who have had results in the months looked at',
  })
  have?: number | null;
}

@ObjectType({ description: 'What one person has brought in.' })
export class HeadCountPerson {
  @Field(() => employeeNoun.type as ClassType, { nullable: true })
  employee!: object | null;

  @Field(() => Int, { description: 'months worked whole' })
  months!: number;

  @Field(() => Float, { description: 'in those months, in the unit of the figure' })
  value!: number;

  @Field(() => Float, { nullable: true, description: 'in one of them' })
  perMonth!: number | null;
}

@ObjectType({ description: 'How many people a plan needs, from measured productivity (численность под план).' })
export class HeadCount {
  @Field(() => departmentNoun.type as ClassType, { nullable: true })
  department!: object | null;

  @Field(() => Period, { description: 'what is planned for' })
  period!: Period;

  @Field(() => Int, { description: 'how many months that is' })
  months!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'what is to be reached; null: not all of these months are planned',
  })
  planned!: number | null;

  @Field(() => Period, { description: 'the months whose results were looked at: the last twelve full ones' })
  measured!: Period;

  @Field(() => Int, { description: 'months worked whole by those who had results, all of them together' })
  measuredMonths!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'what a person brings in a month, the one in the middle; null: not known',
  })
  median!: number | null;

  @Field(() => Float, { nullable: true, description: 'the same on average' })
  mean!: number | null;

  @Field(() => Float, { description: 'the share of time without results that was reckoned with' })
  absence!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'plan ÷ (productivity × months × (1 − absence)), rounded up; null: one of them is not known',
  })
  needed!: number | null;

  @Field(() => Int, { description: 'how many there are' })
  have!: number;

  @Field(() => Int, { nullable: true, description: 'how many are missing; 0 when there are enough' })
  toHire!: number | null;

  @Field(() => [HeadCountPerson], { description: 'the figures behind it: everybody who had results' })
  people!: HeadCountPerson[];
}
