import { Temporal } from 'temporal-polyfill';

/** A calendar day, `YYYY-MM-DD`: always the department's own calendar, never the machine's. */
export type Day = string;

const quarterHour = 15 * 60_000;
const known = new Map<string, Map<number, Day>>();
/** when days begin: every question by day asks it of all its days */
const begun = new Map<string, number>();

/**
 * The day an instant falls on in a time zone. Remembered by quarter of an hour (no zone's day turns within one),
 * because an import asks this a million times.
 */
export function dayOf(instant: Date, timeZone: string): Day {
  const slot = Math.floor(instant.getTime() / quarterHour);
  let days = known.get(timeZone);
  if (!days || days.size > 200_000) known.set(timeZone, (days = new Map()));
  let day = days.get(slot);
  if (day === undefined) {
    day = Temporal.Instant.fromEpochMilliseconds(slot * quarterHour)
      .toZonedDateTimeISO(timeZone)
      .toPlainDate()
      .toString();
    days.set(slot, day);
  }
  return day;
}

/** The first day of the month a day lies in. */
export function monthOf(day: Day): Day {
  return `${day.slice(0, 8)}01`;
}

/** The instant a day begins in a time zone (not always 00:00: clocks may skip it). */
export function startOfDay(day: Day, timeZone: string): Date {
  const key = `${timeZone} ${day}`;
  let at = begun.get(key);
  if (at === undefined) {
    at = Temporal.PlainDate.from(day).toZonedDateTime(timeZone).epochMilliseconds;
    if (begun.size > 100_000) begun.clear();
    begun.set(key, at);
  }
  return new Date(at);
}

const dayLength = 24 * 60 * 60_000;

/** A day as a number: a year of days is counted for every question, and plain numbers take a twentieth of the time. */
function numberOf(day: Day): number {
  const at = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(at)) throw new RangeError(`not a day: ${day}`);
  return at / dayLength;
}

/** A day moved by whole days. */
export function addDays(day: Day, days: number): Day {
  return new Date((numberOf(day) + days) * dayLength).toISOString().slice(0, -14);
}

/** Whole days from one day to a later one (negative when it is earlier). */
export function daysBetween(from: Day, to: Day): number {
  return numberOf(to) - numberOf(from);
}

/** 1 on Monday to 7 on Sunday. */
export function weekdayOf(day: Day): number {
  // the first day of all was a Thursday
  return ((((numberOf(day) + 3) % 7) + 7) % 7) + 1;
}

/** Whether a name is a time zone the runtime knows. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
