import type { Context } from '../../context.ts';
import type { Transaction } from '../../database/database.ts';
import { difference } from '../../ledger/difference.ts';
import { sql } from '../../lib/sql.ts';
import type { Changes, DealFact } from '../deals/deal-fact.ts';
import { postDifference } from '../deals/post-difference.ts';
import { project } from '../deals/project-deal.ts';
import { asFact, readFacts, recordFact } from '../deals/record-fact.ts';
import type { ClientRow } from './client.ts';

/**
 * Tells the deals of a client again as those of another: facts, rows, and, at their own instants, entries. Open ones follow the other's group
 * and territory from now on. The deals are locked.
 */
export async function mergeDeals(tx: Transaction, ctx: Context, from: string, into: ClientRow): Promise<void> {
  const deals = await tx.query<{
    id: string;
    open: boolean;
  }>(sql`/* deals-to-merge */ select id, status = 'open' as open from deal
    where client_id = ${from} order by id for update`);
  for (const { id } of deals) {
    const before = (await readFacts(tx, id)).map(asFact);
    const after = before.map((fact): DealFact => {
      const { clientId } = fact.changes;
      return clientId === from ? { ...fact, changes: { ...fact.changes, clientId: into.id } } : fact;
    });
    const { gone, come } = difference(project(id, before), project(id, after));
    await postDifference(tx, ctx, id, [], gone, come);
  }
  const ids = deals.map(({ id }) => id);
  await tx.query(sql`/* merge-facts */ update deal_fact set data = data || jsonb_build_object('clientId', ${into.id}::text)
    where deal_id = any(${ids}::bigint[]) and data ->> 'clientId' = ${from}::text`);
  await tx.query(
    sql`/* merge-deals */ update deal set client_id = ${into.id}, version = version + 1 where id = any(${ids}::bigint[])`,
  );
  await follow(
    tx,
    ctx,
    deals.filter(({ open }) => open).map(({ id }) => id),
    into,
  );
}

async function follow(tx: Transaction, ctx: Context, ids: readonly string[], into: ClientRow): Promise<void> {
  const deals = await tx.query<{
    id: string;
    version: number;
    segment_id: string | null;
    territory_id: string | null;
    owners_territory: string | null;
  }>(sql`/* deals-that-follow */ select d.id, d.version, d.segment_id, d.territory_id, e.territory_id as owners_territory
    from deal d left join employee e on e.id = d.owner_id where d.id = any(${[...ids]}::bigint[]) order by d.id`);
  for (const { id, version, segment_id, territory_id, owners_territory } of deals) {
    const changes: Changes = {};
    if (segment_id !== into.segmentId) changes.segmentId = into.segmentId;
    // a client without territory lets the owner's count, as when the deal was opened
    const territoryId = into.territoryId ?? owners_territory;
    if (territory_id !== territoryId) changes.territoryId = territoryId;
    if (Object.keys(changes).length === 0) continue;
    await recordFact(tx, ctx, { dealId: id, version, kind: 'transferred', at: null, changes });
  }
}
