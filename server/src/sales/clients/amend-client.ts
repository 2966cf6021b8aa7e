import type { Context } from '../../context.ts';
import type { Transaction } from '../../database/database.ts';
import { runVerb } from '../../ledger/verb.ts';
import { checkedId } from '../../lib/decimal-id.ts';
import { sql } from '../../lib/sql.ts';
import type { Changes } from '../deals/deal-fact.ts';
import { optionalId, resolveOwner } from '../deals/deal-place.ts';
import { recordFact } from '../deals/record-fact.ts';
import { type ClientDetails, checkedClient } from './checked-client.ts';
import type { ClientRow } from './client.ts';
import { callOn, holdClient, holdOpenDeals, type OnClient, seenBy } from './on-client.ts';
import { settleClients } from './settle-clients.ts';
import { tellClient } from './tell-client.ts';

/** What is to change in a client: what is left out stays, null clears. */
export interface AmendClient extends OnClient, ClientDetails {
  name?: string | null;
}

const amendable = [
  ...(['name', 'kind', 'inn', 'phone', 'email', 'site', 'note'] as const),
  ...(['segmentId', 'territoryId', 'sourceId', 'ownerId', 'parentId'] as const),
];

/**
 * Amends a client. When its segment or territory changes, its open deals are transferred at this instant: they leave the pipeline of the
 * old and enter that of the new, and so does the client itself; what was won before stays where it was.
 */
export function amendClient(ctx: Context, input: AmendClient): Promise<string> {
  const id = checkedId(input.clientId, 'input.clientId');
  return runVerb(ctx, callOn('amendClient', input, id), async (tx) => {
    ctx.access.ensureFields(
      'amendClient',
      amendable.filter((name) => input[name] !== undefined),
    );
    if (input.segmentId !== undefined || input.territoryId !== undefined) await holdOpenDeals(tx, [id]);
    const before = await holdClient(tx, id, seenBy(input));
    const changed = await checkedClient(tx, ctx, input, before);
    const ownerId = input.ownerId === undefined ? before.ownerId : optionalId(input.ownerId, 'input.ownerId');
    // refuses whoever has left, and holds whoever is about to
    if (ownerId !== null && input.ownerId) await resolveOwner(tx, ownerId, 'input.ownerId');
    const after: ClientRow = { ...before, ...changed, ownerId };
    await writeClient(tx, after);
    await transferDeals(tx, ctx, before, after);
    if (isElsewhere(before, after)) await settleClients(tx, ctx, [id]);
    await tellClient(tx, ctx, 'client_amended', after);
  });
}

/** Stores what is said of a client, one version further. */
export async function writeClient(tx: Transaction, client: ClientRow): Promise<void> {
  await tx.query(sql`/* amend-client */ update client set version = version + 1, name = ${client.name}, kind = ${client.kind}, inn = ${client.inn},
      phone = ${client.phone}, email = ${client.email}, site = ${client.site}, note = ${client.note}, segment_id = ${client.segmentId},
      territory_id = ${client.territoryId}, source_id = ${client.sourceId}, owner_id = ${client.ownerId}, parent_id = ${client.parentId}
    where id = ${client.id}`);
}

function isElsewhere(before: ClientRow, after: ClientRow): boolean {
  return (['segmentId', 'territoryId', 'sourceId', 'ownerId'] as const).some((name) => before[name] !== after[name]);
}

/** The open deals of a client follow where it is and to which group it belongs now, from this instant on. */
export async function transferDeals(
  tx: Transaction,
  ctx: Context,
  before: Pick<ClientRow, 'segmentId' | 'territoryId'>,
  { id, segmentId, territoryId }: ClientRow,
): Promise<void> {
  const segmentMoves = before.segmentId !== segmentId;
  const territoryMoves = before.territoryId !== territoryId;
  if (!segmentMoves && !territoryMoves) return;
  const deals = await tx.query<{
    id: string;
    version: number;
    owners_territory: string | null;
  }>(sql`/* open-deals-of-client */
    select d.id, d.version, e.territory_id as owners_territory from deal d left join employee e on e.id = d.owner_id
    where d.client_id = ${id} and d.status = 'open' order by d.id for update of d`);
  for (const deal of deals) {
    const changes: Changes = {};
    if (segmentMoves) changes.segmentId = segmentId;
    // a client without territory lets the owner's count, as when the deal was opened
    if (territoryMoves) changes.territoryId = territoryId ?? deal.owners_territory;
    await recordFact(tx, ctx, { dealId: deal.id, version: deal.version, kind: 'transferred', at: null, changes });
  }
}
