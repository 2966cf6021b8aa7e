import { defineRecord } from '../../records/define-record.ts';
import { text } from '../../records/field.ts';
import { referenceKinds } from '../../records/reference-kinds.ts';

/** Where clients and leads come from (источник). */
export const sourceNoun = defineRecord({
  name: 'Source',
  table: 'source',
  many: 'sources',
  one: 'source',
  description: 'Where clients and leads come from (источник).',
  fields: {
    name: text({ description: 'what it is called', required: true, search: true, order: true }),
  },
  kinds: referenceKinds,
  touches: (row) => ({ source_id: row.id }),
});
