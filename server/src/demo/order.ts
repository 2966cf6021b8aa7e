import { type ChannelKey, channels, type ProductKey, productKeys, productLines, products } from './catalogue.ts';
import type { Temper } from './people.ts';
import type { Random } from './random.ts';

/** What a client takes: money in roubles. */
export type Basket = {
  product: ProductKey;
  quantity: number;
  price: number;
  cost: number | null;
  discount: number;
}[];

/** The list price of a product at a price level, in whole tens of roubles. */
export function listPrice(product: ProductKey, level: number): number {
  return Math.round((products[product].price * level) / 10) * 10;
}

/** What one costs us at a price level. */
export function unitCost(product: ProductKey, level: number): number | null {
  const { cost } = products[product];
  return cost === null ? null : Math.round((cost * level) / 10) * 10;
}

/** Worth of a basket in roubles. */
export function worth(basket: Basket): number {
  return basket.reduce((sum, line) => sum + line.quantity * line.price * (1 - line.discount), 0);
}

/** Puts a basket together: what the group asks for first, and what goes with it, until the money wanted is spent. */
export function fillBasket(random: Random, temper: Temper, channel: ChannelKey, wanted: number, level: number): Basket {
  const basket: Basket = [];
  const discount = drawDiscount(random, temper, channel);
  const lines = 1 + random.count(Math.min(wanted / 180_000, 1.6));
  for (let left = wanted, n = 0; n < Math.min(lines, 4); n += 1) {
    const free = productKeys.filter((key) => temper.sells[key] && !basket.some((line) => line.product === key));
    // nobody buys a stacker for the money of a table
    const fitting = free.filter((key) => listPrice(key, level) < left * 1.4);
    if (fitting.length === 0 && n > 0) break;
    const product = random.weighted(fitting.length > 0 ? fitting : free, (key) => temper.sells[key] ?? 0);
    const price = listPrice(product, level);
    const quantity = Math.max(1, Math.round((left * (n + 1 === lines ? 1 : random.between(0.45, 0.8))) / price));
    basket.push({ product, quantity, price, cost: unitCost(product, level), discount });
    left -= quantity * price;
  }
  if (wanted > 150_000 && random.chance(0.3)) basket.push(installation(level));
  return basket;
}

/** Setting it all up, at list price: a discount is never given on work. */
export function installation(level: number): Basket[number] {
  return { product: 'installation', quantity: 1, price: listPrice('installation', level), cost: null, discount: 0 };
}

/** The discount somebody gives: their habit, and what the channel has a right to; whole per cents. */
export function drawDiscount(random: Random, temper: Temper, channel: ChannelKey): number {
  const given = channels[channel].rebate + Math.max(0, temper.discount * (1 + 0.7 * random.normal()));
  return Math.round(Math.min(given, 0.25) * 100) / 100;
}

/** The same basket at another discount. */
export function atDiscount(basket: Basket, discount: number): Basket {
  return basket.map((line) => (line.product === 'installation' ? line : { ...line, discount }));
}

/** What the deal is called once it is known what it is about. */
export function titleOf(basket: Basket): string {
  const main = basket.toSorted((a, b) => b.quantity * b.price - a.quantity * a.price)[0];
  if (!main) return 'Запрос';
  return `${products[main.product].name}${main.quantity > 1 ? `, ${main.quantity} шт.` : ''}${basket.length > 1 ? ' и другое' : ''}`;
}

/** What it is called before that. */
export function requestTitle(random: Random, temper: Temper): string {
  const product = random.weighted(productKeys, (key) => temper.sells[key] ?? 0);
  return `Запрос: ${productLines[products[product].line].request.toLowerCase()}`;
}
