import type { Transaction } from '../../database/database.ts';
import { sql } from '../../lib/sql.ts';

/**
 * Notes from when another activity window holds, before the settings change. A purchase keeps the window that was in force when it was made:
 * another one moves no lapse that has been promised, nor any that has happened.
 */
export async function keepWindow(tx: Transaction, since: Date, days: number): Promise<void> {
  await tx.query(sql`/* first-window */ insert into activity_window (since, days)
    select '1970-01-01T00:00:00Z', s.activity_window_days from setting s where not exists (select from activity_window)`);
  await tx.query(sql`/* keep-window */ insert into activity_window (since, days) values (${since}, ${days})
    on conflict (since) do update set days = excluded.days`);
}
