import { Temporal } from 'temporal-polyfill';

/** A calendar day, `YYYY-MM-DD`: always the department's own calendar, never the machine's. */
export type Day = string;

const quarterHour = 15 * 60_000;
const known = new Map<string, Map<number, Day>>();

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
  return new Date(Temporal.PlainDate.from(day).toZonedDateTime(timeZone).epochMilliseconds);
}

/** A day moved by whole days. */
export function addDays(day: Day, days: number): Day {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}

/** Whole days from one day to a later one (negative when it is earlier). */
export function daysBetween(from: Day, to: Day): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days;
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
