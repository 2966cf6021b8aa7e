import type { DepartmentSettings } from '../../context.ts';
import type { Queryable } from '../../database/database.ts';
import { sql } from '../../lib/sql.ts';

/** All that is stored about the department itself: what requests work by, and its hours. */
export interface StoredSettings extends DepartmentSettings {
  /** goes up with every change */
  revision: number;
  /** the clock on the wall, `HH:MM`; the end at most `24:00` */
  workStarts: string;
  workEnds: string;
  /** 1 Monday to 7 Sunday, in order */
  workingWeek: number[];
  /** working minutes in which a lead is to be answered */
  answerWithinMinutes: number;
}

/** The settings row; null on a database where nobody has set the department up yet. */
export async function readSettings(db: Queryable): Promise<StoredSettings | null> {
  const [row] = await db.query<StoredSettings>(sql`/* read-settings */
    select department_name as "departmentName", time_zone as "timeZone", currency, activity_window_days as "activityWindowDays", demo,
      revision::integer as revision, to_char(work_starts, 'HH24:MI') as "workStarts", to_char(work_ends, 'HH24:MI') as "workEnds",
      working_week as "workingWeek", answer_within_seconds / 60 as "answerWithinMinutes"
    from setting`);
  return row ?? null;
}
