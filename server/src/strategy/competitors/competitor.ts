import { defineRecord } from '../../records/define-record.ts';
import { text } from '../../records/field.ts';

/** Who sells to the same clients (конкурент). */
export const competitorNoun = defineRecord({
  name: 'Competitor',
  table: 'competitor',
  many: 'competitors',
  one: 'competitor',
  description: 'Who sells to the same clients (конкурент).',
  fields: {
    name: text({ description: 'what they are called', required: true, search: true, order: true }),
    strengths: text({ description: 'what they do better', most: 4000 }),
    weaknesses: text({ description: 'what they do worse', most: 4000 }),
    site: text({
      description: 'where they are',
      most: 1000,
      pattern: { form: /^https?:\/\/[^\s]+$/, expected: 'a link, http or https' },
    }),
    note: text({ description: 'anything else', most: 4000 }),
  },
  unique: { competitor_name: 'name' },
});
