import type { Context } from '../../context.ts';
import type { Transaction } from '../../database/database.ts';
import { houseRules } from '../../department/department.rules.ts';
import { employeeNoun } from '../../department/employees/employee.ts';
import { teamNoun } from '../../department/teams/team.ts';
import { sql } from '../../lib/sql.ts';
import type { Registered } from '../../records/registered.ts';
import { settleClients } from '../clients/settle-clients.ts';
import { moveWork } from './move-work.ts';
import { transferDeals } from './transfer-deals.ts';

/** Clients are counted where those who answer for them stand. */
async function moveClients(tx: Transaction, ctx: Context, ownerIds: readonly string[]): Promise<void> {
  const clients = await tx.query<{ id: string }>(
    sql`/* clients-of-owners */ select id from client where owner_id = any(${[...ownerIds]}::bigint[]) order by id`,
  );
  await settleClients(
    tx,
    ctx,
    clients.map(({ id }) => id),
  );
}

/** People, whose open deals, clients and work follow them into another team or territory. */
const employees: typeof employeeNoun = {
  ...employeeNoun,
  follow: async ({ tx, ctx, before, after }) => {
    if (before === null) return;
    const moved = { team: before.teamId !== after.teamId, territory: before.territoryId !== after.territoryId };
    if (!moved.team && !moved.territory) return;
    await transferDeals(tx, ctx, [after.id], moved);
    if (!moved.team) return;
    await moveClients(tx, ctx, [after.id]);
    await moveWork(tx, ctx, [after.id]);
  },
};

/** Teams, whose people take their open deals, clients and work along into another department. */
const teams: typeof teamNoun = {
  ...teamNoun,
  follow: async ({ tx, ctx, before, after }) => {
    if (before === null || before.departmentId === after.departmentId) return;
    const people = await tx.query<{
      id: string;
    }>(sql`/* hold-team */ select id from employee where team_id = ${after.id}
      order by id for update`);
    const ids = people.map(({ id }) => id);
    await transferDeals(tx, ctx, ids, { team: true, territory: false });
    await moveClients(tx, ctx, ids);
    await moveWork(tx, ctx, ids);
  },
};

/** Who sells, and with whom. */
export const staffRecords: readonly Registered[] = [
  { record: teams, rules: houseRules(teams, ['id', 'name', 'department']) },
  { record: employees, rules: houseRules(employees, ['id', 'name', 'position', 'team', 'territory']) },
];
