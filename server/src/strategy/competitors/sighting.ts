import { departmentNoun } from '../../department/departments/department.ts';
import { employeeNoun } from '../../department/employees/employee.ts';
import { sql } from '../../lib/sql.ts';
import { defineRecord } from '../../records/define-record.ts';
import { instant, ref, text } from '../../records/field.ts';
import { clientNoun } from '../../sales/clients/client.ts';
import { dealNoun } from '../../sales/deals/deal.ts';
import { competitorNoun } from './competitor.ts';

interface DealRow {
  client_id: string | null;
  owner_id: string | null;
  department_id: string | null;
}

/** A competitor was met in a deal (встреча с конкурентом). It belongs to whoever has the deal then. */
export const sightingNoun = defineRecord({
  name: 'CompetitorSighting',
  table: 'competitor_sighting',
  many: 'competitorSightings',
  one: 'competitorSighting',
  description: 'A competitor was met in a deal (конкурент в сделке).',
  fields: {
    deal: ref(() => dealNoun, { description: 'in which deal', required: true, amendable: false, filter: true }),
    competitor: ref(() => competitorNoun, { description: 'whom', required: true, amendable: false, filter: true }),
    client: ref(() => clientNoun, { description: 'at whom', input: false, filter: true }),
    employee: ref(() => employeeNoun, { description: 'who had the deal then', input: false, filter: true }),
    department: ref(() => departmentNoun, { description: 'their department then', input: false, filter: true }),
    at: instant({ description: 'when; now unless told', required: true, filled: true, filter: true, order: true }),
    note: text({ description: 'with what they came', most: 2000, personal: true }),
  },
  verbs: { add: 'seeCompetitor' },
  order: { by: 'at', direction: 'DESC' },
  unique: { competitor_in_deal: 'competitorId' },
  belongs: { attributes: ({ employeeId, departmentId }) => ({ ownerId: employeeId, departmentId }), field: 'dealId' },
  complete: async ({ tx, ctx, before, after }) => {
    after.at ??= ctx.clock.now();
    if (before !== null || !after.dealId) return;
    const [deal] = await tx.query<DealRow>(
      sql`/* deal-of-sighting */ select client_id, owner_id, department_id from deal where id = ${after.dealId}`,
    );
    after.clientId = deal?.client_id ?? null;
    after.employeeId = deal?.owner_id ?? null;
    after.departmentId = deal?.department_id ?? null;
  },
  touches: ({ clientId, employeeId, departmentId }) => ({
    ...{ client_id: clientId, employee_id: employeeId, department_id: departmentId },
  }),
});
