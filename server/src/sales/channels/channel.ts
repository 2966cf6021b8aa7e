import { defineRecord } from '../../records/define-record.ts';
import { text } from '../../records/field.ts';
import { referenceKinds } from '../../records/reference-kinds.ts';

/** A channel of distribution: direct, dealer, distributor, retail (канал сбыта). */
export const channelNoun = defineRecord({
  name: 'Channel',
  table: 'channel',
  many: 'channels',
  one: 'channel',
  description: 'A channel of distribution: direct, dealer, distributor, retail (канал сбыта).',
  fields: {
    name: text({ description: 'what it is called', required: true, search: true, order: true }),
  },
  kinds: referenceKinds,
  touches: (row) => ({ channel_id: row.id }),
});
