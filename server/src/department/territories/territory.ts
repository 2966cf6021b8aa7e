import { defineRecord } from '../../records/define-record.ts';
import { text } from '../../records/field.ts';
import { referenceKinds } from '../../records/reference-kinds.ts';

/** A part of the market by place (территория). */
export const territoryNoun = defineRecord({
  name: 'Territory',
  table: 'territory',
  many: 'territories',
  one: 'territory',
  description: 'A part of the market by place (территория).',
  fields: {
    name: text({ description: 'what it is called', required: true, search: true, order: true }),
  },
  kinds: referenceKinds,
  touches: (row) => ({ territory_id: row.id }),
});
