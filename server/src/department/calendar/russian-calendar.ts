import { addDays, type Day, weekdayOf } from '../../lib/zone.ts';
import type { CountryDay } from './day-kind.ts';

/** Public holidays of article 112 of the Labour Code, as month and day. Those of the New Year have stood so since 2013. */
const newYear = ['01-01', '01-02', '01-03', '01-04', '01-05', '01-06', '01-07', '01-08'];
const others = ['02-23', '03-08', '05-01', '05-09', '06-12', '11-04'];
const holidays = new Set([...newYear, ...others]);

/**
 * Days off moved by decree of the government, year by year: from a day off that coincides with a holiday, or from one that is worked instead,
 * to a day that would be worked. A year without a decree here (2027, and all before 2023) follows the law alone: a holiday on a week-end
 * moves the day off to the next working day, except in January, whose days off only a decree moves. A year of the law alone therefore has up
 * to two working days more than it will have by decree.
 */
const decrees: Readonly<Record<string, readonly (readonly [from: Day, to: Day])[]>> = {
  // no. 1505 of 29 August 2022
  2023: [
    ['2023-01-01', '2023-02-24'],
    ['2023-01-08', '2023-05-08'],
  ],
  // no. 1314 of 10 August 2023
  2024: [
    ['2024-01-06', '2024-05-10'],
    ['2024-01-07', '2024-12-31'],
    ['2024-04-27', '2024-04-29'],
    ['2024-11-02', '2024-04-30'],
    ['2024-12-28', '2024-12-30'],
  ],
  // no. 1335 of 4 October 2024
  2025: [
    ['2025-01-04', '2025-05-02'],
    ['2025-01-05', '2025-12-31'],
    ['2025-02-23', '2025-05-08'],
    ['2025-03-08', '2025-06-13'],
    ['2025-11-01', '2025-11-03'],
  ],
  // no. 1466 of 24 September 2025
  2026: [
    ['2026-01-03', '2026-01-09'],
    ['2026-01-04', '2026-12-31'],
  ],
};

const known = new Map<string, ReadonlyMap<Day, CountryDay>>();

/** What the production calendar of Russia (five-day week) says of a day. */
export function russianDay(day: Day): CountryDay {
  const year = day.slice(0, 4);
  let days = known.get(year);
  if (!days) known.set(year, (days = daysOf(year)));
  return days.get(day) ?? null;
}

/** All days of a year that are not what their weekday says. */
function daysOf(year: string): ReadonlyMap<Day, CountryDay> {
  const days = new Map<Day, CountryDay>([...holidays].map((date) => [`${year}-${date}`, 'holiday']));
  const decree = decrees[year] ?? [];
  for (const [, to] of decree) days.set(to, 'holiday');
  const moved = new Set(decree.map(([from]) => from));
  for (const holiday of others.map((date) => `${year}-${date}`)) {
    if (isWeekend(holiday) && !moved.has(holiday)) days.set(nextWorked(holiday, days), 'holiday');
  }
  // a day worked instead of another is as long as that one would have been
  for (const [from, to] of decree) if (!isHoliday(from)) days.set(from, isEve(to) ? 'short' : 'working');
  for (const eve of [...others.map((date) => addDays(`${year}-${date}`, -1)), `${year}-12-31`]) {
    if (!days.has(eve)) days.set(eve, 'eve');
  }
  return days;
}

function nextWorked(day: Day, days: ReadonlyMap<Day, CountryDay>): Day {
  let next = addDays(day, 1);
  while (isWeekend(next) || days.has(next)) next = addDays(next, 1);
  return next;
}

function isHoliday(day: Day): boolean {
  return holidays.has(day.slice(5));
}

function isEve(day: Day): boolean {
  return !isHoliday(day) && isHoliday(addDays(day, 1));
}

function isWeekend(day: Day): boolean {
  return weekdayOf(day) > 5;
}
