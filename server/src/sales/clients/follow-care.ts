import type { Context } from '../../context.ts';
import type { Transaction } from '../../database/database.ts';
import { sql } from '../../lib/sql.ts';
import { settleClients } from './settle-clients.ts';

/** A group's clients have to be contacted more or less often from now on: those who have waited too long by that are neglected from now. */
export async function followCare(
  tx: Transaction,
  ctx: Context,
  segmentId: string,
  before: number | null,
  after: number | null,
): Promise<void> {
  if (before === after) return;
  await tx.query(sql`/* keep-care */ insert into segment_care (segment_id, since, days) values (${segmentId}, ${ctx.clock.now()}, ${after})
    on conflict (segment_id, since) do update set days = excluded.days`);
  const clients = await tx.query<{ id: string }>(
    sql`/* clients-of-segment */ select id from client where segment_id = ${segmentId} order by id`,
  );
  await settleClients(
    tx,
    ctx,
    clients.map(({ id }) => id),
  );
}
