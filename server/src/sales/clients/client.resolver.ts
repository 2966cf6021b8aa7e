import { Arg, Ctx, Field, ID, InputType, Int, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../../context.ts';
import { loadRelated } from '../../records/noun.ts';
import { type AddClient, addClient } from './add-client.ts';
import { type AmendClient, amendClient } from './amend-client.ts';
import { Client, clientNoun } from './client.ts';

const optional = (description: string) => ({ nullable: true, description });

@InputType()
export class AddClientInput implements AddClient {
  @Field(() => String, { description: 'idempotency key: the same key and input again give the same client, once' })
  key!: string;

  @Field(() => String)
  name!: string;

  @Field(() => ID, optional('group of clients'))
  segmentId?: string | null;

  @Field(() => ID, optional('where it is'))
  territoryId?: string | null;

  @Field(() => ID, optional('where it came from'))
  sourceId?: string | null;

  @Field(() => ID, optional('the employee who answers for it'))
  ownerId?: string | null;

  @Field(() => String, optional('its id in another system'))
  externalId?: string | null;
}

@InputType({ description: 'What is to change: what is left out stays, null clears.' })
export class AmendClientInput implements AmendClient {
  @Field(() => String, { description: 'idempotency key: the same key and input again change nothing' })
  key!: string;

  @Field(() => ID)
  clientId!: string;

  @Field(() => Int, { description: 'the version you saw' })
  version!: number;

  @Field(() => String, optional('a new name'))
  name?: string | null;

  @Field(() => ID, optional('group of clients; its open deals move with it'))
  segmentId?: string | null;

  @Field(() => ID, optional('where it is; its open deals move with it'))
  territoryId?: string | null;

  @Field(() => ID, optional('where it came from'))
  sourceId?: string | null;

  @Field(() => ID, optional('the employee who answers for it'))
  ownerId?: string | null;
}

@Resolver(() => Client)
export class ClientVerbs {
  @Mutation(() => Client, { description: 'Adds a client.' })
  async addClient(
    @Arg('input', () => AddClientInput) input: AddClientInput,
    @Ctx() ctx: Context,
  ): Promise<Client | null> {
    return loadRelated(ctx, clientNoun, await addClient(ctx, input));
  }

  @Mutation(() => Client, {
    description: 'Amends a client; its open deals follow its segment and territory from now on.',
  })
  async amendClient(
    @Arg('input', () => AmendClientInput) input: AmendClientInput,
    @Ctx() ctx: Context,
  ): Promise<Client | null> {
    return loadRelated(ctx, clientNoun, await amendClient(ctx, input));
  }
}
