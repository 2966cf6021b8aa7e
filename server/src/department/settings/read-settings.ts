import type { DepartmentSettings } from '../../context.ts';
import type { Queryable } from '../../database/database.ts';
import { sql } from '../../lib/sql.ts';

/** The settings row; null on a database where nobody has set the department up yet. */
export async function readSettings(db: Queryable): Promise<DepartmentSettings | null> {
  const [row] = await db.query<DepartmentSettings>(sql`/* read-settings */
    select department_name as "departmentName", time_zone as "timeZone", currency, activity_window_days as "activityWindowDays", demo
    from setting`);
  return row ?? null;
}
