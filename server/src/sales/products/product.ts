import { defineRecord } from '../../records/define-record.ts';
import { decimal, money, ref, text } from '../../records/field.ts';
import { referenceKinds } from '../../records/reference-kinds.ts';
import { productLineNoun } from './product-line.ts';

/** What is sold (продукт). */
export const productNoun = defineRecord({
  name: 'Product',
  table: 'product',
  many: 'products',
  one: 'product',
  description: 'What is sold (продукт).',
  fields: {
    name: text({ description: 'what it is called', required: true, search: true, order: true }),
    line: ref(() => productLineNoun, { description: 'its family', filter: true, column: 'product_line_id' }),
    price: money({ description: 'list price of one' }),
    cost: money({ description: 'cost of one; null: unknown' }),
    maxDiscount: decimal({
      description: 'the largest discount that may be given without a superior, a fraction of the price; null: any',
      most: 1,
    }),
  },
  kinds: referenceKinds,
  touches: (row) => ({ product_id: row.id, product_line_id: row.lineId }),
});
