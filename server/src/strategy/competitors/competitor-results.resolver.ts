import { Arg, Ctx, Field, Float, ID, Int, ObjectType, Query, Resolver } from 'type-graphql';
import type { Context } from '../../context.ts';
import { checkedFirst, connectionOf, type Page } from '../../lib/connection.ts';
import { competitorNoun } from './competitor.ts';
import { type CompetitorResult as Counted, competitorResults } from './competitor-results.ts';

@ObjectType('CompetitorResult', { description: 'How deals in which a competitor was met have ended.' })
class CompetitorResult implements Counted {
  @Field(() => ID)
  id!: string;

  @Field(() => competitorNoun.type)
  competitor!: object;

  @Field(() => Int, { description: 'deals they were met in' })
  met!: number;

  @Field(() => Int, { description: 'of those, still open' })
  open!: number;

  @Field(() => Int, { description: 'of those, won by us' })
  won!: number;

  @Field(() => Int, { description: 'of those, lost' })
  lost!: number;

  @Field(() => Float, { nullable: true, description: 'won ÷ (won + lost); null: none is closed' })
  winRate!: number | null;
}

const CompetitorResultConnection = connectionOf(CompetitorResult, 'CompetitorResult');

@Resolver()
export class CompetitorResultsResolver {
  @Query(() => CompetitorResultConnection, { description: 'Every competitor with the deals they were met in.' })
  competitorResults(
    @Arg('first', () => Int, { nullable: true, description: 'items on the page: 50 unless told, at most 500' }) first:
      | number
      | null,
    @Arg('after', () => String, { nullable: true, description: 'the cursor of the item before the page' }) after:
      | string
      | null
      | undefined,
    @Ctx() ctx: Context,
  ): Promise<Page<Counted>> {
    return competitorResults(ctx, checkedFirst(first), after ?? null);
  }
}
