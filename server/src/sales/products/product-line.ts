import { defineRecord } from '../../records/define-record.ts';
import { text } from '../../records/field.ts';
import { referenceKinds } from '../../records/reference-kinds.ts';

/** A family of products (продуктовая линейка). */
export const productLineNoun = defineRecord({
  name: 'ProductLine',
  table: 'product_line',
  many: 'productLines',
  one: 'productLine',
  description: 'A family of products (продуктовая линейка).',
  fields: {
    name: text({ description: 'what it is called', required: true, search: true, order: true }),
  },
  kinds: referenceKinds,
  touches: (row) => ({ product_line_id: row.id }),
});
