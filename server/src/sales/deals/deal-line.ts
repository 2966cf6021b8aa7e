import DataLoader from 'dataloader';
import { Ctx, Field, FieldResolver, Float, ObjectType, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context.ts';
import { toMajor } from '../../lib/money.ts';
import { sql } from '../../lib/sql.ts';
import { loadNoun } from '../../records/noun.ts';
import { productNoun } from '../products/product.ts';

@ObjectType({ description: 'What is sold in a deal: a product, how many, at what price (позиция сделки).' })
export class DealLine {
  @Field(() => Float)
  quantity!: number;

  @Field(() => Float, { nullable: true, description: 'price of one; null: not known' })
  price!: number | null;

  @Field(() => Float, { nullable: true, description: 'cost of one; null: unknown' })
  cost!: number | null;

  @Field(() => Float, { description: 'fraction of the price taken off' })
  discount!: number;

  @Field(() => Float, { nullable: true, description: 'quantity × price × (1 − discount); null: not known' })
  amount!: number | null;

  @Field(() => Float, { nullable: true, description: "price of one in the deal's own currency; null: it has none" })
  currencyPrice!: number | null;

  productId!: string | null;
}

@Resolver(() => DealLine)
export class DealLineResolver {
  @FieldResolver(() => productNoun.type, { nullable: true })
  product(@Root() line: DealLine, @Ctx() ctx: Context): Promise<object | null> {
    return loadNoun(ctx, productNoun, line.productId);
  }
}

type LineRow = Record<'deal_id' | 'quantity' | 'price' | 'discount' | 'amount', string> &
  Record<'product_id' | 'cost' | 'currency_price' | 'currency', string | null>;

const loaders = new WeakMap<Context, DataLoader<string, DealLine[]>>();

/** The lines of a deal; however many deals are asked for in a tick, it is one statement. */
export function loadLines(ctx: Context, dealId: string): Promise<DealLine[]> {
  let loader = loaders.get(ctx);
  if (!loader) loaders.set(ctx, (loader = new DataLoader((ids) => linesOf(ctx, ids), { maxBatchSize: 1000 })));
  return loader.load(dealId);
}

async function linesOf(ctx: Context, dealIds: readonly string[]): Promise<DealLine[][]> {
  const rows = await ctx.database.app.query<LineRow>(sql`/* lines-of-deals */ select l.*, d.currency
    from deal_line l join deal d on d.id = l.deal_id
    where l.deal_id = any(${[...dealIds]}::bigint[]) order by l.deal_id, l.position`);
  const { currency } = ctx.settings;
  const byDeal = Map.groupBy(rows, (row) => row.deal_id);
  return dealIds.map((id) =>
    (byDeal.get(id) ?? []).map((row) =>
      Object.assign(new DealLine(), {
        quantity: Number(row.quantity),
        discount: Number(row.discount),
        price: toMajor(row.price, currency),
        cost: toMajor(row.cost, currency),
        amount: toMajor(row.amount, currency),
        currencyPrice: toMajor(row.currency_price, row.currency ?? currency),
        productId: row.product_id,
      }),
    ),
  );
}
