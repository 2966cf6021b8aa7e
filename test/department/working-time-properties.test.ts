import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DayKind } from '../../server/src/department/calendar/day-kind.ts';
import { russianDay } from '../../server/src/department/calendar/russian-calendar.ts';
import type { WorkingCalendar } from '../../server/src/department/calendar/working-days.ts';
import { addWorkingSeconds, workingSecondsBetween } from '../../server/src/department/calendar/working-time.ts';
import { calendarOf, publishedKind } from './official-calendar.ts';

const hour = 3600;
const day = 24 * hour;

const instants = (from: string, to: string) => fc.date({ min: new Date(from), max: new Date(to), noInvalidDate: true });
const ownDays = fc.dictionary(
  instants('2025-01-02', '2026-12-30').map((date) => date.toISOString().slice(0, 10)),
  fc.constantFrom<DayKind>('working', 'short', 'holiday'),
  { maxKeys: 40 },
);

/** Calendars of every shape; on whole hours, so that no shift begins at an hour the clocks leave out. */
const calendars: fc.Arbitrary<WorkingCalendar> = fc
  .record({
    timeZone: fc.constantFrom('Europe/Moscow', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'UTC'),
    hours: fc.tuple(fc.nat(23), fc.integer({ min: 1, max: 24 })).filter(([opens, closes]) => opens < closes),
    week: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }),
    own: ownDays,
    russian: fc.boolean(),
  })
  .map(({ timeZone, hours: [opens, closes], week, own, russian }) =>
    calendarOf({
      ...{ timeZone, opensAt: opens * hour, closesAt: closes * hour, week: new Set(week) },
      ...{ own: new Map(Object.entries(own)), ...(russian && { country: russianDay }) },
    }),
  );

/** Every minute of an interval, asked what the clock on the wall shows: no code shared with the server but the rule of the country. */
function walked(calendar: WorkingCalendar, from: Date, to: Date): number {
  const clock = new Intl.DateTimeFormat('sv-SE', {
    ...{ timeZone: calendar.timeZone, dateStyle: 'short', timeStyle: 'short' },
  });
  let seconds = 0;
  for (let time = from.getTime(); time < to.getTime(); time += 60_000) {
    const [date = '', shown = ''] = clock.format(time).split(' ');
    const [h = 0, m = 0] = shown.split(':').map(Number);
    const weekday = new Date(`${date}T12:00:00Z`).getUTCDay() || 7;
    const told = calendar.own.get(date) ?? calendar.country(date);
    const isShort = told === 'short' || told === 'eve';
    const isWorked = told === 'working' || told === 'short' || (told !== 'holiday' && calendar.week.has(weekday));
    const second = (h * 60 + m) * 60;
    const closes = isShort ? calendar.closesAt - hour : calendar.closesAt;
    if (isWorked && second >= calendar.opensAt && second < closes) seconds += 60;
  }
  return seconds;
}

describe('working time', () => {
  test('is what a walk minute by minute counts', () => {
    const minutes = instants('2025-01-02', '2026-11-30').map((date) => new Date(Math.floor(+date / 60_000) * 60_000));
    fc.assert(
      fc.property(calendars, minutes, fc.nat(20 * 24 * 60), (calendar, from, length) => {
        const to = new Date(from.getTime() + length * 60_000);
        expect(workingSecondsBetween(calendar, from, to)).toBe(walked(calendar, from, to));
      }),
      { numRuns: 60 },
    );
  });

  test('is what a walk counts where clocks are changed', () => {
    const changes = fc.constantFrom('2025-03-28', '2025-10-24', '2026-03-06', '2026-03-27', '2026-10-23', '2026-10-30');
    fc.assert(
      fc.property(calendars, changes, fc.nat(24 * 60), fc.nat(5 * 24 * 60), (calendar, date, late, length) => {
        const from = new Date(Date.parse(`${date}T00:00:00Z`) + late * 60_000);
        const to = new Date(from.getTime() + length * 60_000);
        expect(workingSecondsBetween(calendar, from, to)).toBe(walked(calendar, from, to));
      }),
      { numRuns: 120 },
    );
  });

  test('of years is what their days add up to', () => {
    const moscow = calendarOf({ country: russianDay });
    const offset = 3 * hour;
    const between = instants('2023-01-02', '2026-12-30');
    fc.assert(
      fc.property(between, between, (one, other) => {
        const [from, to] = [one, other].toSorted((a, b) => +a - +b) as [Date, Date];
        const [start, end] = [from, to].map((date) => Math.floor(+date / 1000) + offset) as [number, number];
        let seconds = 0;
        for (let midnight = Math.floor(start / day) * day; midnight < end; midnight += day) {
          const kind = publishedKind(new Date(midnight * 1000).toISOString().slice(0, 10));
          if (kind === 'holiday') continue;
          const closes = midnight + (kind === 'short' ? 17 : 18) * hour;
          seconds += Math.max(0, Math.min(closes, end) - Math.max(midnight + 9 * hour, start));
        }
        expect(workingSecondsBetween(moscow, from, to)).toBe(seconds);
      }),
      { numRuns: 150 },
    );
  });

  test('adds up: the parts of an interval are the interval', () => {
    const anywhere = instants('1995-01-01', '2030-01-01');
    fc.assert(
      fc.property(calendars, fc.tuple(anywhere, anywhere, anywhere), (calendar, three) => {
        const [a, b, c] = three.toSorted((x, y) => +x - +y) as [Date, Date, Date];
        const parts = workingSecondsBetween(calendar, a, b) + workingSecondsBetween(calendar, b, c);
        expect(workingSecondsBetween(calendar, a, c)).toBe(parts);
      }),
      { numRuns: 60 },
    );
  });

  test('is taken back: a deadline is the first second by which so much has passed', () => {
    fc.assert(
      fc.property(
        calendars,
        instants('2024-01-01', '2027-01-01'),
        fc.integer({ min: 1, max: 60 * 9 * hour }),
        (calendar, from, seconds) => {
          // of days of one hour that are all shortened there is never enough
          fc.pre(calendar.closesAt - calendar.opensAt > hour);
          const deadline = addWorkingSeconds(calendar, from, seconds);
          expect(workingSecondsBetween(calendar, from, deadline)).toBe(seconds);
          expect(workingSecondsBetween(calendar, from, new Date(+deadline - 1000))).toBe(seconds - 1);
        },
      ),
      { numRuns: 150 },
    );
  });
});
