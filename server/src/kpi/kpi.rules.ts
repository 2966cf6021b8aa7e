import { type Role, roles } from '../access/roles.ts';
import { type NounRules, own, ownDepartment } from '../access/rules.ts';
import { sql } from '../lib/sql.ts';

const sellers: readonly Role[] = ['manager', 'representative'];
const limited: readonly Role[] = [...sellers, 'head_of_sales'];

/**
 * Everybody sees how the department and everybody in it stands: figures are sums. Broken down by client they would be the client base itself:
 * whoever does not see all clients asks that of their own deals (`where: { employee }`) or their own department's.
 */
export const kpiRules: NounRules = {
  subject: 'KpiTable',
  parts: ['KpiRow', 'KpiValue', 'PlanLevels', 'KpiDefinition'],
  rows: {
    table: 'ledger',
    attributes: {
      ownerId: (entry, id) => sql`${entry}.employee_id = ${id}::bigint`,
      departmentId: (entry, id) => sql`${entry}.department_id = ${id}::bigint`,
    },
  },
  rules: [
    { who: roles, may: ['read'] },
    { who: roles.filter((role) => !limited.includes(role)), may: ['breakDownByClient'] },
    { who: limited, may: ['breakDownByClient'], which: own },
    { who: ['head_of_sales'], may: ['breakDownByClient'], which: ownDepartment },
  ],
};
