import { Field, Float, ID, InputType, Int } from 'type-graphql';
import { InstantScalar } from '../../lib/scalars.ts';
import type { AmendDeal } from './amend-deal.ts';
import type { CheckItem } from './check-item.ts';
import type { LoseDeal, WinDeal } from './close-deal.ts';
import type { LineInput } from './deal-lines.ts';
import type { OnDeal } from './deal-verb.ts';
import type { MoveDeal } from './move-deal.ts';
import type { OpenDeal } from './open-deal.ts';
import type { ReassignDeal } from './reassign-deal.ts';
import type { SetNextStep } from './set-next-step.ts';

const optional = (description: string) => ({ nullable: true, description });

@InputType({ description: "A product line. Its price is in the deal's currency, its cost in the department's." })
export class DealLineInput implements LineInput {
  @Field(() => ID)
  productId!: string;

  @Field(() => Float, optional('1 unless told; at most 3 decimal places'))
  quantity?: number | null;

  @Field(() => Float, optional("price of one; left out: the product's list price"))
  price?: number | null;

  @Field(() => Float, optional("cost of one; left out: the product's cost, and unknown if there is none"))
  cost?: number | null;

  @Field(() => Float, optional('fraction of the price taken off: 0.1 is 10 %'))
  discount?: number | null;
}

@InputType()
export class OpenDealInput implements OpenDeal {
  @Field(() => String, { description: 'idempotency key: the same key and input again give the same deal, once' })
  key!: string;

  @Field(() => ID)
  clientId!: string;

  @Field(() => ID, optional("left out: the viewer, else the client's owner"))
  ownerId?: string | null;

  @Field(() => ID, optional('left out: the first pipeline, or the one of the stage'))
  pipelineId?: string | null;

  @Field(() => ID, optional('left out: the first stage'))
  stageId?: string | null;

  @Field(() => String, optional("left out: the client's name"))
  title?: string | null;

  @Field(() => String, optional("three letters; left out: the department's. The amount and the prices are in it"))
  currency?: string | null;

  @Field(() => Float, optional('what it is worth, if there are no lines; left out: not known yet'))
  amount?: number | null;

  @Field(() => [DealLineInput], optional('what is sold; the amount is their sum'))
  lines?: DealLineInput[] | null;

  @Field(() => ID, optional('channel of distribution'))
  channelId?: string | null;

  @Field(() => ID, optional("left out: the client's source"))
  sourceId?: string | null;

  @Field(() => ID, optional('the campaign that brought it'))
  campaignId?: string | null;

  @Field(() => InstantScalar, optional('when it is expected to close'))
  expectedCloseAt?: Date | null;

  @Field(() => InstantScalar, optional('when it was opened; left out: now; never in the future'))
  at?: Date | null;

  @Field(() => String, optional('its id in another system'))
  externalId?: string | null;
}

/** What every verb on an existing deal takes. */
@InputType()
class OnDealInput {
  @Field(() => String, { description: 'idempotency key: the same key and input again change nothing' })
  key!: string;

  @Field(() => ID)
  dealId!: string;

  @Field(() => Int, { description: 'the version you saw: if somebody was faster you get CONFLICT and what they did' })
  version!: number;

  @Field(() => InstantScalar, optional('when it happened; left out: now; never in the future'))
  at?: Date | null;
}

@InputType()
export class MoveDealInput extends OnDealInput implements MoveDeal {
  @Field(() => ID)
  stageId!: string;
}

@InputType()
export class WinDealInput extends OnDealInput implements WinDeal {}

@InputType()
export class ReopenDealInput extends OnDealInput implements WinDeal {}

@InputType()
export class LoseDealInput extends OnDealInput implements LoseDeal {
  @Field(() => String, optional('why, in words'))
  reason?: string | null;

  @Field(() => ID, optional('why, as one of the list; left out: the one of the same words, if there is one'))
  reasonId?: string | null;
}

@InputType()
export class AdvanceDealInput extends OnDealInput implements OnDeal {}

@InputType()
export class SetNextStepInput implements SetNextStep {
  @Field(() => String, { description: 'idempotency key: the same key and input again change nothing' })
  key!: string;

  @Field(() => ID)
  dealId!: string;

  @Field(() => Int, { description: 'the version you saw' })
  version!: number;

  @Field(() => String, optional('what is to be done; left out, or null: nothing any more'))
  text?: string | null;

  @Field(() => InstantScalar, optional('by when'))
  dueAt?: Date | null;
}

@InputType()
export class CheckItemInput implements CheckItem {
  @Field(() => String, { description: 'idempotency key: the same key and input again change nothing' })
  key!: string;

  @Field(() => ID)
  dealId!: string;

  @Field(() => String, { description: 'the step of its checklist' })
  stepId!: string;

  @Field(() => Boolean, { description: 'false: it is not done after all' })
  done!: boolean;
}

@InputType()
export class ReassignDealInput extends OnDealInput implements ReassignDeal {
  @Field(() => ID)
  ownerId!: string;
}

@InputType({ description: 'What is to change: what is left out stays, null clears.' })
export class AmendDealInput extends OnDealInput implements AmendDeal {
  @Field(() => String, optional('a new title'))
  title?: string | null;

  @Field(
    () => String,
    optional("another currency, or null for the department's: tell what the deal is worth in it beside"),
  )
  currency?: string | null;

  @Field(() => Float, optional('a new amount, for a deal without lines'))
  amount?: number | null;

  @Field(() => [DealLineInput], optional('all lines anew; [] leaves the amount alone'))
  lines?: DealLineInput[] | null;

  @Field(() => ID, optional('channel of distribution'))
  channelId?: string | null;

  @Field(() => ID, optional('source'))
  sourceId?: string | null;

  @Field(() => ID, optional('campaign'))
  campaignId?: string | null;

  @Field(() => InstantScalar, optional('when it is expected to close'))
  expectedCloseAt?: Date | null;
}
