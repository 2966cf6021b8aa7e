import type { Queryable } from '../../database/database.ts';
import { holdPlace } from '../../department/employees/hold-place.ts';
import { checkedId } from '../../lib/decimal-id.ts';
import { sql } from '../../lib/sql.ts';
import type { Touches } from './deal-fact.ts';

type Place = Pick<Touches, 'teamId' | 'departmentId' | 'territoryId' | 'segmentId'>;

interface Whose {
  owner_id: string | null;
  client_id: string | null;
}

interface ClientRow {
  segment_id: string | null;
  territory_id: string | null;
}

/**
 * What has changed of a deal's place since it was closed: a closed deal follows neither its client nor its owner's team, an open one stands
 * where they are. Holds all three until the transaction ends, in the order of whoever wins one, and as strongly: the client's life is settled with
 * it, and two who only shared it would wait for each other. An owner who has left stays where they were.
 */
export async function placeOfNow(db: Queryable, dealId: string): Promise<Partial<Place>> {
  const id = checkedId(dealId, 'input.dealId');
  const [whose] = await db.query<Whose>(
    sql`/* whose-deal */ select owner_id, client_id from deal where id = ${id} for update`,
  );
  const owner = whose?.owner_id ? await holdPlace(db, whose.owner_id) : null;
  const [client] = await db.query<ClientRow>(
    sql`/* client-of-reopened */ select segment_id, territory_id from client where id = ${whose?.client_id ?? null} for no key update`,
  );
  const [deal] =
    await db.query<Place>(sql`/* place-of-deal */ select team_id as "teamId", department_id as "departmentId",
    territory_id as "territoryId", segment_id as "segmentId" from deal where id = ${id}`);
  if (!deal) return {};
  const stays = owner === null || owner.left ? deal : owner;
  const now: Place = {
    ...{ teamId: stays.teamId, departmentId: stays.departmentId },
    segmentId: client ? client.segment_id : deal.segmentId,
    // where the client is counts before where the owner sells, as when a deal is opened
    territoryId: client?.territory_id ?? stays.territoryId,
  };
  const names = ['teamId', 'departmentId', 'territoryId', 'segmentId'] as const;
  return Object.fromEntries(names.filter((name) => now[name] !== deal[name]).map((name) => [name, now[name]]));
}
