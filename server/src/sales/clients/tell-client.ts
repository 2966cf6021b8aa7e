import type { Context } from '../../context.ts';
import type { Transaction } from '../../database/database.ts';
import type { EntryKind } from '../../ledger/entry.ts';
import { restate } from '../../ledger/restate.ts';

/** A client as the change feed tells of it. */
interface ToldClient {
  id: string;
  segmentId: string | null;
  territoryId: string | null;
}

/** Tells the change feed that something happened to a client. */
export async function tellClient(
  tx: Transaction,
  ctx: Context,
  kind: Extract<EntryKind, `client_${string}`>,
  { id, segmentId, territoryId }: ToldClient,
): Promise<void> {
  const dimensions = { client_id: id, segment_id: segmentId, territory_id: territoryId };
  await restate(tx, ctx, { noun: 'client', nounId: id }, { before: [], after: [], news: { kind, dimensions } });
}
