import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { EntryKind } from '../../ledger/entry.ts';
import { InstantScalar } from '../../lib/scalars.ts';
import type { ClientRow } from './client.ts';
import { clientNoun } from './client.ts';
import { type Duplicates, mostShown } from './duplicate-clients.ts';

export const ClientLikenessEnum: Record<string, Duplicates['by']> = {
  INN: 'inn',
  PHONE: 'phone',
  EMAIL: 'email',
  NAME: 'name',
};
registerEnumType(ClientLikenessEnum, {
  name: 'ClientLikeness',
  description: 'What clients that seem to be one share.',
});

@ObjectType({ description: 'Clients that seem to be one (дубли).' })
export class DuplicateClients {
  @Field(() => ClientLikenessEnum, { description: 'what they share' })
  by!: Duplicates['by'];

  @Field(() => [clientNoun.type], { description: `those added first, at most ${mostShown}` })
  clients!: object[];

  @Field(() => Int, { description: 'how many there are' })
  totalCount!: number;
}

@ObjectType({ description: 'Clients that are like one that is about to be added.' })
export class SimilarClients {
  @Field(() => [clientNoun.type])
  clients!: object[];

  @Field(() => Int, { description: "how many more there are at colleagues', whom the viewer does not see" })
  hidden!: number;
}

@ObjectType({ description: 'The details of a client in full; that they were shown is in the audit log.' })
export class RevealedClient {
  @Field(() => clientNoun.type)
  client!: Partial<ClientRow>;

  @Field(() => String, { nullable: true })
  phone!: string | null;

  @Field(() => String, { nullable: true })
  email!: string | null;

  @Field(() => Int, { description: 'how many more contacts and clients may be revealed today' })
  leftToday!: number;
}

/** What happens with clients, or is noted down beside them. */
const kinds = [
  ...([
    'deal_opened',
    'deal_moved',
    'deal_amended',
    'deal_won',
    'deal_lost',
    'deal_reopened',
    'deal_reassigned',
  ] as const),
  ...([
    'deal_transferred',
    'deal_contacted',
    'client_added',
    'client_amended',
    'client_merged',
    'client_ended',
  ] as const),
  ...([
    'contact_changed',
    'record_added',
    'record_amended',
    'record_ended',
    'reference_added',
    'reference_amended',
  ] as const),
  ...(['reference_ended', 'settings_changed', 'access_changed'] as const),
] satisfies EntryKind[];
export const ClientEventKindEnum: Record<string, EntryKind> = Object.fromEntries(
  kinds.map((kind) => [kind.toUpperCase(), kind]),
);
registerEnumType(ClientEventKindEnum, {
  name: 'ClientEventKind',
  description: 'What happened with a client; RECORD_… to what `noun` names.',
});

@ObjectType({ description: 'Something that happened with a client, as the ledger remembers it (событие клиента).' })
export class ClientEvent {
  @Field(() => ID)
  id!: string;

  @Field(() => ClientEventKindEnum)
  kind!: EntryKind;

  @Field(() => InstantScalar, { description: 'when it took effect' })
  at!: Date;

  @Field(() => InstantScalar, { description: 'when it was noted down' })
  recordedAt!: Date;

  @Field(() => String, { nullable: true, description: 'the noun it is about: deal, activity, document …' })
  noun!: string | null;

  @Field(() => ID, { nullable: true, description: 'which one it is about; null where that is not told' })
  nounId!: string | null;

  actorId!: string | null;
  dealId!: string | null;
}
