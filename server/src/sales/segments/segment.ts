import { defineRecord } from '../../records/define-record.ts';
import { text, whole } from '../../records/field.ts';
import { referenceKinds } from '../../records/reference-kinds.ts';
import { followCare } from '../clients/follow-care.ts';

/** ten years: whoever is to be contacted less often is not to be contacted */
const longest = 3650;

/** A group of clients (группа клиентов, сегмент). */
export const segmentNoun = defineRecord({
  name: 'Segment',
  table: 'segment',
  many: 'segments',
  one: 'segment',
  description: 'A group of clients (группа клиентов, сегмент).',
  fields: {
    name: text({ description: 'what it is called', required: true, search: true, order: true }),
    contactEveryDays: whole({
      description: 'after how many days without a contact its clients are neglected; null: never',
      ...{ least: 1, most: longest, filter: true },
    }),
  },
  kinds: referenceKinds,
  touches: (row) => ({ segment_id: row.id }),
  follow: ({ tx, ctx, before, after }) =>
    followCare(tx, ctx, after.id, before?.contactEveryDays ?? null, after.contactEveryDays),
});
