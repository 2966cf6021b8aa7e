import { Args, ArgsType, Ctx, Field, FieldResolver, Float, ID, ObjectType, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context.ts';
import { employeeNoun } from '../../department/employees/employee.ts';
import { toMajor } from '../../lib/money.ts';
import { DayScalar } from '../../lib/scalars.ts';
import type { Day } from '../../lib/zone.ts';
import { loadRelated } from '../../records/noun.ts';
import { PayTermsInput } from '../schemes/pay-scheme.inputs.ts';
import { type Simulated, simulatePay } from './simulate-pay.ts';

@ArgsType()
export class SimulatePayArgs {
  @Field(() => ID, { nullable: true, description: 'one person' })
  employeeId?: string | null;

  @Field(() => ID, { nullable: true, description: 'those of a department who are paid by some scheme: at most 200' })
  departmentId?: string | null;

  @Field(() => DayScalar, { description: 'the first day of the first month' })
  from!: Day;

  @Field(() => DayScalar, { description: 'the first day after the last month: at most 24 later' })
  to!: Day;

  @Field(() => ID, { nullable: true, description: 'the scheme to try; or else `terms`' })
  schemeId?: string | null;

  @Field(() => PayTermsInput, { nullable: true, description: 'what a scheme might say; or else `schemeId`' })
  terms?: PayTermsInput | null;
}

@ObjectType()
export class PaySimulatedMonth {
  @Field(() => DayScalar)
  month!: Day;

  @Field(() => Float, { nullable: true, description: 'what was paid of it, corrections included; null: it is open' })
  paid!: number | null;

  @Field(() => Float, { description: 'what their own scheme makes of what is known now' })
  actual!: number;

  @Field(() => Float, { description: 'what the other scheme would make of it' })
  simulated!: number;
}

@ObjectType()
export class PaySimulated {
  @Field(() => [PaySimulatedMonth])
  months!: PaySimulatedMonth[];

  @Field(() => Float)
  actual!: number;

  @Field(() => Float)
  simulated!: number;

  readonly employeeId!: string;
}

@ObjectType({ description: 'What a period would have come to under another pay scheme. Nothing of it is stored.' })
export class PaySimulation {
  @Field(() => [PaySimulated])
  people!: PaySimulated[];

  @Field(() => Float)
  actual!: number;

  @Field(() => Float)
  simulated!: number;

  @Field(() => Float, { description: 'what it would have cost more, below zero: less' })
  difference!: number;
}

@Resolver(() => PaySimulated)
export class PaySimulationResolver {
  @Query(() => PaySimulation, {
    description: 'Re-runs months of people under another pay scheme. Looking at others’ pay is noted in the audit log.',
  })
  async simulatePay(@Args(() => SimulatePayArgs) args: SimulatePayArgs, @Ctx() ctx: Context): Promise<PaySimulation> {
    const { from, to, employeeId = null, departmentId = null, schemeId = null, terms = null } = args;
    const people = await simulatePay(ctx, { from, to, employeeId, departmentId, schemeId, terms });
    const major = (minor: number) => toMajor(minor, ctx.settings.currency) ?? 0;
    const shown = people.map((person) => shownPerson(person, major));
    const all = people.flatMap(({ months }) => months);
    const [actual, simulated] = [sum(all, 'actual'), sum(all, 'simulated')];
    return Object.assign(new PaySimulation(), {
      ...{ people: shown, actual: major(actual), simulated: major(simulated), difference: major(simulated - actual) },
    });
  }

  @FieldResolver(() => employeeNoun.type, { nullable: true })
  employee(@Root() { employeeId }: PaySimulated, @Ctx() ctx: Context): Promise<object | null> {
    return loadRelated(ctx, employeeNoun, employeeId);
  }
}

function shownPerson({ employeeId, months }: Simulated, major: (minor: number) => number): PaySimulated {
  return Object.assign(new PaySimulated(), {
    ...{ employeeId, actual: major(sum(months, 'actual')), simulated: major(sum(months, 'simulated')) },
    months: months.map(({ month, paid, actual, simulated }) => ({
      ...{ month, paid: paid === null ? null : major(paid), actual: major(actual), simulated: major(simulated) },
    })),
  });
}

function sum(months: readonly { actual: number; simulated: number }[], of: 'actual' | 'simulated'): number {
  return months.reduce((total, month) => total + month[of], 0);
}
