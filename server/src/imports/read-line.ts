import type { LineMake } from './mapping-makes.ts';
import type { NumberValue } from './mapping-values.ts';
import type { NounIndex } from './noun-index.ts';
import { referenceReader } from './read-reference.ts';
import { moneyReader, numberReader, type ReadContext, type Reader } from './read-value.ts';
import type { ToldLine } from './told-deal.ts';

const rules = {
  // the table keeps three places
  quantity: {
    fits: (n: number) => n > 0 && n <= 1e6 && Number.isInteger(Number((n * 1000).toFixed(6))),
    expected: 'a quantity above 0, at most 1000000, with at most 3 decimal places',
  },
  discount: { fits: (n: number) => n >= 0 && n <= 1, expected: 'a fraction from 0 to 1' },
};

/** Compiles the reading of one product line; null when the row says nothing of it. */
export function lineReader(make: LineMake, at: string, index: NounIndex, about: ReadContext): Reader<ToldLine> {
  const product = referenceReader(make.product, 'product', `${at}.product`, false, index, about);
  const money = (key: 'price' | 'cost' | 'amount'): Reader<number> =>
    make[key] ? moneyReader(make[key], `${at}.${key}`, about) : () => null;
  const number = (value: NumberValue | undefined, key: 'quantity' | 'discount'): Reader<number> =>
    value ? numberReader(value, `${at}.${key}`, rules[key], about) : () => null;
  const [price, cost, amount] = [money('price'), money('cost'), money('amount')];
  const [quantity, discount] = [number(make.quantity, 'quantity'), number(make.discount, 'discount')];
  return (row) => {
    const line: ToldLine = {
      product: product(row),
      quantity: quantity(row) ?? 1,
      price: price(row),
      cost: cost(row),
      discount: discount(row) ?? 0,
      amount: amount(row),
    };
    return line.product === null && line.price === null && line.amount === null ? null : line;
  };
}
