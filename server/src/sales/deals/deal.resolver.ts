import { Arg, Ctx, FieldResolver, Float, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context.ts';
import { employeeNoun } from '../../department/employees/employee.ts';
import { checkedFirst, connectionOf, type Page } from '../../lib/connection.ts';
import { checkedId } from '../../lib/decimal-id.ts';
import { toMajor } from '../../lib/money.ts';
import { loadNoun, loadRelated } from '../../records/noun.ts';
import { campaignNoun } from '../campaigns/campaign.ts';
import { channelNoun } from '../channels/channel.ts';
import { clientNoun } from '../clients/client.ts';
import { pipelineNoun } from '../pipelines/pipeline.ts';
import { stageNoun } from '../pipelines/stage.ts';
import { sourceNoun } from '../sources/source.ts';
import { amendDeal } from './amend-deal.ts';
import { loseDeal, reopenDeal, winDeal } from './close-deal.ts';
import {
  AmendDealInput,
  LoseDealInput,
  MoveDealInput,
  OpenDealInput,
  ReassignDealInput,
  ReopenDealInput,
  WinDealInput,
} from './deal.inputs.ts';
import { Deal, dealNoun } from './deal.ts';
import { DealFilter } from './deal-filter.ts';
import { DealLine, loadLines } from './deal-line.ts';
import { DealOrder, readDeals } from './list-deals.ts';
import { moveDeal } from './move-deal.ts';
import { openDeal } from './open-deal.ts';
import { reassignDeal } from './reassign-deal.ts';

const DealConnection = connectionOf(Deal, 'Deal');

@Resolver(() => Deal)
export class DealResolver {
  @FieldResolver(() => Float, { nullable: true, description: 'what it is worth; null: not known' })
  amount(@Root() deal: Deal, @Ctx() ctx: Context): number | null {
    return toMajor(deal.minor, ctx.settings.currency);
  }

  @FieldResolver(() => clientNoun.type, {
    nullable: true,
    description: 'null only where an imported history did not say',
  })
  client(@Root() deal: Deal, @Ctx() ctx: Context): Promise<object | null> {
    return loadRelated(ctx, clientNoun, deal.clientId);
  }

  @FieldResolver(() => employeeNoun.type, { nullable: true })
  owner(@Root() deal: Deal, @Ctx() ctx: Context): Promise<object | null> {
    return loadRelated(ctx, employeeNoun, deal.ownerId);
  }

  @FieldResolver(() => pipelineNoun.type)
  pipeline(@Root() deal: Deal, @Ctx() ctx: Context): Promise<object | null> {
    return loadRelated(ctx, pipelineNoun, deal.pipelineId);
  }

  @FieldResolver(() => stageNoun.type)
  stage(@Root() deal: Deal, @Ctx() ctx: Context): Promise<object | null> {
    return loadRelated(ctx, stageNoun, deal.stageId);
  }

  @FieldResolver(() => channelNoun.type, { nullable: true })
  channel(@Root() deal: Deal, @Ctx() ctx: Context): Promise<object | null> {
    return loadRelated(ctx, channelNoun, deal.channelId);
  }

  @FieldResolver(() => sourceNoun.type, { nullable: true })
  source(@Root() deal: Deal, @Ctx() ctx: Context): Promise<object | null> {
    return loadRelated(ctx, sourceNoun, deal.sourceId);
  }

  @FieldResolver(() => campaignNoun.type, { nullable: true })
  campaign(@Root() deal: Deal, @Ctx() ctx: Context): Promise<object | null> {
    return loadRelated(ctx, campaignNoun, deal.campaignId);
  }

  @FieldResolver(() => [DealLine])
  lines(@Root() deal: Deal, @Ctx() ctx: Context): Promise<DealLine[]> {
    return loadLines(ctx, deal.id);
  }

  @Query(() => Deal, { nullable: true, description: 'One by id; null when there is none.' })
  deal(@Arg('id', () => ID) id: string, @Ctx() ctx: Context): Promise<Deal | null> {
    return loadNoun(ctx, dealNoun, checkedId(id, 'id'));
  }

  @Query(() => DealConnection, { description: 'Deals, the latest opened first unless ordered otherwise.' })
  deals(
    @Arg('where', () => DealFilter, { nullable: true }) where: DealFilter | null,
    @Arg('orderBy', () => DealOrder, { nullable: true }) orderBy: DealOrder | null,
    @Arg('first', () => Int, { nullable: true, description: 'items on the page: 50 unless told, at most 500' }) first:
      | number
      | null,
    @Arg('after', () => String, { nullable: true, description: 'the cursor of the item before the page' }) after:
      | string
      | null,
    @Ctx() ctx: Context,
  ): Promise<Page<Deal>> {
    return readDeals(ctx, { where: where ?? {}, orderBy, first: checkedFirst(first), after: after ?? null });
  }

  @Mutation(() => Deal, { description: 'Opens a deal.' })
  async openDeal(@Arg('input', () => OpenDealInput) input: OpenDealInput, @Ctx() ctx: Context): Promise<Deal | null> {
    return loadRelated(ctx, dealNoun, await openDeal(ctx, input));
  }

  @Mutation(() => Deal, { description: 'Moves a deal to another stage: forwards, past stages, or back.' })
  async moveDeal(@Arg('input', () => MoveDealInput) input: MoveDealInput, @Ctx() ctx: Context): Promise<Deal | null> {
    return loadRelated(ctx, dealNoun, await moveDeal(ctx, input));
  }

  @Mutation(() => Deal, { description: 'Amends a deal; a closed one is restated at the instant of its closing.' })
  async amendDeal(
    @Arg('input', () => AmendDealInput) input: AmendDealInput,
    @Ctx() ctx: Context,
  ): Promise<Deal | null> {
    return loadRelated(ctx, dealNoun, await amendDeal(ctx, input));
  }

  @Mutation(() => Deal, { description: 'Wins a deal: the credit goes to who owns it then.' })
  async winDeal(@Arg('input', () => WinDealInput) input: WinDealInput, @Ctx() ctx: Context): Promise<Deal | null> {
    return loadRelated(ctx, dealNoun, await winDeal(ctx, input));
  }

  @Mutation(() => Deal, { description: 'Loses a deal.' })
  async loseDeal(@Arg('input', () => LoseDealInput) input: LoseDealInput, @Ctx() ctx: Context): Promise<Deal | null> {
    return loadRelated(ctx, dealNoun, await loseDeal(ctx, input));
  }

  @Mutation(() => Deal, { description: 'Reopens a closed deal: its closing is taken back at this instant.' })
  async reopenDeal(
    @Arg('input', () => ReopenDealInput) input: ReopenDealInput,
    @Ctx() ctx: Context,
  ): Promise<Deal | null> {
    return loadRelated(ctx, dealNoun, await reopenDeal(ctx, input));
  }

  @Mutation(() => Deal, { description: 'Gives a deal to another owner: the pipeline moves, the past stays.' })
  async reassignDeal(
    @Arg('input', () => ReassignDealInput) input: ReassignDealInput,
    @Ctx() ctx: Context,
  ): Promise<Deal | null> {
    return loadRelated(ctx, dealNoun, await reassignDeal(ctx, input));
  }
}
