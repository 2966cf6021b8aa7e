import { ArgsType, type ClassType, Field, Float, ID, ObjectType, registerEnumType } from 'type-graphql';
import { departmentNoun } from '../department/departments/department.ts';
import { enumOf, Period, PeriodInput } from '../kpi/period.inputs.ts';
import { expenseCategoryNoun } from '../plans/budget/expense-category.ts';

const ByEnum = enumOf(['CATEGORY', 'DEPARTMENT'] as const);
registerEnumType(ByEnum, { name: 'BudgetReportBy', description: 'By what money was for, or by whom it was for.' });

@ArgsType()
export class BudgetReportArgs {
  @Field(() => PeriodInput, { description: "a month's budget belongs to the first day of the month" })
  period!: PeriodInput;

  @Field(() => ByEnum, { defaultValue: 'CATEGORY' })
  by!: 'CATEGORY' | 'DEPARTMENT';
}

@ObjectType({ description: 'Money that may be spent against money that was.' })
export class BudgetReportRow {
  @Field(() => ID)
  id!: string;

  @Field(() => expenseCategoryNoun.type as ClassType, {
    nullable: true,
    description: 'what for; null: of campaigns, or by department',
  })
  category!: object | null;

  @Field(() => departmentNoun.type as ClassType, {
    nullable: true,
    description: 'for whom; null: the house, or not known',
  })
  department!: object | null;

  @Field(() => Boolean, { description: 'what campaigns have cost: it has no category' })
  campaigns!: boolean;

  @Field(() => Float, { nullable: true, description: 'what may be spent; null: nobody has set it' })
  plan!: number | null;

  @Field(() => Float, { description: 'what was spent' })
  fact!: number;

  @Field(() => Float, { nullable: true, description: 'fact less plan; above zero: more was spent than there was' })
  difference!: number | null;

  @Field(() => Float, { nullable: true, description: 'fact ÷ plan; null without a plan' })
  execution!: number | null;
}

@ObjectType({ description: 'The budget and what was spent (бюджет: план и факт).' })
export class BudgetReport {
  @Field(() => Period)
  period!: Period;

  @Field(() => [BudgetReportRow])
  rows!: BudgetReportRow[];

  @Field(() => BudgetReportRow)
  total!: BudgetReportRow;
}
