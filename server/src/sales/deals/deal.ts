import { Field, Float, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { Row } from '../../context.ts';
import { InstantScalar } from '../../lib/scalars.ts';
import type { Noun } from '../../records/noun.ts';

export enum DealStatusEnum {
  OPEN = 'open',
  WON = 'won',
  LOST = 'lost',
}
registerEnumType(DealStatusEnum, { name: 'DealStatus', description: 'How a deal stands.' });

@ObjectType({ description: 'A deal with a client, on its way through a pipeline or at its end (сделка).' })
export class Deal {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'goes up with every verb; pass it back to say which state you saw' })
  version!: number;

  @Field(() => String)
  title!: string;

  @Field(() => DealStatusEnum)
  status!: DealStatusEnum;

  @Field(() => String, { nullable: true, description: 'why it was lost' })
  lossReason!: string | null;

  @Field(() => InstantScalar)
  openedAt!: Date;

  @Field(() => InstantScalar, { description: 'since when it has stood in its stage' })
  stageSince!: Date;

  @Field(() => InstantScalar, { nullable: true })
  closedAt!: Date | null;

  @Field(() => InstantScalar, { nullable: true })
  expectedCloseAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'its id in the system it was imported from' })
  externalId!: string | null;

  @Field(() => InstantScalar, { nullable: true, description: 'when it was first expected to close' })
  firstExpectedCloseAt!: Date | null;

  @Field(() => Int, { description: 'how often its expected closing was put off' })
  slips!: number;

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'the first contact with the client about it: its cycle runs from there; null: none is known',
  })
  firstContactAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'three letters; null: the currency of the department' })
  currency!: string | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'department currency for one of its own: of the day something last happened to it, of the closing when it is closed',
  })
  rate!: number | null;

  currencyMinor!: string | null;
  step!: string | null;
  stepAt!: Date | null;
  lossReasonId!: string | null;
  minor!: string | null;
  clientId!: string | null;
  ownerId!: string | null;
  pipelineId!: string;
  stageId!: string;
  channelId!: string | null;
  sourceId!: string | null;
  campaignId!: string | null;
}

export const dealNoun: Noun<Deal> = {
  table: 'deal',
  type: Deal,
  many: 'deals',
  one: 'deal',
  fromRow: (row: Row) =>
    Object.assign(new Deal(), {
      id: row.id,
      version: row.version,
      title: row.title,
      status: row.status,
      lossReason: row.loss_reason,
      openedAt: row.opened_at,
      stageSince: row.stage_since,
      closedAt: row.closed_at,
      expectedCloseAt: row.expected_close_at,
      externalId: row.external_id,
      firstExpectedCloseAt: row.first_expected_close_at,
      slips: row.slips,
      firstContactAt: row.first_contact_at,
      currency: row.currency,
      rate: row.rate === null ? null : Number(row.rate),
      currencyMinor: row.currency_amount,
      step: row.next_step,
      stepAt: row.next_step_at,
      lossReasonId: row.loss_reason_id,
      minor: row.amount,
      clientId: row.client_id,
      ownerId: row.owner_id,
      pipelineId: row.pipeline_id,
      stageId: row.stage_id,
      channelId: row.channel_id,
      sourceId: row.source_id,
      campaignId: row.campaign_id,
    }),
};
