import { Field, Float, ID, InputType, Int, registerEnumType } from 'type-graphql';
import { DayScalar } from '../../lib/scalars.ts';
import type { Day } from '../../lib/zone.ts';
import type { CoefficientPoints } from '../../plans/coefficient.ts';
import { KpiEnum } from '../../plans/plan.inputs.ts';
import type { PlannableKpi } from '../../plans/plannable.ts';
import type { AddPayScheme } from './add-pay-scheme.ts';
import type { AmendPayScheme } from './amend-pay-scheme.ts';
import type { ToldPrize, ToldTerms } from './check-terms.ts';
import type { OnScheme } from './lock-scheme.ts';
import type { SaleBase, SaleMoment } from './terms.ts';

const optional = (description: string) => ({ nullable: true, description });
const key = { description: 'idempotency key: the same key and input again do nothing more' };
const seen = optional('the version you saw; left out: whichever it is at now');

export const PayBaseEnum = { REVENUE: 'revenue', MARGIN: 'margin' } as const satisfies Record<string, SaleBase>;
registerEnumType(PayBaseEnum, {
  name: 'PaySalesBase',
  description: 'What a percentage is taken of.',
  valuesConfig: {
    REVENUE: { description: 'what was sold (выручка)' },
    MARGIN: { description: 'what was sold less its cost, where the cost is known (валовая прибыль)' },
  },
});
export const PayMomentEnum = { WON: 'won', PAID: 'paid' } as const satisfies Record<string, SaleMoment>;
registerEnumType(PayMomentEnum, {
  name: 'PaySalesMoment',
  description: 'When a sale counts.',
  valuesConfig: {
    WON: { description: 'when the deal is won (по отгрузке)' },
    PAID: { description: 'when the money comes (по оплате)' },
  },
});
export const PayExceedEnum = { PERCENT: 'percent', MAXIMUM: 'maximum' } as const;
registerEnumType(PayExceedEnum, {
  name: 'PayExceedPer',
  description: 'For what a plan that is exceeded is rewarded.',
  valuesConfig: {
    PERCENT: { description: 'for every whole percent above the optimal level' },
    MAXIMUM: { description: 'once, when the maximum is reached' },
  },
});
export const PayCoefficientOfEnum = { VARIABLE: 'variable', EVERYTHING: 'everything' } as const;
registerEnumType(PayCoefficientOfEnum, {
  name: 'PayCoefficientOf',
  description: 'What the KPI coefficient multiplies.',
  valuesConfig: {
    VARIABLE: { description: 'the percentage and the bonus' },
    EVERYTHING: { description: 'the salary too' },
  },
});

@InputType({ description: 'A step of a percentage.' })
export class PaySalesTierInput {
  @Field(() => Float, { description: 'the sum of the month it begins at; the first one at 0' })
  from!: number;

  @Field(() => Float, { description: 'percent, at most four decimal places' })
  percent!: number;
}

@InputType({ description: 'A product line with a percentage of its own: it stays out of the steps.' })
export class PaySalesLineInput {
  @Field(() => ID)
  productLineId!: string;

  @Field(() => Float, { description: 'percent, at most four decimal places' })
  percent!: number;
}

@InputType({ description: 'A percentage of sales.' })
export class PaySalesInput {
  @Field(() => PayBaseEnum)
  base!: SaleBase;

  @Field(() => PayMomentEnum)
  on!: SaleMoment;

  @Field(() => Boolean, {
    description:
      'true: each part of the sum at the rate of its own step; false: the whole sum at the rate of the step it has reached',
  })
  progressive!: boolean;

  @Field(() => [PaySalesTierInput], { description: '1 to 20 steps, from the smallest' })
  tiers!: PaySalesTierInput[];

  @Field(() => [PaySalesLineInput], optional('at most 100; none where sales count when they are paid'))
  lines?: PaySalesLineInput[] | null;
}

@InputType({ description: 'A sum that is promised: exactly one of the two.' })
export class PayPrizeInput implements ToldPrize {
  @Field(() => Float, optional('in the department currency'))
  amount?: number | null;

  @Field(() => Float, optional('percent of the salary of the month, at most four decimal places'))
  percentOfSalary?: number | null;
}

@InputType()
export class PayExceedInput {
  @Field(() => PayExceedEnum)
  per!: 'percent' | 'maximum';

  @Field(() => PayPrizeInput)
  prize!: PayPrizeInput;
}

@InputType({ description: 'A bonus for reaching the person’s own monthly plan, for exceeding it, or for both.' })
export class PayBonusInput {
  @Field(KpiEnum, { description: 'the figure whose plan it is' })
  kpi!: PlannableKpi;

  @Field(() => PayPrizeInput, optional('for reaching the optimal level'))
  reach?: PayPrizeInput | null;

  @Field(() => PayExceedInput, optional('for exceeding it'))
  exceed?: PayExceedInput | null;
}

@InputType()
export class PayWeightInput {
  @Field(KpiEnum)
  kpi!: PlannableKpi;

  @Field(() => Float, { description: 'above 0; weights need not add up to anything' })
  weight!: number;
}

@InputType({ description: 'What reaching each level of a plan is worth.' })
export class PayPointsInput implements CoefficientPoints {
  @Field(() => Float)
  minimum!: number;

  @Field(() => Float)
  optimal!: number;

  @Field(() => Float)
  maximum!: number;
}

@InputType({ description: 'The KPI coefficient: the mean of those of some figures, by their weights.' })
export class PayCoefficientInput {
  @Field(() => PayCoefficientOfEnum)
  of!: 'variable' | 'everything';

  @Field(() => PayPointsInput, optional('left out: those of the department'))
  points?: PayPointsInput | null;

  @Field(() => [PayWeightInput], { description: '1 to 10 figures' })
  kpis!: PayWeightInput[];
}

@InputType({ description: 'What a pay scheme says.' })
export class PayTermsInput implements ToldTerms {
  @Field(() => Float, { description: 'of a whole month' })
  salary!: number;

  @Field(() => PaySalesInput, optional('left out: no percentage'))
  sales?: PaySalesInput | null;

  @Field(() => PayBonusInput, optional('left out: no bonus'))
  bonus?: PayBonusInput | null;

  @Field(() => PayCoefficientInput, optional('left out: no coefficient'))
  coefficient?: PayCoefficientInput | null;
}

@InputType()
export class AddPaySchemeInput implements AddPayScheme {
  @Field(() => String, key)
  key!: string;

  @Field(() => String)
  name!: string;

  @Field(() => DayScalar, { description: 'the first day of the month it holds from' })
  from!: Day;

  @Field(() => PayTermsInput)
  terms!: PayTermsInput;
}

@InputType({ description: 'What is to change: what is left out stays.' })
export class AmendPaySchemeInput implements AmendPayScheme {
  @Field(() => String, key)
  key!: string;

  @Field(() => ID)
  id!: string;

  @Field(() => Int, seen)
  version?: number | null;

  @Field(() => String, optional('a new name'))
  name?: string | null;

  @Field(() => DayScalar, optional('the first day of the month the new terms hold from'))
  from?: Day | null;

  @Field(() => PayTermsInput, optional('a new version; given together with `from`'))
  terms?: PayTermsInput | null;
}

@InputType()
export class EndPaySchemeInput implements OnScheme {
  @Field(() => String, key)
  key!: string;

  @Field(() => ID)
  id!: string;

  @Field(() => Int, seen)
  version?: number | null;
}
