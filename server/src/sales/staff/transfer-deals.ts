import type { Context } from '../../context.ts';
import type { Transaction } from '../../database/database.ts';
import { sql } from '../../lib/sql.ts';
import type { Changes } from '../deals/deal-fact.ts';
import { recordFact } from '../deals/record-fact.ts';

/** What of somebody's place has changed: with the team its department. */
export interface Moved {
  team: boolean;
  territory: boolean;
}

interface DealRow {
  id: string;
  version: number;
  team_id: string | null;
  department_id: string | null;
  territory_id: string | null;
  clients_territory: string | null;
  owners_team: string | null;
  owners_department: string | null;
  owners_territory: string | null;
}

/**
 * Somebody has moved, and their open deals move along at this instant: they leave the pipeline of the old team and enter that of the new.
 * What was earned before stays where it was. The caller holds the rows of the owners, so that nobody opens a deal for them meanwhile.
 */
export async function transferDeals(
  tx: Transaction,
  ctx: Context,
  ownerIds: readonly string[],
  moved: Moved,
): Promise<void> {
  if (ownerIds.length === 0) return;
  const held = await tx.query<{ id: string }>(sql`/* open-deals-of-owners */ select id from deal
    where owner_id = any(${[...ownerIds]}::bigint[]) and status = 'open' order by id for update`);
  if (held.length === 0) return;
  // in a statement of its own: what somebody else committed while the locks were waited for is seen
  const deals =
    await tx.query<DealRow>(sql`/* deals-to-transfer */ select d.id, d.version, d.team_id, d.department_id, d.territory_id,
      c.territory_id as clients_territory, e.team_id as owners_team, t.department_id as owners_department, e.territory_id as owners_territory
    from deal d join employee e on e.id = d.owner_id left join team t on t.id = e.team_id left join client c on c.id = d.client_id
    where d.id = any(${held.map(({ id }) => id)}::bigint[]) order by d.id`);
  for (const deal of deals) {
    const changes = changesOf(deal, moved);
    if (Object.keys(changes).length === 0) continue;
    await recordFact(tx, ctx, { dealId: deal.id, version: deal.version, kind: 'transferred', at: null, changes });
  }
}

function changesOf(deal: DealRow, { team, territory }: Moved): Changes {
  const changes: Changes = {};
  if (team && deal.team_id !== deal.owners_team) changes.teamId = deal.owners_team;
  if (team && deal.department_id !== deal.owners_department) changes.departmentId = deal.owners_department;
  // where the client is counts before where the owner sells, as when the deal was opened
  if (territory && deal.clients_territory === null && deal.territory_id !== deal.owners_territory)
    changes.territoryId = deal.owners_territory;
  return changes;
}
