import { describe, expect, test } from 'vitest';
import { russianDay } from '../../server/src/department/calendar/russian-calendar.ts';
import {
  addWorkingDays,
  isWorkingDay,
  kindOfDay,
  workingDaysBetween,
} from '../../server/src/department/calendar/working-days.ts';
import { workingSecondsBetween } from '../../server/src/department/calendar/working-time.ts';
import { calendarOf, published, publishedKind, publishedYears } from './official-calendar.ts';

const russia = calendarOf({ country: russianDay });

/** All days of a year, as the machine counts them. */
function daysOf(year: number): string[] {
  const days: string[] = [];
  for (const day = new Date(Date.UTC(year, 0, 1)); day.getUTCFullYear() === year; day.setUTCDate(day.getUTCDate() + 1))
    days.push(day.toISOString().slice(0, 10));
  return days;
}

describe('the production calendar of Russia', () => {
  test.each(publishedYears)('%i is what was published, day by day', (year) => {
    const differing = daysOf(year).filter((day) => kindOfDay(russia, day) !== publishedKind(day));
    expect(differing).toEqual([]);
  });

  test.each(publishedYears)('%i has as many working days and hours as was published', (year) => {
    expect(workingDaysBetween(russia, `${year}-01-01`, `${year + 1}-01-01`)).toBe(published[year].days);
    expect(daysOf(year).filter((day) => isWorkingDay(russia, day))).toHaveLength(published[year].days);
    const eightHours = { ...russia, closesAt: 17 * 3600 };
    const [from, to] = [new Date(`${year}-01-01T00:00+03:00`), new Date(`${year + 1}-01-01T00:00+03:00`)];
    expect(workingSecondsBetween(eightHours, from, to)).toBe(published[year].hours * 3600);
  });

  test('2027 follows the law: no decree is known, so January moves nothing', () => {
    const weekdaysOff = daysOf(2027).filter(
      (day) => kindOfDay(russia, day) === 'holiday' && kindOfDay(calendarOf(), day) === 'working',
    );
    // 1 May and 12 June are Saturdays, 9 May is a Sunday
    const expected = '01-01 01-04 01-05 01-06 01-07 01-08 02-23 03-08 05-03 05-10 06-14 11-04'.split(' ');
    expect(weekdaysOff.map((day) => day.slice(5))).toEqual(expected);
    const short = daysOf(2027).filter((day) => kindOfDay(russia, day) === 'short');
    // the eves of 8 March, 1 May, 9 May and 12 June: Sunday, Friday, Saturday, Friday
    expect(short.map((day) => day.slice(5))).toEqual(['02-22', '04-30', '06-11', '11-03', '12-31']);
    // 261 weekdays less twelve
    expect(workingDaysBetween(russia, '2027-01-01', '2028-01-01')).toBe(249);
  });

  test('a Saturday before a holiday is shorter where Saturdays are worked', () => {
    const sixDays = { ...russia, week: new Set([1, 2, 3, 4, 5, 6]) };
    expect(kindOfDay(sixDays, '2025-02-22')).toBe('short');
    expect(kindOfDay(russia, '2025-02-22')).toBe('holiday');
    expect(kindOfDay(sixDays, '2025-02-15')).toBe('working');
  });
});

describe('what the department decides itself', () => {
  test('goes before the week and the country', () => {
    const own = new Map([
      ['2026-03-14', 'working'],
      ['2026-03-16', 'holiday'],
      ['2026-05-09', 'short'],
    ] as const);
    const calendar = calendarOf({ country: russianDay, own });
    expect(['2026-03-14', '2026-03-16', '2026-05-09'].map((day) => kindOfDay(calendar, day))).toEqual([
      ...['working', 'holiday', 'short'],
    ]);
    // a week of March with a Saturday more and, in the next, a Monday less
    expect(workingDaysBetween(calendar, '2026-03-09', '2026-03-16')).toBe(5);
    expect(workingDaysBetween(calendar, '2026-03-16', '2026-03-23')).toBe(4);
  });
});

describe('working days between', () => {
  test('are half-open: the first counts, the last does not', () => {
    // Friday to Monday
    expect(workingDaysBetween(calendarOf(), '2026-03-13', '2026-03-16')).toBe(1);
    expect(workingDaysBetween(calendarOf(), '2026-03-13', '2026-03-17')).toBe(2);
    expect(workingDaysBetween(calendarOf(), '2026-03-14', '2026-03-16')).toBe(0);
    expect(workingDaysBetween(calendarOf(), '2026-03-13', '2026-03-13')).toBe(0);
    expect(workingDaysBetween(calendarOf(), '2026-03-17', '2026-03-13')).toBe(0);
  });

  test('May 2026 has nineteen', () => {
    expect(workingDaysBetween(russia, '2026-05-01', '2026-06-01')).toBe(19);
  });

  test('several years are their days, counted one by one', () => {
    let count = 0;
    for (const day of publishedYears.flatMap(daysOf))
      if (day >= '2023-05-17' && day < '2026-11-05' && publishedKind(day) !== 'holiday') count += 1;
    expect(workingDaysBetween(russia, '2023-05-17', '2026-11-05')).toBe(count);
  });

  test('are not known outside of the calendar', () => {
    expect(() => workingDaysBetween(russia, '1899-12-31', '1900-02-01')).toThrow(RangeError);
    expect(() => workingDaysBetween(russia, '2999-12-31', '3000-01-02')).toThrow(RangeError);
    expect(workingDaysBetween(calendarOf(), '2999-12-31', '3000-01-01')).toBe(1);
  });
});

describe('a working day so many days on', () => {
  test.each([
    // over the first of May, a Friday
    ['2026-04-30', 1, '2026-05-04'],
    ['2026-05-04', -1, '2026-04-30'],
    // over 9 to 11 May
    ['2026-05-08', 2, '2026-05-13'],
    // from a Saturday
    ['2026-03-14', 1, '2026-03-16'],
    ['2026-03-14', -1, '2026-03-13'],
    ['2026-03-14', 0, '2026-03-14'],
    // over the New Year
    ['2025-12-30', 1, '2026-01-12'],
  ])('%s %i: %s', (day, count, expected) => {
    expect(addWorkingDays(russia, day, count)).toBe(expected);
  });

  test('is taken back by counting', () => {
    for (const count of [1, 5, 22, 247, 600])
      expect(workingDaysBetween(russia, '2024-03-01', addWorkingDays(russia, '2024-03-01', count))).toBe(count);
  });

  test('is looked for within twenty years', () => {
    const never = calendarOf({ country: () => 'holiday' });
    expect(() => addWorkingDays(never, '2026-03-13', 1)).toThrow(RangeError);
    expect(() => addWorkingDays(russia, '2026-03-13', 0.5)).toThrow(RangeError);
  });
});
