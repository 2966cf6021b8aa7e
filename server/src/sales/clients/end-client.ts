import type { Context } from '../../context.ts';
import { runVerb } from '../../ledger/verb.ts';
import { checkedId } from '../../lib/decimal-id.ts';
import { Refusal } from '../../lib/refusal.ts';
import { sql } from '../../lib/sql.ts';
import { callOn, holdClient, type OnClient, seenBy } from './on-client.ts';
import { settleClients } from './settle-clients.ts';
import { tellClient } from './tell-client.ts';

/** Ends a client: it stays where it is named, nothing new refers to it, and nobody has to be in touch with it. Returns its id. */
export function endClient(ctx: Context, input: OnClient): Promise<string> {
  const id = checkedId(input.clientId, 'input.clientId');
  return runVerb(ctx, callOn('endClient', input, id), async (tx) => {
    const client = await holdClient(tx, id, seenBy(input));
    const [open] = await tx.query<{ deals: number }>(
      sql`/* open-deals-of-client */ select count(*)::int as deals from deal where client_id = ${id} and status = 'open'`,
    );
    if (open && open.deals > 0) {
      const message = `input.clientId: ${open.deals} of its deals are open: close them first`;
      throw Refusal.refused('CLIENT_HAS_OPEN_DEALS', message, { field: 'input.clientId', deals: open.deals });
    }
    await tx.query(
      sql`/* end-client */ update client set version = version + 1, ended_at = ${ctx.clock.now()} where id = ${id}`,
    );
    await settleClients(tx, ctx, [id]);
    await tellClient(tx, ctx, 'client_ended', client);
  });
}
