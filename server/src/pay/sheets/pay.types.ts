import { Field, Float, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DayScalar, InstantScalar } from '../../lib/scalars.ts';
import type { Day } from '../../lib/zone.ts';
import { KpiEnum } from '../../plans/plan.inputs.ts';
import type { PlannableKpi } from '../../plans/plannable.ts';
import type { LineKind } from '../reckoning/line.ts';
import { PayCoefficientOfEnum } from '../schemes/pay-scheme.inputs.ts';

const kinds = {
  SALARY: 'salary',
  SALES: 'sales',
  BONUS: 'bonus',
  COEFFICIENT: 'coefficient',
  CORRECTION: 'correction',
} as const satisfies Record<string, LineKind>;
registerEnumType(kinds, {
  name: 'PayLineKind',
  description: 'What somebody is paid for.',
  valuesConfig: {
    SALARY: { description: 'оклад' },
    SALES: { description: 'a percentage of sales (процент с продаж)' },
    BONUS: { description: 'for reaching or exceeding a plan (премия)' },
    COEFFICIENT: { description: 'what the KPI coefficient adds or takes away' },
    CORRECTION: { description: 'what a closed month would come to now, less what was paid for it' },
  },
});
const fors = { REACH: 'reach', PERCENT: 'percent', MAXIMUM: 'maximum' } as const;
registerEnumType(fors, {
  name: 'PayBonusFor',
  description: 'For reaching the plan, for every whole percent above it, or for its maximum.',
});

@ObjectType({ description: 'A salary by the working days of its month.' })
export class PaySalaryPart {
  @Field(() => Float, { description: 'of a whole month' })
  monthly!: number;

  @Field(() => Int, { description: 'working days on which the person was employed' })
  workedDays!: number;

  @Field(() => Int, { description: 'working days of the month' })
  workingDays!: number;
}

@ObjectType({ description: 'The step of a percentage that a line was paid at.' })
export class PayTier {
  @Field(() => Float)
  from!: number;

  @Field(() => Float, { nullable: true, description: 'null: there is no higher one' })
  to!: number | null;

  @Field(() => Boolean, { description: 'only the part of the sum that lies in it; else the whole sum' })
  progressive!: boolean;

  @Field(() => Float, { description: 'the sum of the month' })
  reached!: number;
}

@ObjectType()
export class PayBonusPart {
  @Field(() => fors)
  for!: 'reach' | 'percent' | 'maximum';

  @Field(() => Float, { description: 'what each time is worth' })
  prize!: number;

  @Field(() => Int, { description: 'how many times: 0 where it was not earned' })
  times!: number;
}

@ObjectType()
export class PayCoefficientPart {
  @Field(() => Float, {
    description: 'the mean of those of the figures by their weights, rounded to four decimal places',
  })
  value!: number;

  @Field(() => PayCoefficientOfEnum)
  of!: 'variable' | 'everything';

  @Field(() => Float, { description: 'what the minimum of a plan is worth' })
  minimum!: number;

  @Field(() => Float, { description: 'what the optimal level is worth' })
  optimal!: number;

  @Field(() => Float, { description: 'what the maximum is worth' })
  maximum!: number;
}

@ObjectType()
export class PayCorrectionPart {
  @Field(() => Float, { description: 'what was paid for the month so far' })
  was!: number;

  @Field(() => Float, { description: 'what it would come to now' })
  now!: number;
}

@ObjectType({ description: 'The levels of a person’s plan, in the unit of the figure.' })
export class PayLevels {
  @Field(() => Float, { nullable: true })
  minimum!: number | null;

  @Field(() => Float)
  optimal!: number;

  @Field(() => Float, { nullable: true })
  maximum!: number | null;
}

@ObjectType({ description: 'A figure that a bonus or the coefficient depends on.' })
export class PayFigure {
  @Field(KpiEnum)
  kpi!: PlannableKpi;

  @Field(() => Float, { nullable: true, description: 'what came of it; null: not known' })
  value!: number | null;

  @Field(() => PayLevels, { nullable: true, description: 'the person’s own plan of the month; null: there is none' })
  plan!: PayLevels | null;

  @Field(() => Float, { nullable: true, description: 'how much it counts in the coefficient' })
  weight!: number | null;

  @Field(() => Float, { nullable: true, description: 'what it is worth there: 1 without a plan or a value' })
  coefficient!: number | null;
}

@ObjectType({ description: 'An entry of the ledger behind a line, with the part of it that it made.' })
export class PayEntry {
  @Field(() => ID)
  entryId!: string;
}

@ObjectType({ description: 'What a deal adds to a line, in one product line.' })
export class PayDeal {
  @Field(() => ID)
  dealId!: string;
}

@ObjectType({ description: 'A line of somebody’s pay: what for, how much, and how it came about.' })
export class PayLine {
  @Field(() => kinds)
  kind!: LineKind;
}

@ObjectType({
  description:
    'What a month of somebody comes to (зарплата): the sum of its lines. A month that is open is told as it stands.',
})
export class Pay {
  @Field(() => DayScalar, { description: 'the first day of the month' })
  month!: Day;

  @Field(() => InstantScalar, { nullable: true, description: 'null: the month is open' })
  closedAt!: Date | null;
}
