import { type ClassType, Field, Float, ID, InputType, Int, registerEnumType } from 'type-graphql';
import { DayScalar } from '../lib/scalars.ts';
import type { Day } from '../lib/zone.ts';
import { typeOf } from '../records/graphql-fields.ts';
import { type SplitBy, splitBys } from './members.ts';
import { planNoun } from './plan.ts';
import type { PlanGrain, Spread } from './plan-fields.ts';
import type { PlannableKpi } from './plannable.ts';
import type { SetCoefficientPoints } from './set-coefficient-points.ts';
import type { PlanTold, SetPlan } from './set-plan.ts';
import type { GivenPart, Shares, SplitPlan } from './split-plan.ts';

const { kpi, grain, spread } = planNoun.fields;
/** the enums of the record's own fields */
export const KpiEnum = typeOf(kpi, true) as () => ClassType;
export const GrainEnum = typeOf(grain, true) as () => ClassType;
export const SpreadEnum = typeOf(spread, true) as () => ClassType;

const SplitByEnum = Object.fromEntries(splitBys.map((name) => [name, name])) as Record<SplitBy, SplitBy>;
registerEnumType(SplitByEnum, { name: 'PlanSplitBy', description: 'Among whom a plan is split.' });
const SharesEnum = { EVENLY: 'evenly', BY_RESULT: 'by_result' } as const satisfies Record<string, Shares>;
registerEnumType(SharesEnum, {
  name: 'PlanShares',
  description: 'Who gets how much of a plan.',
  valuesConfig: {
    EVENLY: { description: 'each the same (поровну)' },
    BY_RESULT: {
      description: 'as their revenue of the last 12 full months (по результату); whoever sold nothing gets no plan',
    },
  },
});

const key = { description: 'idempotency key: the same key and input again do nothing more' };
const optional = (description: string) => ({ nullable: true, description });
const inUnit = 'money in major units, shares as fractions of one, times in seconds';

@InputType()
class LevelsInput {
  @Field(() => Float, optional(`what must be reached at least; ${inUnit}`))
  minimum?: number | null;

  @Field(() => Float, { description: `what is to be reached; ${inUnit}` })
  optimal!: number;

  @Field(() => Float, optional(`what can be reached at most; ${inUnit}`))
  maximum?: number | null;
}

@InputType()
class PlanToldInput extends LevelsInput implements PlanTold {
  @Field(KpiEnum, { description: 'the figure' })
  kpi!: PlannableKpi;

  @Field(GrainEnum, { description: 'how long the period is' })
  grain!: PlanGrain;

  @Field(() => DayScalar, { description: 'the first day of the period' })
  from!: Day;

  @Field(() => ID, optional('a department; at most one of department, team, employee: none is the whole house'))
  departmentId?: string | null;

  @Field(() => ID, optional('a team'))
  teamId?: string | null;

  @Field(() => ID, optional('one person'))
  employeeId?: string | null;

  @Field(SpreadEnum, optional('how a quarter or year of what adds up is spread into months: WORKING_DAYS unless told'))
  spread?: Spread | null;

  @Field(() => Boolean, optional('true: months that were set by hand are spread anew as well'))
  release?: boolean | null;
}

@InputType({ description: 'A plan to be looked at before it is set.' })
export class PlanSpreadInput extends PlanToldInput {}

@InputType({ description: 'The plan of a figure for a period and somebody; the one that stands there is changed.' })
export class SetPlanInput extends PlanToldInput implements SetPlan {
  @Field(() => String, key)
  key!: string;

  @Field(() => Int, optional('the version you saw; left out: whichever it is at now'))
  version?: number | null;

  @Field(() => String, optional('why'))
  note?: string | null;
}

@InputType({ description: 'What one of those below is to reach.' })
export class PlanPartInput extends LevelsInput implements GivenPart {
  @Field(() => ID, { description: 'the department, team or employee' })
  id!: string;
}

@InputType({ description: 'A plan to be split; either `shares` or `parts`.' })
export class SplitPlanInput implements SplitPlan {
  @Field(() => String, key)
  key!: string;

  @Field(() => ID)
  planId!: string;

  @Field(() => Int, optional('the version you saw; left out: whichever it is at now'))
  version?: number | null;

  @Field(() => SplitByEnum)
  by!: SplitBy;

  @Field(() => SharesEnum, optional('who gets how much'))
  shares?: Shares | null;

  @Field(() => [ID], optional('only these of those below'))
  among?: string[] | null;

  @Field(() => [PlanPartInput], optional('what each is to reach; need not add up: `planCheck` tells'))
  parts?: PlanPartInput[] | null;

  @Field(() => String, optional('why'))
  note?: string | null;
}

@InputType()
export class SetCoefficientPointsInput implements SetCoefficientPoints {
  @Field(() => String, key)
  key!: string;

  @Field(() => Float, { description: 'what reaching the minimum is worth: 0 to 10, not more than optimal' })
  minimum!: number;

  @Field(() => Float, { description: 'what reaching the optimal level is worth' })
  optimal!: number;

  @Field(() => Float, { description: 'what reaching the maximum is worth, and whatever is beyond it' })
  maximum!: number;
}
