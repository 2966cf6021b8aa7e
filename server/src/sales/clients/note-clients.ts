import type { Context } from '../../context.ts';
import type { Transaction } from '../../database/database.ts';
import { sql } from '../../lib/sql.ts';

/** Notes clients that were written in bulk: since when they are known here, and that their lives have to be looked at. */
export async function noteClients(
  tx: Transaction,
  ctx: Context,
  { added, revised }: Record<'added' | 'revised', readonly string[]>,
): Promise<void> {
  if (added.length > 0) {
    await tx.query(sql`/* note-clients */ update client set added_at = ${ctx.clock.now()}
      where id = any(${[...added]}::bigint[]) and added_at is null`);
  }
  if (added.length + revised.length > 0) {
    await tx.query(
      sql`/* mark-clients */ insert into client_to_settle select * from unnest(${[...added, ...revised]}::bigint[])`,
    );
  }
}
