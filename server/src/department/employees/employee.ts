import { defineRecord } from '../../records/define-record.ts';
import { day, ref, text } from '../../records/field.ts';
import type { Noun } from '../../records/noun.ts';
import { referenceKinds } from '../../records/reference-kinds.ts';
import { departmentNoun } from '../departments/department.ts';
import { positionNoun } from '../positions/position.ts';
import { teamNoun } from '../teams/team.ts';
import { territoryNoun } from '../territories/territory.ts';
import { ensurePlace } from './ensure-place.ts';

const email = { form: /^[^\s@]+@[^\s@]+$/, expected: 'an e-mail address' };

/** Somebody who works in the department (сотрудник). Their end is a dismissal: see accounts/dismissal. */
export const employeeNoun = defineRecord({
  name: 'Employee',
  table: 'employee',
  many: 'employees',
  one: 'employee',
  description: 'Somebody who works in the department (сотрудник).',
  fields: {
    name: text({ description: 'what they are called', required: true, search: true, order: true, personal: true }),
    position: ref(() => positionNoun, { description: 'what they are hired as', filter: true }),
    team: ref(() => teamNoun, { description: 'with whom they sell; their open deals move with them', filter: true }),
    territory: ref(() => territoryNoun, {
      description: 'where they sell; their open deals with clients of no territory move with them',
      filter: true,
    }),
    email: text({ description: 'where they are written to', pattern: email, personal: true }),
    heads: ref(() => departmentNoun, { description: 'the department they lead; nobody else does', filter: true }),
    superior: ref(colleague, { description: 'to whom they answer (руководитель)', filter: true }),
    standIn: ref(colleague, { description: 'who takes over when they are away (заместитель)', filter: true }),
    hiredOn: day({ description: 'their first day', filter: true }),
    probationUntil: day({ description: 'the last day of their probation (испытательный срок)', filter: true }),
    leftOn: day({ description: 'their last day; told by dismissing them', filter: true, input: false }),
  },
  verbs: { end: null },
  unique: { employee_heads: 'headsId' },
  kinds: referenceKinds,
  touches: (row) => ({ employee_id: row.id, team_id: row.teamId }),
  complete: (step) => ensurePlace(step),
});

/** Written as a function with its type, so that the noun can name itself. */
function colleague(): Noun<object> {
  return employeeNoun;
}
