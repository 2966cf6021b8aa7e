import {
  Ctx,
  Field,
  FieldResolver,
  Float,
  ID,
  ObjectType,
  Query,
  Resolver,
  Root,
  registerEnumType,
} from 'type-graphql';
import type { Context } from '../../context.ts';
import { employeeNoun } from '../../department/employees/employee.ts';
import { loadNoun, loadRelated } from '../../records/noun.ts';
import { clientNoun } from '../../sales/clients/client.ts';
import { riskNoun } from './risk.ts';
import { type RiskSignal as Raised, riskSignals, type SignalKind } from './risk-signals.ts';

const kinds: { [Kind in SignalKind]: Kind } = {
  LARGEST_CLIENT: 'LARGEST_CLIENT',
  LARGEST_TEN: 'LARGEST_TEN',
  NO_STAND_IN: 'NO_STAND_IN',
  OVERDUE_COMPLAINTS: 'OVERDUE_COMPLAINTS',
  FALLING_SATISFACTION: 'FALLING_SATISFACTION',
};
registerEnumType(kinds, {
  name: 'RiskSignalKind',
  valuesConfig: {
    LARGEST_CLIENT: { description: 'share of the largest client in the revenue of the last twelve months' },
    LARGEST_TEN: { description: 'share of the ten largest clients in the revenue of the last twelve months' },
    NO_STAND_IN: { description: 'a key post without anybody who takes over' },
    OVERDUE_COMPLAINTS: { description: 'complaints that wait longer than they may' },
    FALLING_SATISFACTION: { description: 'the mean rating of the last 90 days, fallen by more than 0.3' },
  },
});

@ObjectType('RiskSignal', { description: 'A risk that shows by itself (сигнал риска).' })
class RiskSignal {
  @Field(() => ID, { description: 'the same as long as it is the same thing; `raisedBy` of the risk that answers it' })
  id!: string;

  @Field(() => kinds)
  kind!: SignalKind;

  @Field(() => Float, { description: 'what was measured: shares as fractions of one, ratings 1 to 5, else how many' })
  value!: number;

  @Field(() => Float, { description: 'where it begins to be a risk' })
  threshold!: number;

  clientId!: string | null;
  employeeId!: string | null;
  riskId!: string | null;
}

@Resolver(() => RiskSignal)
export class RiskSignalResolver {
  @Query(() => [RiskSignal], { description: 'The risks that raise their own signals, as things stand now.' })
  async riskSignals(@Ctx() ctx: Context): Promise<RiskSignal[]> {
    const raised: Raised[] = await riskSignals(ctx);
    return raised.map((signal) => Object.assign(new RiskSignal(), signal));
  }

  @FieldResolver(() => clientNoun.type, { nullable: true })
  client(@Root() signal: RiskSignal, @Ctx() ctx: Context): Promise<object | null> {
    return loadNoun(ctx, clientNoun, signal.clientId);
  }

  @FieldResolver(() => employeeNoun.type, { nullable: true })
  employee(@Root() signal: RiskSignal, @Ctx() ctx: Context): Promise<object | null> {
    return loadRelated(ctx, employeeNoun, signal.employeeId);
  }

  @FieldResolver(() => riskNoun.type, { nullable: true, description: 'the risk that answers it' })
  risk(@Root() signal: RiskSignal, @Ctx() ctx: Context): Promise<object | null> {
    return loadRelated(ctx, riskNoun, signal.riskId);
  }
}
