import { departmentNoun } from '../department/departments/department.ts';
import { employeeNoun } from '../department/employees/employee.ts';
import { teamNoun } from '../department/teams/team.ts';
import { ref } from '../records/field.ts';

/** Whom a row is about, and where they stood in the house when it was written. */
export const personFields = {
  employee: ref(() => employeeNoun, {
    description: 'whom it is about',
    required: true,
    amendable: false,
    filter: true,
  }),
  team: ref(() => teamNoun, { description: 'their team then', input: false, filter: true }),
  department: ref(() => departmentNoun, { description: 'their department then', input: false, filter: true }),
};
