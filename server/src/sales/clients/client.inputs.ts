import { Field, ID, InputType, Int } from 'type-graphql';
import { typeOf } from '../../records/graphql-fields.ts';
import { RevealReasonEnum } from '../contacts/contact.inputs.ts';
import type { RevealReason } from '../contacts/reveal-contact.ts';
import type { AddClient } from './add-client.ts';
import type { AmendClient } from './amend-client.ts';
import type { ClientDetails } from './checked-client.ts';
import { type ClientRow, clientFields } from './client.ts';
import type { MergeClients } from './merge-clients.ts';
import type { OnClient } from './on-client.ts';
import type { RevealClient } from './reveal-client.ts';
import type { Likeness } from './similar-clients.ts';

const optional = (description: string) => ({ nullable: true, description });
const once = 'idempotency key: the same key and input again change nothing';
const seen = { description: 'the version you saw' };

@InputType()
abstract class ClientDetailsInput implements ClientDetails {
  @Field(typeOf(clientFields.kind, true) as () => object, optional('a company unless told'))
  kind?: ClientRow['kind'] | null;

  @Field(() => String, optional('number of the taxpayer (ИНН), 10 or 12 digits'))
  inn?: string | null;

  @Field(() => String, optional('with the code of the country; a Russian number may begin with 8'))
  phone?: string | null;

  @Field(() => String, optional('an e-mail address'))
  email?: string | null;

  @Field(() => String, optional('its page on the internet'))
  site?: string | null;

  @Field(() => String, optional('what else is to be known'))
  note?: string | null;

  @Field(() => ID, optional('group of clients; its open deals move with it'))
  segmentId?: string | null;

  @Field(() => ID, optional('where it is; its open deals move with it'))
  territoryId?: string | null;

  @Field(() => ID, optional('where it came from'))
  sourceId?: string | null;

  @Field(() => ID, optional('the employee who answers for it'))
  ownerId?: string | null;

  @Field(() => ID, optional('the company it belongs to'))
  parentId?: string | null;
}

@InputType()
export class AddClientInput extends ClientDetailsInput implements AddClient {
  @Field(() => String, { description: 'idempotency key: the same key and input again give the same client, once' })
  key!: string;

  @Field(() => String)
  name!: string;

  @Field(() => String, optional('its id in another system'))
  externalId?: string | null;
}

@InputType({ description: 'What is to change: what is left out stays, null clears.' })
export class AmendClientInput extends ClientDetailsInput implements AmendClient {
  @Field(() => String, { description: once })
  key!: string;

  @Field(() => ID)
  clientId!: string;

  @Field(() => Int, seen)
  version!: number;

  @Field(() => String, optional('a new name'))
  name?: string | null;
}

@InputType()
export class EndClientInput implements OnClient {
  @Field(() => String, { description: once })
  key!: string;

  @Field(() => ID)
  clientId!: string;

  @Field(() => Int, seen)
  version!: number;
}

@InputType({ description: 'Two clients that are one.' })
export class MergeClientsInput implements MergeClients {
  @Field(() => String, { description: once })
  key!: string;

  @Field(() => ID, { description: 'the one that stays, with what is said of it; what is not, it takes over' })
  survivorId!: string;

  @Field(() => Int, { description: 'the version you saw of the one that stays' })
  survivorVersion!: number;

  @Field(() => ID, { description: 'the one that ends: everything that was its is from now on the other one’s' })
  mergedId!: string;

  @Field(() => Int, { description: 'the version you saw of the one that ends' })
  mergedVersion!: number;
}

@InputType()
export class RevealClientInput implements RevealClient {
  @Field(() => String, { description: 'idempotency key: the same key shows the same client again and is not counted' })
  key!: string;

  @Field(() => ID)
  clientId!: string;

  @Field(() => RevealReasonEnum, optional('what it is needed for'))
  reason?: RevealReason | null;
}

@InputType({ description: 'What is known of a client that may be there already: any of it.' })
export class LikenessInput implements Likeness {
  @Field(() => String, optional('compared without the form of the company, quotes and the order of words'))
  name?: string | null;

  @Field(() => String, optional('number of the taxpayer (ИНН)'))
  inn?: string | null;

  @Field(() => String, optional('however it is written'))
  phone?: string | null;

  @Field(() => String, optional('in any case'))
  email?: string | null;
}
