import { Field, Float, ID, InputType, Int } from 'type-graphql';
import { InstantScalar } from '../../lib/scalars.ts';
import { DealLineInput } from '../deals/deal.inputs.ts';
import type { NewClient } from './client-of-lead.ts';
import type { ConvertLead } from './convert-lead.ts';

const optional = (description: string) => ({ nullable: true, description });

@InputType({ description: 'A client that a lead becomes; what is left out comes from the lead.' })
export class NewClientInput implements NewClient {
  @Field(() => String, optional("left out: the lead's company, else who asked"))
  name?: string | null;

  @Field(() => ID, optional('group of clients'))
  segmentId?: string | null;

  @Field(() => ID, optional('where it is'))
  territoryId?: string | null;
}

@InputType({ description: 'A lead that becomes a deal; what is left out comes from the lead.' })
export class ConvertLeadInput implements ConvertLead {
  @Field(() => String, { description: 'idempotency key: the same key and input again do nothing more' })
  key!: string;

  @Field(() => ID, { description: 'the lead' })
  id!: string;

  @Field(() => Int, optional('the version you saw; left out: whichever it is at now'))
  version?: number | null;

  @Field(() => ID, optional("a client that is known; left out: the lead's, else a new one"))
  clientId?: string | null;

  @Field(() => NewClientInput, optional('a new client, even where the lead names one'))
  client?: NewClientInput | null;

  @Field(() => ID, optional('who gets the deal; left out: who answers for the lead, else the viewer'))
  ownerId?: string | null;

  @Field(() => ID, optional('left out: the first pipeline, or the one of the stage'))
  pipelineId?: string | null;

  @Field(() => ID, optional('left out: the first stage'))
  stageId?: string | null;

  @Field(() => String, optional("left out: the client's name"))
  title?: string | null;

  @Field(() => Float, optional('what the deal is worth, if there are no lines'))
  amount?: number | null;

  @Field(() => [DealLineInput], optional('what is sold; the amount is their sum'))
  lines?: DealLineInput[] | null;

  @Field(() => String, optional("three letters; left out: the department's currency"))
  currency?: string | null;

  @Field(() => ID, optional('channel of distribution'))
  channelId?: string | null;

  @Field(() => InstantScalar, optional('when the deal is expected to close'))
  expectedCloseAt?: Date | null;

  @Field(
    () => InstantScalar,
    optional('when it became a deal; left out: now; never before it arrived or was qualified'),
  )
  at?: Date | null;
}
