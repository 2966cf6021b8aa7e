import { defineRecord } from '../../records/define-record.ts';
import { text } from '../../records/field.ts';
import { referenceKinds } from '../../records/reference-kinds.ts';

/** A group of clients (группа клиентов, сегмент). */
export const segmentNoun = defineRecord({
  name: 'Segment',
  table: 'segment',
  many: 'segments',
  one: 'segment',
  description: 'A group of clients (группа клиентов, сегмент).',
  fields: {
    name: text({ description: 'what it is called', required: true, search: true, order: true }),
  },
  kinds: referenceKinds,
  touches: (row) => ({ segment_id: row.id }),
});
