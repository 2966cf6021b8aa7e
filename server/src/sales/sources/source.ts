import { Field, ID, ObjectType } from 'type-graphql';
import type { Row } from '../../context.ts';
import type { Noun } from '../../department/reference/noun.ts';

@ObjectType({ description: 'Where a client or a deal came from (источник).' })
export class Source {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  name!: string;
}

export const sourceNoun: Noun<Source> = {
  table: 'source',
  type: Source,
  many: 'sources',
  one: 'source',
  fromRow: (row: Row) => Object.assign(new Source(), { id: row.id, name: row.name }),
};
