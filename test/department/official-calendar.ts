import type { WorkingCalendar } from '../../server/src/department/calendar/working-days.ts';

/**
 * The production calendars as they were published for the five-day week, copied day by day: weekdays nobody works, Saturdays that are worked,
 * days that are an hour shorter, and the totals printed under them (days, and hours at eight a day).
 */
export const published = {
  2023: {
    days: 247,
    hours: 1973,
    off: '01-02 01-03 01-04 01-05 01-06 02-23 02-24 03-08 05-01 05-08 05-09 06-12 11-06',
    worked: '',
    short: '02-22 03-07 11-03',
  },
  2024: {
    days: 248,
    hours: 1979,
    off: '01-01 01-02 01-03 01-04 01-05 01-08 02-23 03-08 04-29 04-30 05-01 05-09 05-10 06-12 11-04 12-30 12-31',
    worked: '04-27 11-02 12-28',
    short: '02-22 03-07 05-08 06-11 11-02',
  },
  2025: {
    days: 247,
    hours: 1972,
    off: '01-01 01-02 01-03 01-06 01-07 01-08 05-01 05-02 05-08 05-09 06-12 06-13 11-03 11-04 12-31',
    worked: '11-01',
    short: '03-07 04-30 06-11 11-01',
  },
  2026: {
    days: 247,
    hours: 1972,
    off: '01-01 01-02 01-05 01-06 01-07 01-08 01-09 02-23 03-09 05-01 05-11 06-12 11-04 12-31',
    worked: '',
    short: '04-30 05-08 06-11 11-03',
  },
} as const;

export type PublishedYear = keyof typeof published;
export const publishedYears = Object.keys(published).map(Number) as PublishedYear[];

const listed = (which: 'off' | 'worked' | 'short'): Set<string> =>
  new Set(
    publishedYears.flatMap((year) => published[year][which].split(' ').map((date) => (date ? `${year}-${date}` : ''))),
  );
const off = listed('off');
const worked = listed('worked');
const short = listed('short');

/** What was published of a day of those years. */
export function publishedKind(day: string): 'working' | 'short' | 'holiday' {
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay();
  const isWorked = worked.has(day) || (weekday >= 1 && weekday <= 5 && !off.has(day));
  if (!isWorked) return 'holiday';
  return short.has(day) ? 'short' : 'working';
}

/** A calendar made by hand: nine to six, Monday to Friday, in Moscow, without any holiday, unless told otherwise. */
export function calendarOf(differences: Partial<WorkingCalendar> = {}): WorkingCalendar {
  return {
    timeZone: 'Europe/Moscow',
    opensAt: 9 * 3600,
    closesAt: 18 * 3600,
    week: new Set([1, 2, 3, 4, 5]),
    own: new Map(),
    country: () => null,
    ...differences,
  };
}
