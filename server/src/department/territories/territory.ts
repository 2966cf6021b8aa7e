import { Field, ID, ObjectType } from 'type-graphql';
import type { Row } from '../../context.ts';
import type { Noun } from '../reference/noun.ts';

@ObjectType({ description: 'Where the department sells (территория).' })
export class Territory {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  name!: string;
}

export const territoryNoun: Noun<Territory> = {
  table: 'territory',
  type: Territory,
  many: 'territories',
  one: 'territory',
  fromRow: (row: Row) => Object.assign(new Territory(), { id: row.id, name: row.name }),
};
