import type { Queryable } from '../../database/database.ts';
import { sql } from '../../lib/sql.ts';
import { addDays, type Day, weekdayOf } from '../../lib/zone.ts';
import type { CountryDay, DayKind } from './day-kind.ts';
import { russianDay } from './russian-calendar.ts';
import { sumOverDays } from './sum-over-days.ts';

/** When the department works. Sums over whole years are remembered with it: keep one for as long as the work it was read for. */
export interface WorkingCalendar {
  timeZone: string;
  /** seconds after midnight by the clock on the wall, the end up to 86,400; breaks are not known and count as worked */
  opensAt: number;
  closesAt: number;
  /** the days of an ordinary week: 1 Monday to 7 Sunday */
  week: ReadonlySet<number>;
  /** what the department has decided itself; goes before everything else */
  own: ReadonlyMap<Day, DayKind>;
  /** what the country says; holds whatever the week is */
  country: (day: Day) => CountryDay;
}

interface Stored {
  timeZone: string;
  opensAt: number;
  closesAt: number;
  week: number[];
  own: Record<Day, DayKind>;
}

/** how far whole days are counted on: twenty years, far more than any deadline */
export const mostDays = 20 * 366;

/** The calendar as it stands: one statement, of one row and the few days the department has decided itself. */
export async function readCalendar(db: Queryable): Promise<WorkingCalendar> {
  const read = sql`/* read-calendar */ select time_zone as "timeZone", extract(epoch from work_starts)::integer as "opensAt",
    extract(epoch from work_ends)::integer as "closesAt", working_week as week,
    (select coalesce(json_object_agg(to_char(day, 'YYYY-MM-DD'), kind), '{}') from calendar_day) as own from setting`;
  const [stored] = await db.query<Stored>(read.prepared('read-calendar'));
  if (!stored) throw new Error('the department has no settings, so nobody knows when it works');
  const said = JSON.stringify(stored);
  if (last?.said !== said) last = { said, calendar: calendarOf(stored) };
  return last.calendar;
}

/** The calendar that was read last: as long as it says the same it is the same one, with the sums of years it has by then. */
let last: { said: string; calendar: WorkingCalendar } | undefined;

function calendarOf({ timeZone, opensAt, closesAt, week, own }: Stored): WorkingCalendar {
  return {
    ...{ timeZone, opensAt, closesAt, week: new Set(week) },
    ...{ own: new Map(Object.entries(own)), country: russianDay },
  };
}

/** What a day is in this calendar. */
export function kindOfDay(calendar: WorkingCalendar, day: Day): DayKind {
  const own = calendar.own.get(day);
  if (own) return own;
  const told = calendar.country(day);
  if (told !== null && told !== 'eve') return told;
  if (!calendar.week.has(weekdayOf(day))) return 'holiday';
  return told === 'eve' ? 'short' : 'working';
}

/** Whether anybody works on a day; shortened days are working days. */
export function isWorkingDay(calendar: WorkingCalendar, day: Day): boolean {
  return kindOfDay(calendar, day) !== 'holiday';
}

/** Working days from one day on, up to but not including another; 0 when that is not later. */
export function workingDaysBetween(calendar: WorkingCalendar, from: Day, to: Day): number {
  return sumOverDays(calendar, from, to, oneIfWorked);
}

function oneIfWorked(calendar: WorkingCalendar, day: Day): number {
  return isWorkingDay(calendar, day) ? 1 : 0;
}

/**
 * The working day so many working days after a day, whether or not that one is worked itself; before it when negative; 0 gives the day
 * itself. From a working day on it is what `workingDaysBetween` takes back. Throws RangeError beyond twenty years.
 */
export function addWorkingDays(calendar: WorkingCalendar, day: Day, count: number): Day {
  if (!Number.isInteger(count)) throw new RangeError(`not a number of days: ${count}`);
  const step = Math.sign(count);
  let left = Math.abs(count);
  let at = day;
  for (let walked = 0; left > 0; walked += 1) {
    if (walked === mostDays) throw new RangeError(`${count} working days from ${day} are more than twenty years`);
    at = addDays(at, step);
    if (isWorkingDay(calendar, at)) left -= 1;
  }
  return at;
}
