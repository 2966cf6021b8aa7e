import { defineRecord } from '../../records/define-record.ts';
import { choice, ref, text } from '../../records/field.ts';
import { referenceKinds } from '../../records/reference-kinds.ts';
import { departmentNoun } from '../departments/department.ts';

/** The shapes of a sales team: those who win clients and those who keep them may be two. */
export const teamKinds = {
  acquisition: 'finds and wins new clients (охотники)',
  account_care: 'looks after clients who have bought (фермеры, клиентский отдел)',
  mixed: 'does both',
  call_centre: 'takes what comes in first and hands it on (колл-центр)',
} as const;

/** People who sell together (команда). */
export const teamNoun = defineRecord({
  name: 'Team',
  table: 'team',
  many: 'teams',
  one: 'team',
  description: 'People who sell together (команда).',
  fields: {
    name: text({ description: 'what it is called', required: true, search: true, order: true }),
    department: ref(() => departmentNoun, { description: 'where it belongs', filter: true }),
    kind: choice('TeamKind', teamKinds, { description: 'what it does with clients; null: not told', filter: true }),
  },
  kinds: referenceKinds,
  touches: (row) => ({ team_id: row.id, department_id: row.departmentId }),
});
