import { Field, ID, ObjectType } from 'type-graphql';
import type { Row } from '../../context.ts';
import type { Noun } from '../../department/reference/noun.ts';

@ObjectType({ description: 'A group of clients (сегмент).' })
export class Segment {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  name!: string;
}

export const segmentNoun: Noun<Segment> = {
  table: 'segment',
  type: Segment,
  many: 'segments',
  one: 'segment',
  fromRow: (row: Row) => Object.assign(new Segment(), { id: row.id, name: row.name }),
};
