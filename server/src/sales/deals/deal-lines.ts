import type { Context } from '../../context.ts';
import type { Queryable } from '../../database/database.ts';
import { checkedId } from '../../lib/decimal-id.ts';
import { largestMinor, toMinor } from '../../lib/money.ts';
import { Refusal } from '../../lib/refusal.ts';
import { sql } from '../../lib/sql.ts';
import { converted } from './deal-currency.ts';
import { type Foreign, type Line, lineAmount, lineCost, type Worth } from './deal-fact.ts';

/** A product line as a person gives it: money in major units. */
export interface LineInput {
  productId: string;
  quantity?: number | null;
  /** price of one in the deal's currency; null: the product's list price */
  price?: number | null;
  /** cost of one in the department's currency; null: the product's cost, and if that is not known either, unknown */
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
  max_discount: string | null;
}

/** What a worth is resolved against. */
export interface Pricing {
  /** the deal has lines already */
  hasLines: boolean;
  /** its own currency and what that is worth, where it is not the department's */
  foreign: (Pick<Foreign, 'currency' | 'minorRate'> & { currency: string; minorRate: number }) | null;
  /** discounts that the deal has by now, by product: whoever amends it need not have been able to give them */
  discounts: ReadonlyMap<string, number>;
}

export const noPricing: Pricing = { hasLines: false, foreign: null, discounts: new Map() };

/**
 * What a deal is worth, checked. With lines the amount is their sum (an amount given beside them must agree); without lines the amount
 * stands alone; with neither it is unknown. Undefined when the input says nothing about worth.
 */
export async function resolveWorth(
  db: Queryable,
  ctx: Context,
  input: WorthInput,
  pricing: Pricing,
): Promise<Partial<Worth & Foreign>> {
  const { foreign } = pricing;
  const currency = foreign?.currency ?? ctx.settings.currency;
  const amount =
    input.amount === undefined || input.amount === null
      ? input.amount
      : toMinor(input.amount, currency, 'input.amount');
  if (!input.lines) {
    if (amount === undefined) return {};
    if (pricing.hasLines) {
      throw Refusal.refused(
        'AMOUNT_FROM_LINES',
        'input.amount: the amount is the sum of the product lines: amend the lines',
        {
          field: 'input.amount',
        },
      );
    }
    return alone(amount, ctx, pricing);
  }
  if (input.lines.length > mostLines)
    throw Refusal.badInput('input.lines', `at most ${mostLines} lines`, { got: input.lines.length });
  if (input.lines.length === 0) return { lines: [], ...alone(amount ?? null, ctx, pricing) };
  const lines = await resolveLines(db, ctx, input.lines, pricing);
  const total = lines.reduce((sum, line) => sum + (line.amount ?? 0), 0);
  ensureFits(total, ctx.settings.currency, 'input.lines', 'lines that add up to less');
  const told = foreign ? lines.reduce((sum, line) => sum + inOwnCurrency(line), 0) : total;
  ensureFits(told, currency, 'input.lines', 'lines that add up to less');
  if (amount !== undefined && amount !== null && amount !== told) {
    throw Refusal.badInput('input.amount', 'the sum of the lines, or nothing', { got: input.amount });
  }
  return { lines, amount: total, ...(foreign && { currencyAmount: told }) };
}

/** An amount that no lines stand behind, as it was told and in the department's currency. */
function alone(amount: number | null, ctx: Context, { foreign }: Pricing): Partial<Worth & Foreign> {
  if (!foreign) return { amount };
  const minor = amount === null ? null : converted(amount, foreign.minorRate);
  ensureFits(minor ?? 0, ctx.settings.currency, 'input.amount', 'a smaller amount');
  return { amount: minor, currencyAmount: amount };
}

function inOwnCurrency({ quantity, currencyPrice, discount }: Line): number {
  return lineAmount(quantity, currencyPrice ?? 0, discount);
}

function ensureFits(minor: number, currency: string, field: string, expected: string): void {
  if (minor > largestMinor(currency)) throw Refusal.badInput(field, expected, { got: minor });
}

async function resolveLines(db: Queryable, ctx: Context, inputs: LineInput[], pricing: Pricing): Promise<Line[]> {
  const ids = inputs.map((line, i) => checkedId(line.productId, `input.lines.${i}.productId`));
  const rows =
    await db.query<ProductRow>(sql`/* products-of-lines */ select id, product_line_id, price, cost, max_discount
    from product where id = any(${ids}::bigint[])`);
  const products = new Map(rows.map((row) => [row.id, row]));
  const anyDiscount = ctx.access.canDo('giveAnyDiscount');
  return inputs.map((input, i) => {
    const field = `input.lines.${i}`;
    const product = products.get(input.productId);
    if (!product) throw Refusal.notFound(`${field}.productId`, 'product', input.productId);
    const line = resolveLine(input, product, { currency: ctx.settings.currency, pricing, field });
    if (!anyDiscount) ensureDiscount(line, product, pricing, field);
    return line;
  });
}

/** Whoever may not give any discount gives at most what the product allows, or what the deal has by now. */
function ensureDiscount(line: Line, product: ProductRow, { discounts }: Pricing, field: string): void {
  const most = Math.max(Number(product.max_discount ?? 1), discounts.get(product.id) ?? 0);
  if (line.discount <= most) return;
  throw Refusal.refused(
    'DISCOUNT_TOO_LARGE',
    `${field}.discount: at most ${most} of product ${product.id} without a superior`,
    {
      field: `${field}.discount`,
      most,
    },
  );
}

interface Pricelist {
  /** the department's */
  currency: string;
  pricing: Pricing;
  field: string;
}

function resolveLine(input: LineInput, product: ProductRow, { currency, pricing, field }: Pricelist): Line {
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
  const { foreign } = pricing;
  const listed =
    product.price !== null && foreign ? String(converted(Number(product.price), 1 / foreign.minorRate)) : product.price;
  const told = amountOr(input.price, listed, foreign?.currency ?? currency, `${field}.price`);
  if (told === null) throw Refusal.badInput(`${field}.price`, 'a price, because the product has no list price');
  const cost = amountOr(input.cost, product.cost, currency, `${field}.cost`);
  const price = foreign ? converted(told, foreign.minorRate) : told;
  const amount = foreign
    ? converted(lineAmount(quantity, told, discount), foreign.minorRate)
    : lineAmount(quantity, told, discount);
  if (amount > largestMinor(currency)) throw Refusal.badInput(field, 'a smaller quantity or price', { got: amount });
  const { id: productId, product_line_id: productLineId } = product;
  const line: Line = {
    ...{ productId, productLineId, quantity, price, cost, discount: Number(discount.toFixed(6)), amount },
    ...(foreign && { currencyPrice: told }),
  };
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
