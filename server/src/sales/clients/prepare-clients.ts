import type { Context } from '../../context.ts';
import type { Transaction } from '../../database/database.ts';
import { locks } from '../../database/locks.ts';
import { sql } from '../../lib/sql.ts';
import { settleClients } from './settle-clients.ts';

const batch = 200;

/**
 * Settles every client that bulk writing has marked: after an import, and at the start of a server, which may find a database that held
 * deals before clients had a life of their own. Batch by batch, each committed, so that it goes on where it was interrupted; servers that
 * start at once do it once. Returns how many clients it settled.
 */
export async function prepareClients(ctx: Context): Promise<number> {
  let settled = 0;
  for (;;) {
    const some = await ctx.database.owner.transaction(async (tx) => {
      await tx.query(sql`/* prepare-clients */ select pg_advisory_xact_lock(${locks.clients})`);
      const ids = await marked(tx, batch);
      await settleClients(tx, ctx, ids);
      return ids.length;
    });
    settled += some;
    if (some < batch) break;
  }
  if (settled > 0) ctx.changed();
  return settled;
}

/** Settles all that are marked in the transaction that has written them. */
export async function settleMarked(tx: Transaction, ctx: Context): Promise<void> {
  await settleClients(tx, ctx, await marked(tx, null));
}

/** The same for a made-up past: what has taken effect was recorded then. */
export async function settleAsItHappened(tx: Transaction, ctx: Context): Promise<void> {
  await settleClients(tx, ctx, await marked(tx, null), { recordedAsItHappened: true });
}

async function marked(tx: Transaction, most: number | null): Promise<string[]> {
  const rows = await tx.query<{
    client_id: string;
  }>(sql`/* marked-clients */ select distinct client_id from client_to_settle
    order by client_id limit ${most}`);
  return rows.map(({ client_id }) => client_id);
}
