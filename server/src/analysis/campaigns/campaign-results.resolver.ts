import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context.ts';
import { connectionOf, type Page } from '../../lib/connection.ts';
import { loadRelated } from '../../records/noun.ts';
import { campaignNoun } from '../../sales/campaigns/campaign.ts';
import { campaignResults } from './campaign-results.ts';
import { CampaignResult, CampaignResultsArgs } from './campaign-results.types.ts';

const CampaignResultConnection = connectionOf(CampaignResult, 'CampaignResult');

@Resolver(() => CampaignResult)
export class CampaignResultsResolver {
  @Query(() => CampaignResultConnection, {
    description:
      'What each campaign has cost and brought in a period: those with anything to tell, what none of them brought first, then in the order they were added.',
  })
  campaignResults(
    @Args(() => CampaignResultsArgs) args: CampaignResultsArgs,
    @Ctx() ctx: Context,
  ): Promise<Page<CampaignResult>> {
    return campaignResults(ctx, args);
  }

  @FieldResolver(() => campaignNoun.type, { nullable: true, description: 'null: brought by none' })
  campaign(@Root() { id }: CampaignResult, @Ctx() ctx: Context): Promise<object | null> {
    return loadRelated(ctx, campaignNoun, id === '0' ? null : id);
  }
}
