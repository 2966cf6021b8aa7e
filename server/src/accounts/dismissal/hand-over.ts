import type { Context } from '../../context.ts';
import type { Transaction } from '../../database/database.ts';
import { postNews } from '../../ledger/news.ts';
import { sql } from '../../lib/sql.ts';
import { settleClients } from '../../sales/clients/settle-clients.ts';
import type { OwnerTouches } from '../../sales/deals/deal-place.ts';
import { recordFact } from '../../sales/deals/record-fact.ts';
import { handOverWork } from '../../sales/tasks/hand-over-work.ts';
import { handOverTickets } from '../../service/tickets/hand-over-tickets.ts';

/** Gives every open deal, lead, task and ticket and every client of somebody to another; gives how many deals and clients. */
export async function handOver(
  tx: Transaction,
  ctx: Context,
  from: string,
  to: OwnerTouches,
): Promise<{ deals: number; clients: number }> {
  // deals before clients, as whoever wins one locks them
  const deals = await handOverDeals(tx, ctx, from, to);
  const clients = await tx.query<{
    id: string;
    segment_id: string | null;
    territory_id: string | null;
  }>(sql`/* hand-over-clients */
    update client set owner_id = ${to.employeeId}, version = version + 1 where owner_id = ${from} returning id, segment_id, territory_id`);
  for (const { id, segment_id, territory_id } of clients)
    await postNews(tx, ctx, 'client_amended', { client_id: id, segment_id, territory_id });
  await settleClients(
    tx,
    ctx,
    clients.map(({ id }) => id),
  );
  await handOverWork(tx, ctx, from, to.employeeId);
  if (to.employeeId !== null) await handOverTickets(tx, ctx, from, to.employeeId);
  return { deals, clients: clients.length };
}

/** Each as if it had been reassigned by hand: its place in the pipeline moves, what was credited before stays. */
async function handOverDeals(tx: Transaction, ctx: Context, from: string, to: OwnerTouches): Promise<number> {
  const deals = await tx.query<{
    id: string;
    version: number;
    territory_id: string | null;
  }>(sql`/* deals-to-hand-over */
    select d.id, d.version, c.territory_id from deal d left join client c on c.id = d.client_id
    where d.owner_id = ${from} and d.status = 'open' order by d.id for update of d`);
  for (const { id, version, territory_id } of deals) {
    const changes = { ...to, territoryId: territory_id ?? to.territoryId };
    await recordFact(tx, ctx, { dealId: id, version, kind: 'reassigned', at: null, changes });
  }
  return deals.length;
}
