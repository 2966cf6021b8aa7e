import { type NounRules, ownDepartment } from '../../access/rules.ts';
import { sql } from '../../lib/sql.ts';

/** Somebody leaves: decided above, done by whoever keeps the accounts; a head of sales within the own department. */
export const dismissalRules: NounRules = {
  subject: 'Dismissal',
  rows: {
    table: 'employee',
    attributes: {
      departmentId: (employee, id) =>
        sql`${employee}.team_id in (select t.id from team t where t.department_id = ${id}::bigint)`,
    },
  },
  rules: [
    { who: ['director', 'deputy', 'administrator'], may: ['read', 'dismissEmployee'] },
    { who: ['head_of_sales'], may: ['read'] },
    { who: ['head_of_sales'], may: ['dismissEmployee'], which: ownDepartment },
  ],
};
