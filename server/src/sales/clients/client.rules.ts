import type { Role } from '../../access/roles.ts';
import { inPassing, type NounRules, nobodys, own, ownDepartment, type Which } from '../../access/rules.ts';
import { sql } from '../../lib/sql.ts';

/** A client somebody else answers for is known to whoever has a deal with it. */
const workedWith: Which = ({ employeeId }) => (employeeId === null ? null : { dealsOf: employeeId });

const sellers: readonly Role[] = ['manager', 'representative'];
const above: readonly Role[] = ['director', 'deputy'];

/** Who answers for a client is decided above; what else there is to say of it, by those who know it. */
const withoutOwner: readonly string[] = ['name', 'segmentId', 'territoryId', 'sourceId'];
const addAndAmend = ['addClient', 'amendClient'];

/**
 * The client base: whoever sells sees their own clients, a head of sales those of the department, the rest of the house all of them (not
 * their contacts: those have rules of their own). A wall names a client only where a figure or an event does.
 */
export const clientRules: NounRules = {
  subject: 'Client',
  rows: {
    table: 'client',
    attributes: {
      ownerId: (client, id) => sql`${client}.owner_id is not distinct from ${id}::bigint`,
      departmentId: (
        client,
        id,
      ) => sql`${client}.owner_id in (select e.id from employee e join team t on t.id = e.team_id
        where t.department_id = ${id}::bigint)`,
      dealsOf: (client, id) => sql`${client}.id in (select d.client_id from deal d where d.owner_id = ${id}::bigint)`,
    },
  },
  rules: [
    // an administrator keeps the data right
    { who: [...above, 'integration', 'administrator'], may: ['read', ...addAndAmend] },
    { who: ['assistant', 'analyst', 'marketer', 'service_agent'], may: ['read'] },
    { who: ['assistant'], may: ['addClient'], which: ownDepartment },
    { who: ['assistant'], may: ['addClient'], which: nobodys },
    { who: ['assistant'], may: ['amendClient'], which: ownDepartment, fields: withoutOwner },
    { who: ['assistant'], may: ['amendClient'], which: nobodys, fields: withoutOwner },
    { who: ['head_of_sales'], may: ['read', ...addAndAmend], which: ownDepartment },
    { who: ['head_of_sales'], may: ['read', ...addAndAmend], which: nobodys },
    { who: sellers, may: ['read'], which: own },
    { who: sellers, may: ['read'], which: workedWith },
    { who: sellers, may: ['addClient'], which: own },
    { who: sellers, may: ['amendClient'], which: own, fields: withoutOwner },
    { who: above, may: ['exportClients'] },
    { who: ['head_of_sales'], may: ['exportClients'], which: ownDepartment },
    { who: ['screen'], may: ['read'], which: inPassing, fields: ['id', 'name'] },
  ],
};
