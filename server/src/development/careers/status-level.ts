import { defineRecord } from '../../records/define-record.ts';
import { text, whole } from '../../records/field.ts';

/** A rung of the ladder everybody can climb (статус, грейд). */
export const statusLevelNoun = defineRecord({
  name: 'StatusLevel',
  table: 'status_level',
  many: 'statusLevels',
  one: 'statusLevel',
  description: 'A rung of the ladder everybody can climb (статус).',
  fields: {
    name: text({ description: 'what it is called', required: true, search: true, order: true }),
    rank: whole({
      description: 'its place on the ladder: 1 is the lowest',
      required: true,
      least: 1,
      most: 100,
      order: true,
    }),
    requirements: text({ description: 'what it takes to get there', most: 4000 }),
  },
  order: { by: 'rank', direction: 'ASC' },
  unique: { status_level_rank: 'rank' },
});
