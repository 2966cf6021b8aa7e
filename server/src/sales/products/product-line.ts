import { Field, ID, ObjectType } from 'type-graphql';
import type { Row } from '../../context.ts';
import type { Noun } from '../../department/reference/noun.ts';

@ObjectType({ description: 'A family of products (продуктовая линейка).' })
export class ProductLine {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  name!: string;
}

export const productLineNoun: Noun<ProductLine> = {
  table: 'product_line',
  type: ProductLine,
  many: 'productLines',
  one: 'productLine',
  fromRow: (row: Row) => Object.assign(new ProductLine(), { id: row.id, name: row.name }),
};
