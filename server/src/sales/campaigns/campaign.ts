import { Ctx, Field, FieldResolver, ID, ObjectType, Resolver, Root } from 'type-graphql';
import type { Context, Row } from '../../context.ts';
import { loadNoun, type Noun } from '../../records/noun.ts';
import { sourceNoun } from '../sources/source.ts';

@ObjectType({ description: 'A marketing campaign (кампания).' })
export class Campaign {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  name!: string;

  sourceId!: string | null;
}

export const campaignNoun: Noun<Campaign> = {
  table: 'campaign',
  type: Campaign,
  many: 'campaigns',
  one: 'campaign',
  fromRow: (row: Row) => Object.assign(new Campaign(), { id: row.id, name: row.name, sourceId: row.source_id }),
};

@Resolver(() => Campaign)
export class CampaignResolver {
  @FieldResolver(() => sourceNoun.type, { nullable: true })
  source(@Root() campaign: Campaign, @Ctx() ctx: Context): Promise<object | null> {
    return loadNoun(ctx, sourceNoun, campaign.sourceId);
  }
}
