import { ageInWords } from './dates.ts';
import type { Language } from './language.ts';
import { m } from './paraglide/messages.js';

const DAY = 24 * 60 * 60_000;

/** How long ago, while that says more than a date; then the date. By the viewer's own clock and time zone. */
export function momentInWords(instant: number, now: number, language: Language): string {
  const ago = now - instant;
  // What has just come may be younger than the page's last look at its clock.
  if (ago > -60_000 && ago < 2 * DAY) return ageInWords(ago, language) ?? m.just_now();
  return dayOf(instant, now, language);
}

/** 21 нояб.; with the year when it is not this one. */
export function dayOf(instant: number, now: number, language: Language): string {
  const sameYear = new Date(instant).getFullYear() === new Date(now).getFullYear();
  return new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'short',
    ...(sameYear ? {} : { year: 'numeric' }),
  }).format(instant);
}

/** 21 ноября 2026 г., 14:32:05 */
export function exactMoment(at: string, language: Language): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'medium', hourCycle: 'h23' }).format(
    Date.parse(at),
  );
}

/** 21 нояб., 14:32: a line of a log. */
export function logMoment(at: string, language: Language): string {
  return new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(Date.parse(at));
}
