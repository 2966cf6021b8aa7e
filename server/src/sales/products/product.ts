import { Ctx, Field, FieldResolver, Float, ID, ObjectType, Resolver, Root } from 'type-graphql';
import type { Context, Row } from '../../context.ts';
import { loadNoun, type Noun } from '../../department/reference/noun.ts';
import { toMajor } from '../../lib/money.ts';
import { ProductLine, productLineNoun } from './product-line.ts';

@ObjectType({ description: 'What is sold (продукт).' })
export class Product {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  name!: string;

  price!: string | null;

  cost!: string | null;

  productLineId!: string | null;
}

export const productNoun: Noun<Product> = {
  table: 'product',
  type: Product,
  many: 'products',
  one: 'product',
  fromRow: (row: Row) =>
    Object.assign(new Product(), {
      id: row.id,
      name: row.name,
      price: row.price,
      cost: row.cost,
      productLineId: row.product_line_id,
    }),
};

@Resolver(() => Product)
export class ProductResolver {
  @FieldResolver(() => ProductLine, { nullable: true })
  line(@Root() product: Product, @Ctx() ctx: Context): Promise<ProductLine | null> {
    return loadNoun(ctx, productLineNoun, product.productLineId);
  }

  @FieldResolver(() => Float, {
    name: 'price',
    nullable: true,
    description: 'list price of one, in the department currency',
  })
  listPrice(@Root() product: Product, @Ctx() ctx: Context): number | null {
    return toMajor(product.price, ctx.settings.currency);
  }

  @FieldResolver(() => Float, { name: 'cost', nullable: true, description: 'cost of one; null: unknown' })
  unitCost(@Root() product: Product, @Ctx() ctx: Context): number | null {
    return toMajor(product.cost, ctx.settings.currency);
  }
}
