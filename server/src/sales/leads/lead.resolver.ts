import { Arg, Ctx, Field, FieldResolver, Int, Mutation, ObjectType, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context.ts';
import { checkedFirst, connectionOf, type Page } from '../../lib/connection.ts';
import { InstantScalar } from '../../lib/scalars.ts';
import { loadRelated } from '../../records/noun.ts';
import { dealNoun } from '../deals/deal.ts';
import { convertLead } from './convert-lead.ts';
import { ConvertLeadInput } from './lead.inputs.ts';
import { leadNoun } from './lead.ts';
import { leadOfDeal } from './lead-of-deal.ts';
import { countWaiting, overdueLeads, type Waiting } from './overdue-leads.ts';

const LeadConnection = connectionOf(leadNoun.type, leadNoun.name);

@ObjectType({ description: 'How many leads wait for their first answer: for walls too, which see no lead.' })
export class LeadsWaiting implements Waiting {
  @Field(() => Int, { description: 'how many nobody has answered' })
  waiting!: number;

  @Field(() => Int, { description: 'of those, how many should have been answered by now' })
  overdue!: number;

  @Field(() => InstantScalar, { nullable: true, description: 'since when the longest of them waits' })
  longestSince!: Date | null;
}

@Resolver()
export class LeadResolver {
  @Query(() => LeadConnection, {
    description: 'Leads that should have been answered by now and were not, the longest overdue first.',
  })
  overdueLeads(
    @Arg('first', () => Int, { nullable: true, description: 'items on the page: 50 unless told, at most 500' }) first:
      | number
      | null,
    @Arg('after', () => String, { nullable: true, description: 'the cursor of the item before the page' }) after:
      | string
      | null,
    @Ctx() ctx: Context,
  ): Promise<Page<object>> {
    return overdueLeads(ctx, checkedFirst(first), after);
  }

  @Query(() => LeadsWaiting, { description: 'How many leads wait for their first answer.' })
  async leadsWaiting(@Ctx() ctx: Context): Promise<LeadsWaiting> {
    return Object.assign(new LeadsWaiting(), await countWaiting(ctx));
  }

  @Mutation(() => leadNoun.type, {
    description:
      'Makes a deal of a lead, and a client where there is none yet. It counts as answered and qualified by it at the latest.',
  })
  async convertLead(
    @Arg('input', () => ConvertLeadInput) input: ConvertLeadInput,
    @Ctx() ctx: Context,
  ): Promise<object | null> {
    return loadRelated(ctx, leadNoun, await convertLead(ctx, input));
  }
}

@Resolver(() => dealNoun.type)
export class DealLeadResolver {
  @FieldResolver(() => leadNoun.type, { nullable: true, description: 'the lead it came from' })
  lead(@Root() deal: { id: string }, @Ctx() ctx: Context): Promise<object | null> {
    return leadOfDeal(ctx, deal.id);
  }
}
