import { Field, ID, ObjectType } from 'type-graphql';
import type { Row } from '../../context.ts';
import type { Noun } from '../../department/reference/noun.ts';

@ObjectType({ description: 'A channel of distribution: direct, dealer, distributor, retail (канал сбыта).' })
export class Channel {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  name!: string;
}

export const channelNoun: Noun<Channel> = {
  table: 'channel',
  type: Channel,
  many: 'channels',
  one: 'channel',
  fromRow: (row: Row) => Object.assign(new Channel(), { id: row.id, name: row.name }),
};
