import { Temporal } from 'temporal-polyfill';
import { russianDay } from '../department/calendar/russian-calendar.ts';
import { addDays, type Day, dayOf, startOfDay } from '../lib/zone.ts';

/** The office is open from 9:00 to 18:30. */
const opensAt = 9 * 60;
const closesAt = 18 * 60 + 30;
/** Where a fraction of the day's work stands on the clock (minutes): little is done from 13:00 to 14:00. */
const rhythm: [fraction: number, minute: number][] = [
  [0, opensAt],
  [0.46, 13 * 60],
  [0.52, 14 * 60],
  [1, closesAt],
];

/** Whether the office works on a day: as the production calendar of the country says. */
export function isWorkingDay(day: Day): boolean {
  const told = russianDay(day);
  if (told === 'holiday') return false;
  return told === 'working' || told === 'short' || Temporal.PlainDate.from(day).dayOfWeek <= 5;
}

/**
 * Time as the office counts it: 2.5 is the middle of the third working day since the first. Stays and cycles are told in it, so nothing
 * ever happens at night or on a holiday, and a Monday does not get what a week-end would have brought.
 */
export class OfficeTime {
  readonly timeZone: string;
  readonly #days: Day[] = [];
  readonly #begins: number[] = [];
  #next: Day;

  constructor(start: Day, timeZone: string) {
    this.timeZone = timeZone;
    this.#next = start;
  }

  /** The working day with this number, from 0. */
  day(index: number): Day {
    while (this.#days.length <= index) {
      if (isWorkingDay(this.#next)) {
        this.#days.push(this.#next);
        this.#begins.push(startOfDay(this.#next, this.timeZone).getTime());
      }
      this.#next = addDays(this.#next, 1);
    }
    return this.#days[index] ?? this.#next;
  }

  /** The instant of a position. */
  instant(position: number): Date {
    const index = Math.floor(position);
    this.day(index);
    return new Date((this.#begins[index] ?? 0) + Math.round(along(position - index, 0, 1) * 60_000));
  }

  /** The position of an instant; outside of office hours the nearest end of a working day that has passed. */
  position(instant: Date): number {
    const day = dayOf(instant, this.timeZone);
    if (this.day(0) > day) return 0;
    let index = this.#indexOf(day);
    while (this.day(index) < day) index += 1;
    if (this.day(index) > day) return index;
    const minute = (instant.getTime() - (this.#begins[index] ?? 0)) / 60_000;
    return index + Math.min(Math.max(along(minute, 1, 0), 0), 1);
  }

  /** Where a day begins; a day of rest begins with the next working day. */
  startOf(day: Day): number {
    return this.position(startOfDay(day, this.timeZone));
  }

  /** The last known day not after the given one: a place to search on from. */
  #indexOf(day: Day): number {
    let low = 0;
    let high = this.#days.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#days[middle] ?? '') <= day) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  }
}

/** Reads the rhythm one way or the other, straight between its corners. */
function along(value: number, from: 0 | 1, to: 0 | 1): number {
  const after = rhythm.find((corner) => corner[from] >= value) ?? rhythm.at(-1) ?? rhythm[0];
  const before = rhythm[Math.max(0, rhythm.indexOf(after as [number, number]) - 1)];
  if (!after || !before || after === before) return after?.[to] ?? 0;
  return before[to] + ((value - before[from]) / (after[from] - before[from])) * (after[to] - before[to]);
}

/** Whether the office works at an instant. */
export function isOpen(instant: Date, timeZone: string): boolean {
  const day = dayOf(instant, timeZone);
  const minute = (instant.getTime() - startOfDay(day, timeZone).getTime()) / 60_000;
  return isWorkingDay(day) && minute >= opensAt && minute < closesAt;
}

/** Hours a working day has. */
export const officeHours = (closesAt - opensAt) / 60;
