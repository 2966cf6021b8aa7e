import { addDays, type Day } from '../../lib/zone.ts';

/** The days that can be reckoned with. */
export const knownDays: { from: Day; to: Day } = { from: '1900-01-01', to: '3000-01-01' };

/** Something that every day of a calendar adds: a plain function, the same one each time. */
export type OfDay<Calendar> = (calendar: Calendar, day: Day) => number;

const years = new WeakMap<object, Map<unknown, Map<Day, number>>>();

/**
 * The sum over the days from one on, up to but not including another; 0 when that is not later. Whole years are summed once per calendar,
 * so that a century costs little more than the days at its two ends. Throws RangeError outside of the known days.
 */
export function sumOverDays<Calendar extends object>(
  calendar: Calendar,
  from: Day,
  to: Day,
  ofDay: OfDay<Calendar>,
): number {
  if (to <= from) return 0;
  if (from < knownDays.from || to > knownDays.to) throw new RangeError(`no calendar is known from ${from} to ${to}`);
  let sum = 0;
  for (let day = from; day < to; ) {
    const nextYear = `${Number(day.slice(0, 4)) + 1}-01-01`;
    const whole = day.endsWith('-01-01') && nextYear <= to;
    sum += whole ? sumOfYear(calendar, day, nextYear, ofDay) : ofDay(calendar, day);
    day = whole ? nextYear : addDays(day, 1);
  }
  return sum;
}

function sumOfYear<Calendar extends object>(calendar: Calendar, from: Day, to: Day, ofDay: OfDay<Calendar>): number {
  const sums = years.get(calendar) ?? new Map<unknown, Map<Day, number>>();
  years.set(calendar, sums);
  const known = sums.get(ofDay) ?? new Map<Day, number>();
  sums.set(ofDay, known);
  let sum = known.get(from);
  if (sum !== undefined) return sum;
  sum = 0;
  for (let day = from; day < to; day = addDays(day, 1)) sum += ofDay(calendar, day);
  known.set(from, sum);
  return sum;
}
