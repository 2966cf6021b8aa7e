import { defineRecord } from '../../records/define-record.ts';
import { text } from '../../records/field.ts';

/** Why deals are lost (причина отказа): a list, so that losses can be counted by it. */
export const lossReasonNoun = defineRecord({
  name: 'LossReason',
  table: 'loss_reason',
  many: 'lossReasons',
  one: 'lossReason',
  description: 'Why deals are lost (причина отказа).',
  fields: {
    name: text({ description: 'the reason in a few words', required: true, search: true, order: true }),
  },
  unique: { loss_reason_name: 'name' },
});
