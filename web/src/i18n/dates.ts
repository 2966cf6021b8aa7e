import type { Language } from './language.ts';

/** A calendar day, YYYY-MM-DD. */
export type Day = string;

/** The department's calendar day at an instant. */
export function dayAt(instant: number, timeZone: string): Day {
  // The Canadian English short date happens to be ISO order; no arithmetic with offsets needed.
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    instant,
  );
}

/** The same day of the month before, or that month's last day when it is shorter. */
export function sameDayLastMonth(day: Day): Day {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1, 0));
  last.setUTCDate(Math.min(date, last.getUTCDate()));
  return last.toISOString().slice(0, 10);
}

/** 21 нояб. */
export function shortDay(day: Day, language: Language): string {
  return format(day, language, { day: 'numeric', month: 'short' });
}

/** The month by itself: ноябрь. */
export function monthName(day: Day, language: Language): string {
  return format(day, language, { month: 'long' });
}

/** The month as it stands after a day: ноября. English has no such case. */
export function monthOf(day: Day, language: Language): string {
  const parts = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', timeZone: 'UTC' }).formatToParts(
    Date.parse(day),
  );
  return parts.find((part) => part.type === 'month')?.value ?? '';
}

/** 14:32 in the department's time zone; midnight is 00:00 in every language. */
export function clockTime(instant: number, timeZone: string, language: Language): string {
  return new Intl.DateTimeFormat(language, { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
    instant,
  );
}

/** суббота, 21 ноября */
export function longDay(instant: number, timeZone: string, language: Language): string {
  return new Intl.DateTimeFormat(language, { timeZone, weekday: 'long', day: 'numeric', month: 'long' }).format(
    instant,
  );
}

/** Time of today, else the day: what a list of latest happenings needs. */
export function whenShort(instant: number, now: number, timeZone: string, language: Language): string {
  const day = dayAt(instant, timeZone);
  return day === dayAt(now, timeZone) ? clockTime(instant, timeZone, language) : shortDay(day, language);
}

/** Whole minutes, hours or days ago in words; undefined below one minute. */
export function ageInWords(milliseconds: number, language: Language): string | undefined {
  const minutes = Math.floor(milliseconds / 60_000);
  if (minutes < 1) return undefined;
  const words = new Intl.RelativeTimeFormat(language, { numeric: 'always' });
  const say = (count: number, unit: 'minute' | 'hour' | 'day') =>
    // A line must not end with the bare number.
    words.format(-count, unit).replace(/(?<=\d) /, '\u00a0');
  if (minutes < 60) return say(minutes, 'minute');
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? say(hours, 'hour') : say(Math.floor(hours / 24), 'day');
}

function format(day: Day, language: Language, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' }).format(Date.parse(day));
}
