import { Arg, type ClassType, Ctx, Field, Float, ID, InputType, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../../context.ts';
import { DayScalar } from '../../lib/scalars.ts';
import { typeOf } from '../../records/graphql-fields.ts';
import { loadRelated } from '../../records/noun.ts';
import { type RecordSpend, recordSpend, type SpendKind } from './record-spend.ts';
import { spendNoun } from './spend.ts';

@InputType({ description: 'The whole of what was spent that day, not more of it.' })
export class RecordSpendInput implements RecordSpend {
  @Field(() => String, { description: 'idempotency key: the same key and input again do nothing more' })
  key!: string;

  @Field(() => ID, { description: 'on which campaign' })
  campaignId!: string;

  @Field(() => DayScalar, { description: 'on which day; not in the future' })
  day!: string;

  @Field(() => Float, { description: 'how much, in the department currency; 0 takes back what was noted' })
  amount!: number;

  @Field(typeOf(spendNoun.fields.kind, true) as () => ClassType, {
    nullable: true,
    description: 'on what; PLACEMENT unless told. Each kind has an amount of its own.',
  })
  kind?: SpendKind | null;

  @Field(() => String, { nullable: true, description: 'what there is to say of it; left out: what stood there stays' })
  note?: string | null;
}

@Resolver(() => spendNoun.type)
export class SpendVerbs {
  @Mutation(() => spendNoun.type, {
    description:
      "Notes what was spent on a campaign on a day. Told again, the day's amount becomes what is told now: what was known of it before stays known.",
  })
  async recordSpend(
    @Arg('input', () => RecordSpendInput) input: RecordSpendInput,
    @Ctx() ctx: Context,
  ): Promise<object | null> {
    return loadRelated(ctx, spendNoun, await recordSpend(ctx, input));
  }
}
