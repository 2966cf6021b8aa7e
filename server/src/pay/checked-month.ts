import { addUnits, floorDay } from '../lib/period.ts';
import { Refusal } from '../lib/refusal.ts';
import type { Day } from '../lib/zone.ts';

const earliest = '1990-01-01';
const latest = '2199-01-01';

/** Refuses what is no first day of a month. */
export function checkedMonth(month: Day, field: string): Day {
  if (month < earliest || month > latest) {
    throw Refusal.badInput(field, `a day from ${earliest} to ${latest}`, { got: month });
  }
  if (floorDay(month, 'MONTH') === month) return month;
  throw Refusal.badInput(field, `the first day of a month: ${floorDay(month, 'MONTH')}`, { got: month });
}

/** Refuses a month that has not begun yet. */
export function begunMonth(month: Day, today: Day, field: string): Day {
  const checked = checkedMonth(month, field);
  if (checked <= today) return checked;
  throw Refusal.badInput(field, `a month that has begun: at latest ${floorDay(today, 'MONTH')}`, { got: month });
}

/** The first day after a month. */
export function monthAfter(month: Day): Day {
  return addUnits(month, 'MONTH', 1);
}
