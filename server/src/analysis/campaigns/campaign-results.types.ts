import { ArgsType, Field, Float, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { enumOf, PeriodInput } from '../../kpi/period.inputs.ts';

export type Attribution = 'FIRST_TOUCH' | 'LAST_TOUCH';
export const AttributionEnum = enumOf<Attribution>(['FIRST_TOUCH', 'LAST_TOUCH']);
registerEnumType(AttributionEnum, {
  name: 'Attribution',
  description: 'Which of the campaigns somebody has met gets the credit (модель атрибуции).',
  valuesConfig: {
    FIRST_TOUCH: { description: 'the first they met, as their lead tells it; of a deal without a lead its own' },
    LAST_TOUCH: { description: 'the one that brought the lead or the deal: what KPIs are broken down by' },
  },
});

@ArgsType()
export class CampaignResultsArgs {
  @Field(() => PeriodInput, { description: 'when it was spent, when leads came, when deals were opened and won' })
  period!: PeriodInput;

  @Field(() => AttributionEnum)
  model!: Attribution;

  @Field(() => Int, { nullable: true, description: 'items on the page: 50 unless told, at most 500' })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'the cursor of the item before the page' })
  after?: string | null;
}

@ObjectType({ description: 'What a campaign has cost and brought in a period (результаты кампании).' })
export class CampaignResult {
  @Field(() => ID, { description: 'the id of the campaign; 0: brought by none' })
  id!: string;

  @Field(() => Float, { description: 'what was spent' })
  spend!: number;

  @Field(() => Int, { description: 'leads that came' })
  leads!: number;

  @Field(() => Int, { description: 'leads qualified' })
  qualified!: number;

  @Field(() => Int, { description: 'deals opened' })
  opened!: number;

  @Field(() => Int, { description: 'deals won, less those reopened' })
  won!: number;

  @Field(() => Float, { description: 'amount of won deals, less those reopened' })
  revenue!: number;

  @Field(() => Int, { description: 'clients whose first purchase was a deal won in the period, as deals stand now' })
  newClients!: number;

  @Field(() => Float, { nullable: true, description: 'cost of a lead: spend ÷ leads; null without leads (CPL)' })
  cpl!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'cost of a new client: spend ÷ newClients; null without new clients (CAC)',
  })
  cac!: number | null;

  @Field(() => Float, { nullable: true, description: '(revenue − spend) ÷ spend; null where nothing was spent (ROMI)' })
  romi!: number | null;
}
