import type { Role } from '../../access/roles.ts';
import { inPassing, type NounRules, nobodys, own, ownDepartment, type Which } from '../../access/rules.ts';
import { sql } from '../../lib/sql.ts';
import { keepers, office } from '../../records/record-rules.ts';

/** A client somebody else answers for is known to whoever has a deal with it. */
const workedWith: Which = ({ employeeId }) => (employeeId === null ? null : { dealsOf: employeeId });

const sellers: readonly Role[] = ['manager', 'representative'];
const above: readonly Role[] = ['director', 'deputy'];

/** Who answers for a client is decided above; what else there is to say of it, by those who know it. */
const withoutOwner: readonly string[] = [
  ...['name', 'kind', 'inn', 'phone', 'email', 'site', 'note', 'segmentId', 'territoryId', 'sourceId', 'parentId'],
];
const addAndAmend = ['addClient', 'amendClient'];
const keep = [...addAndAmend, 'endClient'];

/** What the house knows of every client; how to reach it only those who answer for it, and those above. */
const withoutDetails: readonly string[] = [
  ...[
    'id',
    'version',
    'externalId',
    'endedAt',
    'name',
    'kind',
    'inn',
    'site',
    'note',
    'status',
    'segment',
    'territory',
    'source',
  ],
  ...[
    'owner',
    'parent',
    'mergedInto',
    'addedAt',
    'firstPurchaseAt',
    'lastPurchaseAt',
    'activeUntil',
    'lostFrom',
    'lastContactAt',
  ],
  'contacts',
];

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
    { who: above, may: ['read', ...keep, 'mergeClients', 'revealClient'] },
    { who: ['integration', 'administrator'], may: keep },
    { who: ['administrator'], may: ['mergeClients'] },
    {
      who: ['integration', 'administrator', 'assistant', 'analyst', 'marketer', 'service_agent'],
      ...{ may: ['read'], fields: withoutDetails },
    },
    { who: ['assistant'], may: ['addClient'], which: ownDepartment },
    { who: ['assistant'], may: ['addClient'], which: nobodys },
    { who: ['assistant'], may: ['amendClient'], which: ownDepartment, fields: withoutOwner },
    { who: ['assistant'], may: ['amendClient'], which: nobodys, fields: withoutOwner },
    { who: ['head_of_sales'], may: ['read', ...keep, 'mergeClients', 'revealClient'], which: ownDepartment },
    { who: ['head_of_sales'], may: ['read', ...keep, 'mergeClients', 'revealClient'], which: nobodys },
    { who: sellers, may: ['read'], which: own },
    { who: sellers, may: ['read'], which: workedWith },
    { who: sellers, may: ['addClient', 'revealClient'], which: own },
    { who: sellers, may: ['amendClient'], which: own, fields: withoutOwner },
    { who: above, may: ['exportClients'] },
    { who: ['head_of_sales'], may: ['exportClients'], which: ownDepartment },
    { who: ['screen'], may: ['read'], which: inPassing, fields: ['id', 'name'] },
  ],
};

/** Whoever adds clients is told of those that are there already; whoever knows clients, of those that are there twice. */
export const likenessRules: readonly NounRules[] = [
  {
    subject: 'SimilarClients',
    rules: [{ who: [...keepers, 'head_of_sales', 'assistant', ...sellers], may: ['read'] }],
  },
  { subject: 'DuplicateClients', rules: [{ who: office, may: ['read'] }] },
];

/** What happened with a client is told to whoever may see the client. */
export const clientEventRules: NounRules = { subject: 'ClientEvent', rules: [{ who: office, may: ['read'] }] };

/** What was shown of a client, in full, is told to whoever may reveal it. */
export const revealedClientRules: NounRules = {
  subject: 'RevealedClient',
  rules: [{ who: [...above, 'head_of_sales', ...sellers], may: ['read'] }],
};
