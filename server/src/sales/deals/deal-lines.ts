import type { Context } from '../../context.ts';
import type { Queryable } from '../../database/database.ts';
import { checkedId } from '../../lib/decimal-id.ts';
import { largestMinor, toMinor } from '../../lib/money.ts';
import { Refusal } from '../../lib/refusal.ts';
import { sql } from '../../lib/sql.ts';
import { type Line, lineAmount, lineCost, type Worth } from './deal-fact.ts';

/** A product line as a person gives it: money in major units. */
export interface LineInput {
  productId: string;
  quantity?: number | null;
  /** price of one; null: the product's list price */
  price?: number | null;
  /** cost of one; null: the product's cost, and if that is not known either, unknown */
  cost?: number | null;
  /** fraction of the price taken off, 0 to 1 */
  discount?: number | null;
}

export interface WorthInput {
  amount?: number | null;
  lines?: LineInput[] | null;
}

const mostLines = 200;

interface ProductRow {
  id: string;
  product_line_id: string | null;
  price: string | null;
  cost: string | null;
}

/**
 * What a deal is worth, checked. With lines the amount is their sum (an amount given beside them must agree); without lines the amount
 * stands alone; with neither it is unknown. Undefined when the input says nothing about worth.
 */
export async function resolveWorth(
  db: Queryable,
  ctx: Context,
  input: WorthInput,
  hasLines: boolean,
): Promise<Partial<Worth>> {
  const { currency } = ctx.settings;
  const amount =
    input.amount === undefined || input.amount === null
      ? input.amount
      : toMinor(input.amount, currency, 'input.amount');
  if (!input.lines) {
    if (amount === undefined) return {};
    if (hasLines) {
      throw Refusal.refused(
        'AMOUNT_FROM_LINES',
        'input.amount: the amount is the sum of the product lines: amend the lines',
        {
          field: 'input.amount',
        },
      );
    }
    return { amount };
  }
  if (input.lines.length > mostLines)
    throw Refusal.badInput('input.lines', `at most ${mostLines} lines`, { got: input.lines.length });
  if (input.lines.length === 0) return { lines: [], amount: amount ?? null };
  const lines = await resolveLines(db, currency, input.lines);
  const total = lines.reduce((sum, line) => sum + (line.amount ?? 0), 0);
  if (total > largestMinor(currency))
    throw Refusal.badInput('input.lines', 'lines that add up to less', { got: total });
  if (amount !== undefined && amount !== null && amount !== total) {
    throw Refusal.badInput('input.amount', 'the sum of the lines, or nothing', { got: input.amount });
  }
  return { lines, amount: total };
}

async function resolveLines(db: Queryable, currency: string, inputs: LineInput[]): Promise<Line[]> {
  const ids = inputs.map((line, i) => checkedId(line.productId, `input.lines.${i}.productId`));
  const rows = await db.query<ProductRow>(sql`/* products-of-lines */ select id, product_line_id, price, cost
    from product where id = any(${ids}::bigint[])`);
  const products = new Map(rows.map((row) => [row.id, row]));
  return inputs.map((input, i) => {
    const field = `input.lines.${i}`;
    const product = products.get(input.productId);
    if (!product) throw Refusal.notFound(`${field}.productId`, 'product', input.productId);
    return resolveLine(input, product, currency, field);
  });
}

function resolveLine(input: LineInput, product: ProductRow, currency: string, field: string): Line {
  const quantity = input.quantity ?? 1;
  if (!(quantity > 0 && quantity <= 1e6) || Math.abs(quantity * 1000 - Math.round(quantity * 1000)) > 1e-6) {
    throw Refusal.badInput(`${field}.quantity`, 'a number above 0, at most 1000000, with at most 3 decimal places', {
      got: quantity,
    });
  }
  const discount = input.discount ?? 0;
  if (!(discount >= 0 && discount <= 1))
    throw Refusal.badInput(`${field}.discount`, 'a fraction from 0 to 1', { got: discount });
  if (Math.abs(discount * 1e6 - Math.round(discount * 1e6)) > 1e-6)
    throw Refusal.badInput(`${field}.discount`, 'at most 6 decimal places', { got: discount });
  const price = amountOr(input.price, product.price, currency, `${field}.price`);
  if (price === null) throw Refusal.badInput(`${field}.price`, 'a price, because the product has no list price');
  const cost = amountOr(input.cost, product.cost, currency, `${field}.cost`);
  const amount = lineAmount(quantity, price, discount);
  if (amount > largestMinor(currency)) throw Refusal.badInput(field, 'a smaller quantity or price', { got: amount });
  const { id: productId, product_line_id: productLineId } = product;
  const line: Line = { productId, productLineId, quantity, price, cost, discount: Number(discount.toFixed(6)), amount };
  if ((lineCost(line) ?? 0) > largestMinor(currency))
    throw Refusal.badInput(`${field}.cost`, 'a smaller quantity or cost', { got: input.cost ?? null });
  return line;
}

function amountOr(
  given: number | null | undefined,
  known: string | null,
  currency: string,
  field: string,
): number | null {
  if (given !== null && given !== undefined) return toMinor(given, currency, field);
  return known === null ? null : Number(known);
}
