import type { Context } from '../../context.ts';
import type { Transaction } from '../../database/database.ts';
import { holdPlace } from '../../department/employees/hold-place.ts';
import { sql } from '../../lib/sql.ts';
import { assign, type RuleOfAssignment } from './assign.ts';
import { giveClients } from './give-clients.ts';
import { readColleagues } from './read-desk.ts';

/** A deal that has just been won: by whom, and whether its client had never bought before. */
export interface Won {
  clientId: string;
  employeeId: string | null;
  /** where they stood when they won it */
  teamId: string | null;
  firstPurchase: boolean;
}

/**
 * Hands a client on after its first purchase, where a rule says that those who win clients do not keep them: to whoever of the other team
 * answers for its group, else to the one there with the least work in hand. The win stays credited to who won it, and so do open deals. A
 * client that a third party answers for stays with them. Gives the new owner; null: it stays where it is.
 */
export async function handOverAfterWin(tx: Transaction, ctx: Context, won: Won): Promise<string | null> {
  if (!won.firstPurchase || won.teamId === null) return null;
  const [rule] = await tx.query<{
    to_team_id: string;
  }>(sql`/* hand-over-rule */ select r.to_team_id from hand_over_rule r
    join team t on t.id = r.to_team_id and t.ended_at is null where r.from_team_id = ${won.teamId} and r.ended_at is null`);
  if (!rule) return null;
  const [client] = await tx.query<{
    segment_id: string | null;
    territory_id: string | null;
    theirs: boolean;
  }>(sql`/* client-to-hand-over */ select c.segment_id, c.territory_id,
      (c.owner_id is null or c.owner_id = ${won.employeeId} or c.owner_id in (select e.id from employee e where e.team_id = ${won.teamId})) as theirs
    from client c where c.id = ${won.clientId} for update of c`);
  if (!client?.theirs) return null;
  const people = await readColleagues(tx);
  const team = new Map([...people].filter(([, { teamId }]) => teamId === rule.to_team_id));
  const subject = { kind: 'client' as const, segmentId: client.segment_id, territoryId: client.territory_id };
  const found = assign([ofGroup, { ...ofGroup, model: 'other', teamId: rule.to_team_id }], subject, team);
  if (!found) return null;
  const place = await holdPlace(tx, found.employeeId);
  if (!place || place.left) return null;
  await giveClients(tx, ctx, [{ clientId: won.clientId, employeeId: found.employeeId }]);
  return found.employeeId;
}

/** Whoever answers for the group of the client. */
const ofGroup: RuleOfAssignment = {
  ...{ id: '0', model: 'client', appliesTo: 'both', territoryId: null, productLineId: null, segmentId: null },
  ...{ sourceId: null, minimumAmount: null, employeeId: null, teamId: null },
};
