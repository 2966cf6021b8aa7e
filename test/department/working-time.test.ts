import { describe, expect, test } from 'vitest';
import { russianDay } from '../../server/src/department/calendar/russian-calendar.ts';
import { addWorkingSeconds, workingSecondsBetween } from '../../server/src/department/calendar/working-time.ts';
import { calendarOf } from './official-calendar.ts';

// nine to six, Monday to Friday: a day has nine hours
const moscow = calendarOf({ country: russianDay });
const hour = 3600;

/** An instant of Moscow. */
const at = (text: string): Date => new Date(`${text.replace(' ', 'T')}+03:00`);

describe('working time, computed by hand', () => {
  test.each([
    // half an hour of Friday, an hour of Monday
    ['over a week-end', '2026-03-13 17:30', '2026-03-16 10:00', 1.5],
    ['within a day', '2026-03-18 10:15', '2026-03-18 12:45', 2.5],
    // 30 April closes at 17:00, 1 May is a Friday
    ['a shortened day before a holiday', '2026-04-30 16:00', '2026-05-04 09:30', 1.5],
    // 12 to 17 on the shortened 8 May; 9 May is a Saturday, so Monday the 11th is off; 9 to 12 on Tuesday
    ['over 9 May', '2026-05-08 12:00', '2026-05-12 12:00', 8],
    // 9 + 8 (30 April) + 4 × 9 (4 to 7 May) + 8 (8 May) + 2 × 9 (12 and 13 May)
    ['over both May holidays', '2026-04-29 09:00', '2026-05-13 18:00', 79],
    // 31 December to 11 January nobody works
    ['over the New Year', '2025-12-30 17:00', '2026-01-12 11:00', 3],
    // an hour of Friday, eight of the worked and shortened Saturday, one of Wednesday
    ['over a working Saturday', '2025-10-31 17:00', '2025-11-05 10:00', 10],
    ['in the evening', '2026-03-18 20:00', '2026-03-18 22:00', 0],
    ['from evening to early morning', '2026-03-18 18:00', '2026-03-19 09:00', 0],
    ['on a week-end', '2026-03-14 12:00', '2026-03-15 15:00', 0],
    ['from early morning', '2026-03-18 07:00', '2026-03-18 10:00', 1],
    ['to the next early morning', '2026-03-18 17:00', '2026-03-19 08:00', 1],
    ['the whole of a day, midnight to midnight', '2026-03-18 00:00', '2026-03-19 00:00', 9],
    ['on a holiday in the middle of a week', '2026-11-04 09:00', '2026-11-04 18:00', 0],
    ['of the last hour of a shortened day', '2026-11-03 17:00', '2026-11-03 18:00', 0],
    ['of no time', '2026-03-18 12:00', '2026-03-18 12:00', 0],
    ['backwards', '2026-03-18 12:00', '2026-03-18 10:00', 0],
  ])('%s: %s to %s', (_what, from, to, hours) => {
    expect(workingSecondsBetween(moscow, at(from), at(to))).toBe(hours * hour);
  });

  test('counts whole seconds, from where each second begins', () => {
    const [from, to] = [at('2026-03-18 12:00:00.900'), at('2026-03-18 12:00:02.100')];
    expect(workingSecondsBetween(moscow, from, to)).toBe(2);
  });

  test('of a week of another shape, with days of its own', () => {
    // Tuesday to Saturday, ten to four; Thursday 19 March is off, Monday 23 March is worked and shortened
    const own = new Map([
      ['2026-03-19', 'holiday'],
      ['2026-03-23', 'short'],
    ] as const);
    const shop = calendarOf({ opensAt: 10 * hour, closesAt: 16 * hour, week: new Set([2, 3, 4, 5, 6]), own });
    // 17, 18, 20, 21 March: 6 each; 23 March: 5; 24 March until noon: 2
    expect(workingSecondsBetween(shop, at('2026-03-16 08:00'), at('2026-03-24 12:00'))).toBe(31 * hour);
  });

  test('a day of one hour has none left when it is shortened', () => {
    const brief = calendarOf({ closesAt: 10 * hour, own: new Map([['2026-03-18', 'short']]) });
    expect(workingSecondsBetween(brief, at('2026-03-17 00:00'), at('2026-03-20 00:00'))).toBe(2 * hour);
    expect(addWorkingSeconds(brief, at('2026-03-17 09:30'), hour)).toEqual(at('2026-03-19 09:30'));
  });

  test('is not known outside of the calendar', () => {
    expect(() => workingSecondsBetween(moscow, at('1799-03-18 12:00'), at('2026-03-18 12:00'))).toThrow(RangeError);
  });
});

describe('where clocks are changed', () => {
  const berlin = (text: string, offset: string): Date => new Date(`${text.replace(' ', 'T')}${offset}`);
  const office = calendarOf({ timeZone: 'Europe/Berlin' });
  const always = calendarOf({
    ...{ timeZone: 'Europe/Berlin', opensAt: 0, closesAt: 24 * hour, week: new Set([1, 2, 3, 4, 5, 6, 7]) },
  });
  const nights = { ...always, opensAt: hour, closesAt: 5 * hour };

  test('a week-end of 47 hours is a week-end', () => {
    const [friday, monday] = [berlin('2026-03-27 17:30', '+01:00'), berlin('2026-03-30 10:00', '+02:00')];
    expect(workingSecondsBetween(office, friday, monday)).toBe(1.5 * hour);
    expect(addWorkingSeconds(office, friday, 1.5 * hour)).toEqual(monday);
  });

  test.each([
    // clocks go from two to three, and from three back to two
    ['2026-03-29', '+01:00', '+02:00', 23, 3],
    ['2026-10-25', '+02:00', '+01:00', 25, 5],
    ['2026-07-05', '+02:00', '+02:00', 24, 4],
  ])('%s has %s and %s: as many hours as pass', (day, before, after, hours, ofNight) => {
    const next = `${day.slice(0, 8)}${String(Number(day.slice(8)) + 1).padStart(2, '0')}`;
    const [from, to] = [berlin(`${day} 00:00`, before), berlin(`${next} 00:00`, after)];
    expect(workingSecondsBetween(always, from, to)).toBe(hours * hour);
    expect(workingSecondsBetween(nights, from, to)).toBe(ofNight * hour);
    expect(addWorkingSeconds(always, from, hours * hour)).toEqual(to);
  });

  test('a day that begins at one, because midnight is left out', () => {
    // Beirut, 29 March 2026: at midnight it is one o'clock
    const beirut = { ...always, timeZone: 'Asia/Beirut' };
    const [from, to] = [new Date('2026-03-28T22:00:00Z'), new Date('2026-03-29T21:00:00Z')];
    expect(workingSecondsBetween(beirut, from, to)).toBe(23 * hour);
  });
});

describe('a deadline in working time', () => {
  test.each([
    ['2026-03-13 17:30', 1.5, '2026-03-16 10:00'],
    // it ends that evening, not the next morning
    ['2026-03-13 17:30', 0.5, '2026-03-13 18:00'],
    ['2026-03-14 12:00', 9, '2026-03-16 18:00'],
    ['2026-03-18 03:00', 2, '2026-03-18 11:00'],
    // half an hour is left of the shortened 30 April
    ['2026-04-30 16:30', 1, '2026-05-04 09:30'],
    ['2025-12-30 17:00', 3, '2026-01-12 11:00'],
    ['2026-04-29 09:00', 79, '2026-05-13 18:00'],
    ['2026-03-14 12:34', 0, '2026-03-14 12:34'],
  ])('%s and %d h: %s', (from, hours, expected) => {
    expect(addWorkingSeconds(moscow, at(from), hours * hour)).toEqual(at(expected));
  });

  test('is neither before its beginning nor beyond twenty years', () => {
    const never = calendarOf({ country: () => 'holiday' });
    expect(() => addWorkingSeconds(moscow, at('2026-03-13 17:30'), -1)).toThrow(RangeError);
    expect(() => addWorkingSeconds(moscow, at('2026-03-13 17:30'), Number.NaN)).toThrow(RangeError);
    expect(() => addWorkingSeconds(never, at('2026-03-13 17:30'), 1)).toThrow(RangeError);
  });
});
