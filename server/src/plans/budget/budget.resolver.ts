import { Arg, type ClassType, Ctx, Field, Float, ID, InputType, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../../context.ts';
import { DayScalar } from '../../lib/scalars.ts';
import type { Day } from '../../lib/zone.ts';
import { typeOf } from '../../records/graphql-fields.ts';
import { planNoun } from '../plan.ts';
import type { Spread } from '../plan-fields.ts';
import { budgetItemNoun } from './budget-item.ts';
import { type SetBudget, setBudget } from './set-budget.ts';

const optional = (description: string) => ({ nullable: true, description });

@InputType({ description: 'What may be spent on something in a year.' })
export class SetBudgetInput implements SetBudget {
  @Field(() => String, { description: 'idempotency key: the same key and input again do nothing more' })
  key!: string;

  @Field(() => ID, { description: 'on what' })
  categoryId!: string;

  @Field(() => ID, optional('by which department; left out: by the house'))
  departmentId?: string | null;

  @Field(() => ID, optional('by which team'))
  teamId?: string | null;

  @Field(() => DayScalar, { description: 'the first day of the year' })
  from!: Day;

  @Field(() => Float, { description: 'of the whole year, in the department currency' })
  amount!: number;

  @Field(typeOf(planNoun.fields.spread, true) as () => ClassType, {
    nullable: true,
    description: 'how it is spread into months: WORKING_DAYS unless told; also where seasonality is not known',
  })
  spread?: Spread | null;

  @Field(() => String, optional('what for'))
  note?: string | null;
}

@Resolver(() => budgetItemNoun.type)
export class BudgetVerbs {
  @Mutation(() => [budgetItemNoun.type], {
    description: 'Sets the budget of a year: gives its twelve months, in order. What stands there is changed.',
  })
  setBudget(@Arg('input', () => SetBudgetInput) input: SetBudgetInput, @Ctx() ctx: Context): Promise<object[]> {
    return setBudget(ctx, input);
  }
}
