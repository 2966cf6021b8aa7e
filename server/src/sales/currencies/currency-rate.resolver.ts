import { Arg, Ctx, Field, Float, InputType, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../../context.ts';
import { DayScalar } from '../../lib/scalars.ts';
import { loadRelated } from '../../records/noun.ts';
import { currencyRateNoun } from './currency-rate.ts';
import { type SetCurrencyRate, setCurrencyRate } from './set-currency-rate.ts';

@InputType()
class SetCurrencyRateInput implements SetCurrencyRate {
  @Field(() => String, { description: 'idempotency key: the same key and input again change nothing' })
  key!: string;

  @Field(() => String, { description: 'three letters (ISO 4217)' })
  currency!: string;

  @Field(() => DayScalar, { description: 'from when' })
  day!: string;

  @Field(() => Float, { description: 'department currency for one of it; at most 8 decimal places' })
  rate!: number;
}

@Resolver(() => currencyRateNoun.type)
export class CurrencyRateVerbs {
  @Mutation(() => currencyRateNoun.type, {
    description: 'Tells what a currency is worth from a day on; the same day again puts its rate right.',
  })
  async setCurrencyRate(
    @Arg('input', () => SetCurrencyRateInput) input: SetCurrencyRateInput,
    @Ctx() ctx: Context,
  ): Promise<object | null> {
    return loadRelated(ctx, currencyRateNoun, await setCurrencyRate(ctx, input));
  }
}
