import type { Context } from '../../context.ts';
import type { Transaction } from '../../database/database.ts';
import type { Projected } from '../../ledger/entry.ts';
import { sql } from '../../lib/sql.ts';
import { handOverAfterWin } from '../assignment/hand-over.ts';
import { settleClients } from './settle-clients.ts';

/** The clients whose purchases are told anew by entries of a deal that go or come. */
export function clientsOfPurchases(entries: readonly Projected[]): string[] {
  const bought = entries.filter(({ amounts }) => amounts.won !== undefined || amounts.revenue !== undefined);
  return [...new Set(bought.flatMap(({ dimensions }) => dimensions.client_id ?? []))];
}

/** A deal that has just been won, by whom. */
interface Won {
  dealId: string;
  clientId: string | null;
  employeeId: string | null;
  teamId: string | null;
}

/**
 * What follows from a deal whose entries have changed, in the same transaction: the lives of the clients that bought, and, after a first
 * purchase, who answers for the client from now on. The deal is locked.
 */
export async function followPurchases(
  tx: Transaction,
  ctx: Context,
  entries: readonly Projected[],
  won: Won | null,
): Promise<void> {
  const clientIds = clientsOfPurchases(entries);
  if (clientIds.length > 0) await settleClients(tx, ctx, clientIds);
  if (!won?.clientId) return;
  const { clientId, employeeId, teamId } = won;
  const [other] = await tx.query(sql`/* bought-before */ select from deal
    where client_id = ${clientId} and status = 'won' and id <> ${won.dealId} limit 1`);
  await handOverAfterWin(tx, ctx, { clientId, employeeId, teamId, firstPurchase: other === undefined });
}

/** Notes clients whose purchases were written in bulk: their lives are settled once, when all of it is written. */
export async function markClients(tx: Transaction, entries: readonly Projected[]): Promise<void> {
  const clientIds = clientsOfPurchases(entries);
  if (clientIds.length === 0) return;
  await tx.query(sql`/* mark-clients */ insert into client_to_settle select * from unnest(${clientIds}::bigint[])`);
}
