import type { Viewer } from '../access/viewer.ts';
import type { Queryable } from '../database/database.ts';
import { sql } from '../lib/sql.ts';

/** Requests of people about their data are rare: more of a kind than this in a day by one hand is no such request. */
const most = 5;

/** Whether somebody has done that so often within a day that others should look at it. */
export async function isUnusual(db: Queryable, { principal }: Viewer, action: string, now: Date): Promise<boolean> {
  const since = new Date(now.getTime() - 24 * 3_600_000);
  const [row] = await db.query<{
    often: boolean;
  }>(sql`/* is-unusual */ select count(*) >= ${most} as often from audit_entry
    where principal = ${principal} and action = ${action} and at > ${since}`);
  return row?.often ?? false;
}
