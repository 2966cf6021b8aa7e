import { defineRecord } from '../../records/define-record.ts';
import { ref, text, texts } from '../../records/field.ts';
import { stageNoun } from '../../sales/pipelines/stage.ts';
import { productLineNoun } from '../../sales/products/product-line.ts';

const about = {
  stage: ref(() => stageNoun, { description: 'at which stage', filter: true }),
  line: ref(() => productLineNoun, { description: 'about which family of products', filter: true }),
  tags: texts({ description: 'words to find it by', most: 20 }),
};

/** What to say (скрипт продаж). */
export const scriptNoun = defineRecord({
  name: 'Script',
  table: 'script',
  many: 'scripts',
  one: 'script',
  description: 'What to say in a conversation (скрипт).',
  fields: {
    title: text({ description: 'when it is said', required: true, search: true, order: true }),
    words: text({ description: 'what is said', required: true, search: true, most: 20_000 }),
    ...about,
  },
});

/** What clients object, and what to answer (возражение). */
export const objectionNoun = defineRecord({
  name: 'Objection',
  table: 'objection',
  many: 'objections',
  one: 'objection',
  description: 'What clients object, and what to answer (возражение).',
  fields: {
    title: text({ description: 'what the client says', required: true, search: true, order: true }),
    words: text({ description: 'what is answered', required: true, search: true, most: 20_000 }),
    ...about,
  },
});
