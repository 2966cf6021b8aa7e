import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { toMajor } from '../../lib/money.ts';
import { DayScalar, InstantScalar } from '../../lib/scalars.ts';
import type { Day } from '../../lib/zone.ts';
import { KpiEnum } from '../../plans/plan.inputs.ts';
import type { PlannableKpi } from '../../plans/plannable.ts';
import { PayBaseEnum, PayCoefficientOfEnum, PayExceedEnum, PayMomentEnum } from './pay-scheme.inputs.ts';
import type { BonusTerms, CoefficientTerms, PayTerms, Prize, SaleBase, SaleMoment, SalesTerms } from './terms.ts';

@ObjectType({ description: 'How people are paid (схема оплаты): what it says stands in its versions.' })
export class PayScheme {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'goes up with every change; pass it back to say which state you saw' })
  version!: number;

  @Field(() => String)
  name!: string;

  @Field(() => InstantScalar, { nullable: true, description: 'since when nobody new is paid by it' })
  endedAt!: Date | null;
}

@ObjectType({ description: 'A step of a percentage.' })
export class PaySalesTier {
  @Field(() => Float, { description: 'the sum of the month it begins at' })
  from!: number;

  @Field(() => Float)
  percent!: number;
}

@ObjectType({ description: 'A product line with a percentage of its own.' })
export class PaySalesLine {
  @Field(() => Float)
  percent!: number;

  readonly productLineId!: string;
}

@ObjectType({ description: 'A percentage of sales.' })
export class PaySales {
  @Field(() => PayBaseEnum)
  base!: SaleBase;

  @Field(() => PayMomentEnum)
  on!: SaleMoment;

  @Field(() => Boolean, {
    description:
      'each part of the sum at the rate of its own step; else the whole sum at the rate of the step it has reached',
  })
  progressive!: boolean;

  @Field(() => [PaySalesTier])
  tiers!: PaySalesTier[];

  @Field(() => [PaySalesLine])
  lines!: PaySalesLine[];
}

@ObjectType({ description: 'A sum that is promised: one of the two.' })
export class PayPrize {
  @Field(() => Float, { nullable: true })
  amount!: number | null;

  @Field(() => Float, { nullable: true, description: 'of the salary of the month' })
  percentOfSalary!: number | null;
}

@ObjectType()
export class PayExceed {
  @Field(() => PayExceedEnum)
  per!: 'percent' | 'maximum';

  @Field(() => PayPrize)
  prize!: PayPrize;
}

@ObjectType({ description: 'A bonus for the person’s own monthly plan.' })
export class PayBonus {
  @Field(KpiEnum)
  kpi!: PlannableKpi;

  @Field(() => PayPrize, { nullable: true, description: 'for reaching the optimal level' })
  reach!: PayPrize | null;

  @Field(() => PayExceed, { nullable: true })
  exceed!: PayExceed | null;
}

@ObjectType()
export class PayWeight {
  @Field(KpiEnum)
  kpi!: PlannableKpi;

  @Field(() => Float)
  weight!: number;
}

@ObjectType({ description: 'The KPI coefficient: the mean of those of some figures, by their weights.' })
export class PayCoefficient {
  @Field(() => PayCoefficientOfEnum)
  of!: 'variable' | 'everything';

  @Field(() => Float, { nullable: true, description: 'what the minimum is worth; null: as the department has decided' })
  minimum!: number | null;

  @Field(() => Float, { nullable: true, description: 'what the optimal level is worth' })
  optimal!: number | null;

  @Field(() => Float, { nullable: true, description: 'what the maximum is worth' })
  maximum!: number | null;

  @Field(() => [PayWeight])
  kpis!: PayWeight[];
}

@ObjectType({ description: 'What a scheme says from a month on, until a later version does. It is never edited.' })
export class PaySchemeVersion {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'of two of one month the larger one holds' })
  number!: number;

  @Field(() => DayScalar, { description: 'the first day of the month it holds from' })
  month!: Day;

  @Field(() => InstantScalar)
  madeAt!: Date;

  @Field(() => Float, { description: 'of a whole month' })
  salary!: number;

  @Field(() => PaySales, { nullable: true })
  sales!: PaySales | null;

  @Field(() => PayBonus, { nullable: true })
  bonus!: PayBonus | null;

  @Field(() => PayCoefficient, { nullable: true })
  coefficient!: PayCoefficient | null;
}

/** A version as it is shown: money in major units, rates in percent. */
export function versionFrom(
  row: { id: string; number: number; month: Day; madeAt: Date; terms: PayTerms },
  currency: string,
): PaySchemeVersion {
  const { id, number, month, madeAt, terms } = row;
  return Object.assign(new PaySchemeVersion(), {
    ...{ id, number, month, madeAt, salary: toMajor(terms.salary, currency) },
    sales: terms.sales && shownSales(terms.sales, currency),
    bonus: terms.bonus && shownBonus(terms.bonus, currency),
    coefficient: terms.coefficient && shownCoefficient(terms.coefficient),
  });
}

/** Millionths as percent. */
export function percentOf(rate: number): number {
  return rate / 10_000;
}

function shownSales({ base, on, progressive, tiers, lines }: SalesTerms, currency: string): PaySales {
  return Object.assign(new PaySales(), {
    ...{ base, on, progressive },
    tiers: tiers.map(({ from, rate }) => ({ from: toMajor(from, currency), percent: percentOf(rate) })),
    lines: lines.map(({ productLineId, rate }) =>
      Object.assign(new PaySalesLine(), { productLineId, percent: percentOf(rate) }),
    ),
  });
}

function shownBonus({ kpi, reach, exceed }: BonusTerms, currency: string): PayBonus {
  const prize = (told: Prize): PayPrize =>
    'fixed' in told
      ? { amount: toMajor(told.fixed, currency), percentOfSalary: null }
      : { amount: null, percentOfSalary: percentOf(told.ofSalary) };
  return { kpi, reach: reach && prize(reach), exceed: exceed && { per: exceed.per, prize: prize(exceed.prize) } };
}

function shownCoefficient({ of, points, kpis }: CoefficientTerms): PayCoefficient {
  const { minimum = null, optimal = null, maximum = null } = points ?? {};
  return { of, minimum, optimal, maximum, kpis: kpis.map(({ kpi, weight }) => ({ kpi, weight })) };
}
