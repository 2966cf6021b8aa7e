import { type ClassType, Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { departmentNoun } from '../department/departments/department.ts';
import { employeeNoun } from '../department/employees/employee.ts';
import { teamNoun } from '../department/teams/team.ts';
import { DayScalar } from '../lib/scalars.ts';
import type { Day } from '../lib/zone.ts';
import type { CoefficientPoints as Points } from './coefficient.ts';
import { SpreadEnum } from './plan.inputs.ts';
import { planNoun } from './plan.ts';
import type { Spread } from './plan-fields.ts';

@ObjectType({
  description: 'Three levels, in the unit of their figure; null: not said, or not by all of what was added up.',
})
export class LevelSums {
  @Field(() => Float, { nullable: true })
  minimum!: number | null;

  @Field(() => Float, { nullable: true })
  optimal!: number | null;

  @Field(() => Float, { nullable: true })
  maximum!: number | null;
}

@ObjectType({ description: 'A month of a plan that is spread.' })
export class PlanSpreadPart extends LevelSums {
  @Field(() => DayScalar, { description: 'its first day' })
  month!: Day;

  @Field(() => Boolean, { description: 'set by hand: it stays as it is' })
  fixed!: boolean;
}

@ObjectType({
  description: 'How a plan would be spread into its months, beside quarters that have plans of their own.',
})
export class PlanSpreading {
  @Field(SpreadEnum, { description: 'how: by working days also where seasonality was asked for and is not known' })
  used!: Spread;

  @Field(() => Boolean, { description: 'true: seasonality was asked for and is not known' })
  fellBack!: boolean;

  @Field(() => Int, {
    nullable: true,
    description: 'full months of own sales that seasonality could look at, at most 24; fewer than 12 do not tell it',
  })
  history!: number | null;

  @Field(() => [PlanSpreadPart])
  parts!: PlanSpreadPart[];
}

@ObjectType({ description: "Somebody's plan against the plans of those below, and against its own months." })
export class PlanCheckNode {
  @Field(() => ID, { description: '`house`, `department:1`, `team:1` or `employee:1`' })
  id!: string;

  @Field(() => ID, { nullable: true, description: 'the node it is a part of; null: it is the house' })
  parentId!: string | null;

  @Field(() => departmentNoun.type as ClassType, { nullable: true })
  department!: object | null;

  @Field(() => teamNoun.type as ClassType, { nullable: true })
  team!: object | null;

  @Field(() => employeeNoun.type as ClassType, { nullable: true })
  employee!: object | null;

  @Field(() => planNoun.type as ClassType, { nullable: true, description: 'null: they have none, those below do' })
  plan!: object | null;

  @Field(() => LevelSums, {
    nullable: true,
    description: 'what those below are to reach together; null: none has a plan',
  })
  parts!: LevelSums | null;

  @Field(() => LevelSums, { nullable: true, description: 'what the parts have more than the whole; below zero: less' })
  difference!: LevelSums | null;

  @Field(() => LevelSums, { nullable: true, description: 'what its months are together, for a quarter or year' })
  months!: LevelSums | null;

  @Field(() => LevelSums, { nullable: true, description: 'what its months have more than the whole' })
  monthsDifference!: LevelSums | null;
}

@ObjectType({
  description: 'The plans of a figure and a period as a tree: the house, its departments, their teams, their people.',
})
export class PlanCheck {
  @Field(() => [PlanCheckNode], { description: 'wholes before their parts; the house is first' })
  nodes!: PlanCheckNode[];
}

@ObjectType({ description: 'What reaching each level of a plan is worth in the KPI coefficient (коэффициент KPI).' })
export class CoefficientPoints implements Points {
  @Field(() => Float)
  minimum!: number;

  @Field(() => Float)
  optimal!: number;

  @Field(() => Float)
  maximum!: number;
}
