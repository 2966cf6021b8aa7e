import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context.ts';
import { employeeNoun } from '../../department/employees/employee.ts';
import { checkedFirst, connectionOf, type Page } from '../../lib/connection.ts';
import { checkedId } from '../../lib/decimal-id.ts';
import { loadNoun, loadRelated } from '../../records/noun.ts';
import { Deal, dealNoun } from '../deals/deal.ts';
import { addClient } from './add-client.ts';
import { amendClient } from './amend-client.ts';
import {
  AddClientInput,
  AmendClientInput,
  EndClientInput,
  LikenessInput,
  MergeClientsInput,
  RevealClientInput,
} from './client.inputs.ts';
import { type ClientRow, clientNoun } from './client.ts';
import { ClientEvent, DuplicateClients, RevealedClient, SimilarClients } from './client.types.ts';
import { type ClientStatus, ClientStatusEnum, statusOf } from './client-status.ts';
import { clientTimeline } from './client-timeline.ts';
import { duplicateClients } from './duplicate-clients.ts';
import { endClient } from './end-client.ts';
import { mergeClients } from './merge-clients.ts';
import { revealClient } from './reveal-client.ts';
import { similarClients } from './similar-clients.ts';

const DuplicateClientsConnection = connectionOf(DuplicateClients, 'DuplicateClients');
const ClientEventConnection = connectionOf(ClientEvent, 'ClientEvent');
const { type } = clientNoun;
const paged = { nullable: true, description: 'items on the page: 50 unless told, at most 500' };
const onwards = { nullable: true, description: 'the cursor of the item before the page' };

@Resolver(() => type)
export class ClientResolver {
  @FieldResolver(() => ClientStatusEnum, { description: 'how it stands as of now, as its purchases tell it' })
  status(@Root() client: ClientRow, @Ctx() ctx: Context): ClientStatus {
    return statusOf(client, ctx.clock.now());
  }

  @Query(() => DuplicateClientsConnection, {
    description: 'Clients of the viewer that share number, phone, e-mail or name: those that share the surest first.',
  })
  async duplicateClients(
    @Arg('first', () => Int, paged) first: number | null,
    @Arg('after', () => String, onwards) after: string | null,
    @Ctx() ctx: Context,
  ): Promise<Page<DuplicateClients>> {
    const page = await duplicateClients(ctx, checkedFirst(first), after ?? null);
    const shown = page.nodes.map(async ({ ids, ...rest }) => {
      const clients = await Promise.all(ids.map((id) => loadNoun(ctx, clientNoun, id)));
      return Object.assign(new DuplicateClients(), rest, { clients: clients.filter((client) => client !== null) });
    });
    const nodes = await Promise.all(shown);
    // the same objects: what hangs on an edge is what hangs on its node
    const edges = nodes.map((node, i) => ({ node, cursor: edgeOf(page, i) }));
    return { ...page, nodes, edges } as Page<DuplicateClients>;
  }

  @Query(() => SimilarClients, { description: 'Clients that are like one that is about to be added.' })
  async similarClients(
    @Arg('like', () => LikenessInput) like: LikenessInput,
    @Ctx() ctx: Context,
  ): Promise<SimilarClients> {
    const { rows, hidden } = await similarClients(ctx, like);
    return Object.assign(new SimilarClients(), { clients: rows.map(clientNoun.fromRow), hidden });
  }

  @Query(() => ClientEventConnection, {
    nullable: true,
    description: 'Everything that happened with a client, the latest first; null when there is no such client.',
  })
  async clientTimeline(
    @Arg('clientId', () => ID) clientId: string,
    @Arg('first', () => Int, paged) first: number | null,
    @Arg('after', () => String, onwards) after: string | null,
    @Ctx() ctx: Context,
  ): Promise<Page<ClientEvent> | null> {
    return clientTimeline(ctx, checkedId(clientId, 'clientId'), checkedFirst(first), after ?? null);
  }
}

function edgeOf(page: Page<unknown>, i: number): string {
  return (page as unknown as { edges: { cursor: string }[] }).edges[i]?.cursor ?? '';
}

@Resolver(() => ClientEvent)
export class ClientEventResolver {
  @FieldResolver(() => employeeNoun.type, {
    nullable: true,
    description: 'who did it; null: a machine, or nobody knows',
  })
  actor(@Root() event: ClientEvent, @Ctx() ctx: Context): Promise<object | null> {
    return loadRelated(ctx, employeeNoun, event.actorId);
  }

  @FieldResolver(() => Deal, { nullable: true, description: 'the deal it is about, if the viewer may see it' })
  deal(@Root() event: ClientEvent, @Ctx() ctx: Context): Promise<Deal | null> {
    return loadNoun(ctx, dealNoun, event.dealId);
  }
}

@Resolver(() => type)
export class ClientVerbs {
  @Mutation(() => type, { description: 'Adds a client.' })
  async addClient(
    @Arg('input', () => AddClientInput) input: AddClientInput,
    @Ctx() ctx: Context,
  ): Promise<object | null> {
    return loadRelated(ctx, clientNoun, await addClient(ctx, input));
  }

  @Mutation(() => type, {
    description: 'Amends a client; its open deals follow its segment and territory from now on.',
  })
  async amendClient(
    @Arg('input', () => AmendClientInput) input: AmendClientInput,
    @Ctx() ctx: Context,
  ): Promise<object | null> {
    return loadRelated(ctx, clientNoun, await amendClient(ctx, input));
  }

  @Mutation(() => type, { description: 'Ends a client without open deals: it stays, and nothing new refers to it.' })
  async endClient(
    @Arg('input', () => EndClientInput) input: EndClientInput,
    @Ctx() ctx: Context,
  ): Promise<object | null> {
    return loadRelated(ctx, clientNoun, await endClient(ctx, input));
  }

  @Mutation(() => type, { description: 'Makes two clients one; gives the one that stays.' })
  async mergeClients(
    @Arg('input', () => MergeClientsInput) input: MergeClientsInput,
    @Ctx() ctx: Context,
  ): Promise<object | null> {
    return loadRelated(ctx, clientNoun, await mergeClients(ctx, input));
  }

  @Mutation(() => RevealedClient, {
    description:
      'Shows phone and e-mail of a client in full. Goes into the audit log; how many a day is limited (REVEAL_LIMIT).',
  })
  async revealClient(
    @Arg('input', () => RevealClientInput) input: RevealClientInput,
    @Ctx() ctx: Context,
  ): Promise<RevealedClient> {
    const { id, ...details } = await revealClient(ctx, input);
    return Object.assign(new RevealedClient(), { ...details, client: await loadRelated(ctx, clientNoun, id) });
  }
}
