import { defineRecord } from '../../records/define-record.ts';
import { text } from '../../records/field.ts';
import { referenceKinds } from '../../records/reference-kinds.ts';

/** A way people are reached: phone, mail, messenger, in person (канал связи). */
export const contactChannelNoun = defineRecord({
  name: 'ContactChannel',
  table: 'contact_channel',
  many: 'contactChannels',
  one: 'contactChannel',
  description: 'A way people are reached: phone, mail, messenger, in person (канал связи).',
  fields: {
    name: text({ description: 'what it is called', required: true, search: true, order: true }),
  },
  kinds: referenceKinds,
  touches: (row) => ({ contact_channel_id: row.id }),
});
