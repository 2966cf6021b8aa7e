import type { Context } from '../../context.ts';
import type { Transaction } from '../../database/database.ts';
import { postNews } from '../../ledger/news.ts';
import { runVerb } from '../../ledger/verb.ts';
import { checkedId } from '../../lib/decimal-id.ts';
import { Refusal } from '../../lib/refusal.ts';
import { sql } from '../../lib/sql.ts';
import type { Changes } from '../deals/deal-fact.ts';
import { resolveOwner } from '../deals/deal-place.ts';
import { recordFact } from '../deals/record-fact.ts';
import { checkedName, resolveRelated } from './add-client.ts';

/** What is to change in a client: what is left out stays, null clears. */
export interface AmendClient {
  key: string;
  clientId: string;
  version: number;
  name?: string | null;
  segmentId?: string | null;
  territoryId?: string | null;
  sourceId?: string | null;
  ownerId?: string | null;
}

const amendable = ['name', 'segmentId', 'territoryId', 'sourceId', 'ownerId'] as const;

interface ClientRow {
  version: number;
  segment_id: string | null;
  territory_id: string | null;
}

/**
 * Amends a client. When its segment or territory changes, its open deals are transferred at this instant: they leave the pipeline of the
 * old and enter that of the new; what was won before stays where it was.
 */
export function amendClient(ctx: Context, input: AmendClient): Promise<string> {
  const id = checkedId(input.clientId, 'input.clientId');
  const on = { subject: 'Client', id, field: 'input.clientId' };
  const call = { verb: 'amendClient', key: input.key, input, result: { id }, on, audited: 'Client' };
  return runVerb(ctx, call, async (tx) => {
    ctx.access.ensureFields(
      'amendClient',
      amendable.filter((name) => input[name] !== undefined),
    );
    const [before] = await tx.query<ClientRow>(
      sql`/* lock-client */ select version, segment_id, territory_id from client where id = ${id} for update`,
    );
    if (!before) throw Refusal.notFound('input.clientId', 'client', id);
    if (before.version !== input.version) {
      throw Refusal.conflict(`input.version: the client is at version ${before.version}, not ${input.version}`, {
        refusal: 'VERSION_CONFLICT',
        field: 'input.version',
        version: before.version,
      });
    }
    const name = input.name === null || input.name === undefined ? null : checkedName(input.name);
    const change = await resolveRelated(tx, input);
    // refuses whoever has left, and holds whoever is about to
    if (change.ownerId) await resolveOwner(tx, change.ownerId, 'input.ownerId');
    const keep = (field: keyof typeof change) => change[field] === undefined;
    const [after] =
      await tx.query<ClientRow>(sql`/* amend-client */ update client set version = version + 1, name = coalesce(${name}, name),
        segment_id = case when ${keep('segmentId')} then segment_id else ${change.segmentId ?? null}::bigint end,
        territory_id = case when ${keep('territoryId')} then territory_id else ${change.territoryId ?? null}::bigint end,
        source_id = case when ${keep('sourceId')} then source_id else ${change.sourceId ?? null}::bigint end,
        owner_id = case when ${keep('ownerId')} then owner_id else ${change.ownerId ?? null}::bigint end
      where id = ${id} returning version, segment_id, territory_id`);
    if (!after) throw new Error(`client ${id} was locked and is gone`);
    await transferDeals(tx, ctx, id, before, after);
    await postNews(tx, ctx, 'client_amended', {
      client_id: id,
      segment_id: after.segment_id,
      territory_id: after.territory_id,
    });
  });
}

async function transferDeals(
  tx: Transaction,
  ctx: Context,
  clientId: string,
  before: ClientRow,
  after: ClientRow,
): Promise<void> {
  const segmentMoves = before.segment_id !== after.segment_id;
  const territoryMoves = before.territory_id !== after.territory_id;
  if (!segmentMoves && !territoryMoves) return;
  const deals = await tx.query<{
    id: string;
    version: number;
    owners_territory: string | null;
  }>(sql`/* open-deals-of-client */
    select d.id, d.version, e.territory_id as owners_territory from deal d left join employee e on e.id = d.owner_id
    where d.client_id = ${clientId} and d.status = 'open' order by d.id for update of d`);
  for (const deal of deals) {
    const changes: Changes = {};
    if (segmentMoves) changes.segmentId = after.segment_id;
    // a client without territory lets the owner's count, as when the deal was opened
    if (territoryMoves) changes.territoryId = after.territory_id ?? deal.owners_territory;
    await recordFact(tx, ctx, { dealId: deal.id, version: deal.version, kind: 'transferred', at: null, changes });
  }
}
