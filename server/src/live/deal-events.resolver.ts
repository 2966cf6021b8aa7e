import { Arg, Ctx, FieldResolver, Float, Int, Resolver, Root, Subscription } from 'type-graphql';
import type { Context } from '../context.ts';
import { employeeNoun } from '../department/employees/employee.ts';
import { toMajor } from '../lib/money.ts';
import { loadRelated } from '../records/noun.ts';
import { Deal, dealNoun } from '../sales/deals/deal.ts';
import { stageNoun } from '../sales/pipelines/stage.ts';
import { DealEvent, DealEventKind } from './deal-event.ts';

/** The schema must name a source; the live hub, which alone serves subscriptions, reads the ledger instead. */
function servedByTheHub(): never {
  throw new Error('subscriptions are served by the live hub, over WebSocket');
}

const meaning = `Everything that happens to deals, in the order it becomes known, nothing twice and nothing left out. A stream that falls
behind too far ends with the code \`RESUME\` and the last \`cursor\`: subscribe again with \`after\`.`;

@Resolver(() => DealEvent)
export class DealEventsResolver {
  @Subscription(() => DealEvent, { subscribe: servedByTheHub, description: meaning })
  dealEvents(
    @Root() event: DealEvent,
    @Arg('kinds', () => [DealEventKind], { nullable: true, description: 'only these; all of them when not given' })
    _kinds: DealEventKind[] | null,
    @Arg('after', () => String, { nullable: true, description: 'first everything since this cursor, then live' })
    _after: string | null,
    @Arg('last', () => Int, {
      nullable: true,
      description: 'first so many of the latest, at most 50, then live; `after` goes before it',
    })
    _last: number | null,
  ): DealEvent {
    return event;
  }

  @FieldResolver(() => Deal, { description: 'as it stands now' })
  deal(@Root() event: DealEvent, @Ctx() ctx: Context): Promise<Deal | null> {
    return loadRelated(ctx, dealNoun, event.dealId);
  }

  @FieldResolver(() => stageNoun.type, { nullable: true, description: 'the stage it stood in then' })
  stage(@Root() event: DealEvent, @Ctx() ctx: Context): Promise<object | null> {
    return loadRelated(ctx, stageNoun, event.stageId);
  }

  @FieldResolver(() => employeeNoun.type, { nullable: true, description: 'who owned the deal then' })
  employee(@Root() event: DealEvent, @Ctx() ctx: Context): Promise<object | null> {
    return loadRelated(ctx, employeeNoun, event.employeeId);
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description: 'of a won deal its revenue, else what it is worth; null: not known',
  })
  amount(@Root() event: DealEvent, @Ctx() ctx: Context): number | null {
    return toMajor(event.minor, ctx.settings.currency);
  }
}
