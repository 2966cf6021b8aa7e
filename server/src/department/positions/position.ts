import { defineRecord } from '../../records/define-record.ts';
import { ref, text, texts, whole } from '../../records/field.ts';
import { referenceKinds } from '../../records/reference-kinds.ts';
import { departmentNoun } from '../departments/department.ts';

/** What somebody is hired as (должность). */
export const positionNoun = defineRecord({
  name: 'Position',
  table: 'position',
  many: 'positions',
  one: 'position',
  description: 'What somebody is hired as (должность).',
  fields: {
    name: text({ description: 'what it is called', required: true, search: true, order: true }),
    level: whole({
      description: 'level of management: 3 leads the house, 2 leads people, 1 does the work; 1 unless told',
      ...{ required: true, filled: true, filter: true, order: true, least: 1, most: 3 },
    }),
    duties: texts({ description: 'what it answers for (обязанности)' }),
    department: ref(() => departmentNoun, { description: 'where it belongs; null: anywhere', filter: true }),
  },
  kinds: referenceKinds,
  touches: (row) => ({ department_id: row.departmentId }),
  complete: ({ after }) => {
    after.level ??= 1;
  },
});
