import type { DepartmentSettings } from '../../context.ts';
import type { Queryable } from '../../database/database.ts';
import { sql } from '../../lib/sql.ts';
import { readSettings, type StoredSettings } from './read-settings.ts';

/** The settings as they stand; on a database that has none yet, the given ones are stored first. Safe when two servers start at once. */
export async function ensureSettings(db: Queryable, initial: DepartmentSettings): Promise<StoredSettings> {
  await db.query(sql`/* ensure-settings */ insert into setting (department_name, time_zone, currency, activity_window_days, demo)
    values (${initial.departmentName}, ${initial.timeZone}, ${initial.currency}, ${initial.activityWindowDays}, ${initial.demo})
    on conflict do nothing`);
  const settings = await readSettings(db);
  if (!settings) throw new Error('the settings were stored and are gone');
  return settings;
}
