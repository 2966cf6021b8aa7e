import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addUnits, floorDay } from '../../server/src/lib/period.ts';
import { addDays, daysBetween, weekdayOf } from '../../server/src/lib/zone.ts';

/** Sixty questions by day kept everybody waiting for seconds: every day of every question was moved by a calendar library. */
const days = fc.date({ min: new Date('1890-01-01'), max: new Date('2190-01-01'), noInvalidDate: true }).map(dayOf);

function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}

/** Day by day, as people count. */
function walked(day: string, steps: number): string {
  const date = new Date(`${day}T12:00:00Z`);
  for (let i = 0; i < Math.abs(steps); i += 1) date.setUTCDate(date.getUTCDate() + Math.sign(steps));
  return dayOf(date);
}

test('days are counted as the calendar has them', () => {
  fc.assert(
    fc.property(days, fc.integer({ min: -800, max: 800 }), (day, count) => {
      const there = walked(day, count);
      expect(addDays(day, count)).toBe(there);
      expect(daysBetween(day, there)).toBe(count);
      const weekday = new Date(`${day}T12:00:00Z`).getUTCDay() || 7;
      expect(weekdayOf(day)).toBe(weekday);
      expect(floorDay(day, 'WEEK')).toBe(walked(day, 1 - weekday));
      expect(addUnits(day, 'WEEK', Math.trunc(count / 7))).toBe(walked(day, Math.trunc(count / 7) * 7));
    }),
  );
});
