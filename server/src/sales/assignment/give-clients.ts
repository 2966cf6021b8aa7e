import type { Context } from '../../context.ts';
import type { Transaction } from '../../database/database.ts';
import { postNews } from '../../ledger/news.ts';
import { sql } from '../../lib/sql.ts';
import { settleClients } from '../clients/settle-clients.ts';

/** Who answers for a client from now on. */
export interface GivenClient {
  clientId: string;
  employeeId: string;
}

/** Gives clients to those who answer for them from now on. What was credited before stays; open deals stay with who opened them. */
export async function giveClients(tx: Transaction, ctx: Context, given: readonly GivenClient[]): Promise<void> {
  const clients = await tx.query<{
    id: string;
    segment_id: string | null;
    territory_id: string | null;
    owner_id: string;
  }>(sql`/* give-clients */
    update client c set owner_id = g.employee_id, version = c.version + 1
    from unnest(${given.map(({ clientId }) => clientId)}::bigint[], ${given.map(({ employeeId }) => employeeId)}::bigint[])
      as g (client_id, employee_id)
    where c.id = g.client_id returning c.id, c.segment_id, c.territory_id, c.owner_id`);
  for (const { id, segment_id, territory_id } of clients)
    await postNews(tx, ctx, 'client_amended', { client_id: id, segment_id, territory_id });
  await settleClients(
    tx,
    ctx,
    clients.map(({ id }) => id),
  );
}
