import type { Fence } from '../../access/fence.ts';
import type { Role } from '../../access/roles.ts';
import { inPassing, type NounRules, nobodys, own, ownDepartment } from '../../access/rules.ts';
import { sql } from '../../lib/sql.ts';

const above: readonly Role[] = ['director', 'deputy'];
const sellers: readonly Role[] = ['manager', 'representative'];
const work = ['addContact', 'amendContact', 'endContact', 'revealContact'];

/** Contact details are also behind row-level security, by these same rules. */
export const contactFence: Fence = { name: 'contact', subject: 'Contact' };

/**
 * The people at our clients: known to whoever answers for the client, and to those above. An assistant or an integration notes them down
 * and never reads them back.
 */
export const contactRules: NounRules = {
  subject: 'Contact',
  rows: {
    table: 'contact',
    attributes: {
      ownerId: (contact, id) => sql`(select c.owner_id from client c where c.id = ${contact}.client_id)
        is not distinct from ${id}::bigint`,
      departmentId: (
        contact,
        id,
      ) => sql`${contact}.client_id in (select c.id from client c join employee e on e.id = c.owner_id
        join team t on t.id = e.team_id where t.department_id = ${id}::bigint)`,
    },
  },
  rules: [
    { who: above, may: ['read', ...work, 'exportContacts'] },
    { who: ['head_of_sales'], may: ['read', ...work], which: ownDepartment },
    { who: ['head_of_sales'], may: ['read', ...work], which: nobodys },
    { who: sellers, may: ['read', ...work], which: own },
    { who: ['integration'], may: ['addContact'] },
    { who: ['assistant'], may: ['addContact'], which: ownDepartment },
    { who: ['assistant'], may: ['addContact'], which: nobodys },
    { who: ['assistant', 'integration'], may: ['read'], which: inPassing, fields: ['id', 'version'] },
  ],
};

/** What was shown of a contact, in full, is told to whoever may read contacts. */
export const revealedContactRules: NounRules = {
  subject: 'RevealedContact',
  rules: [{ who: [...above, 'head_of_sales', ...sellers], may: ['read'] }],
};
