import { defineRecord } from '../../records/define-record.ts';
import { choice, text, texts } from '../../records/field.ts';
import { referenceKinds } from '../../records/reference-kinds.ts';

/** What a department is there for. */
export const departmentKinds = {
  sales: 'finds and wins clients (продажи)',
  marketing: 'makes the house known and brings leads (маркетинг)',
  service: 'looks after those who have bought (обслуживание клиентов)',
} as const;

/** A department: sales, marketing, client service (отдел). Who leads it stands with the people: see `Employee.heads`. */
export const departmentNoun = defineRecord({
  name: 'Department',
  table: 'department',
  many: 'departments',
  one: 'department',
  description: 'A department: sales, marketing, client service (отдел).',
  fields: {
    name: text({ description: 'what it is called', required: true, search: true, order: true }),
    kind: choice('DepartmentKind', departmentKinds, { description: 'what it is there for', filter: true }),
    tasks: texts({ description: 'what it has to do (задачи отдела)' }),
  },
  kinds: referenceKinds,
  touches: (row) => ({ department_id: row.id }),
});
