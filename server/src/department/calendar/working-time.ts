import { Temporal } from 'temporal-polyfill';
import { addDays, type Day, dayOf, startOfDay } from '../../lib/zone.ts';
import { sumOverDays } from './sum-over-days.ts';
import { kindOfDay, mostDays, type WorkingCalendar } from './working-days.ts';

/** When a day's work begins and ends, in whole seconds of the epoch. */
interface Hours {
  opens: number;
  closes: number;
}

const hour = 3600;
const dayLength = 24 * hour;

/**
 * Working seconds from one instant to another, as they really passed, within the hours of working days; 0 when the other is not later.
 * Both instants count from their whole second on, so that parts of an interval add up to it exactly. Throws RangeError for instants before
 * 1900 or after 2999.
 */
export function workingSecondsBetween(calendar: WorkingCalendar, from: Date, to: Date): number {
  const start = secondOf(from);
  const end = secondOf(to);
  if (end <= start) return 0;
  const first = dayOf(from, calendar.timeZone);
  const last = dayOf(to, calendar.timeZone);
  if (first === last) return overlap(hoursOf(calendar, first), start, end);
  const between = sumOverDays(calendar, addDays(first, 1), last, secondsOfDay);
  return overlap(hoursOf(calendar, first), start, end) + between + overlap(hoursOf(calendar, last), start, end);
}

/**
 * The first instant at which so many working seconds (rounded to whole ones) have passed since another: a deadline that falls on closing
 * time is that evening, not the next morning. 0 gives the instant itself. Throws RangeError for a negative number, and beyond twenty years.
 */
export function addWorkingSeconds(calendar: WorkingCalendar, from: Date, seconds: number): Date {
  let left = Math.round(seconds);
  if (!(left >= 0)) throw new RangeError(`not a length of time: ${seconds} seconds`);
  if (left === 0) return new Date(from);
  const start = secondOf(from);
  let day = dayOf(from, calendar.timeZone);
  for (let walked = 0; walked < mostDays; walked += 1) {
    const hours = hoursOf(calendar, day);
    if (hours) {
      const opens = Math.max(hours.opens, start);
      if (opens + left <= hours.closes) return new Date((opens + left) * 1000);
      left -= Math.max(0, hours.closes - opens);
    }
    day = addDays(day, 1);
  }
  throw new RangeError(`${seconds} working seconds are more than twenty years`);
}

function secondsOfDay(calendar: WorkingCalendar, day: Day): number {
  const hours = hoursOf(calendar, day);
  return hours ? hours.closes - hours.opens : 0;
}

function overlap(hours: Hours | null, start: number, end: number): number {
  return hours ? Math.max(0, Math.min(hours.closes, end) - Math.max(hours.opens, start)) : 0;
}

/** The working hours of a day; null when nobody works. */
function hoursOf(calendar: WorkingCalendar, day: Day): Hours | null {
  const kind = kindOfDay(calendar, day);
  if (kind === 'holiday') return null;
  const { timeZone, opensAt } = calendar;
  const closesAt = kind === 'short' ? calendar.closesAt - hour : calendar.closesAt;
  if (closesAt <= opensAt) return null;
  const begins = secondOf(startOfDay(day, timeZone));
  const ends = secondOf(startOfDay(addDays(day, 1), timeZone));
  if (ends - begins === dayLength) return { opens: begins + opensAt, closes: begins + closesAt };
  // on a day the clocks are changed, what they show is not what has passed since midnight
  const shown = (second: number) => (second === dayLength ? ends : instantOf(day, second, timeZone));
  return { opens: shown(opensAt), closes: shown(closesAt) };
}

/** When the clock on the wall shows a time: the first time it does, and later by what is left out when it never does. */
function instantOf(day: Day, second: number, timeZone: string): number {
  const plainTime = Temporal.PlainTime.from('00:00').add({ seconds: second });
  return Temporal.PlainDate.from(day).toZonedDateTime({ timeZone, plainTime }).epochMilliseconds / 1000;
}

function secondOf(instant: Date): number {
  return Math.floor(instant.getTime() / 1000);
}
