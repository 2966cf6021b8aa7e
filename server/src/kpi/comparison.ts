import { Temporal } from 'temporal-polyfill';
import { addUnits, type DayRange, type Grain, shapeOf } from '../lib/period.ts';
import { addDays, type Day, dayOf, daysBetween } from '../lib/zone.ts';

export const comparisons = ['PREVIOUS', 'LAST_YEAR'] as const;
/** What a period is held against: the one before it, or the same one a year earlier. */
export type Comparison = (typeof comparisons)[number];

/** The instant up to which history counts (now, or `asOf`), and the department's day it lies in. */
export interface Cut {
  instant: Date;
  day: Day;
  timeZone: string;
}

/** Makes a cut. */
export function cutAt(instant: Date, timeZone: string): Cut {
  return { instant, day: dayOf(instant, timeZone), timeZone };
}

/** Days that count, and the last instant that does where the last of them counts in part only. */
export interface ComparedRange extends DayRange {
  until: Date | null;
}

/** How far back a comparison looks: one shift for the whole table, so that its buckets and its total are moved alike. */
export interface Shift {
  unit: Grain;
  count: number;
}

/**
 * PREVIOUS: one bucket of the grain, else the period's own length in its own unit. LAST_YEAR: a calendar year, weeks 52 weeks. `told` is the unit
 * that the period was asked in, if it was: the last 28 days stay days also when they happen to be a February.
 */
export function shiftFor(
  comparison: Comparison,
  period: DayRange,
  grain: Grain | null,
  told: Shift | null = null,
): Shift {
  const shape = told ?? shapeOf(period);
  if (comparison === 'PREVIOUS') return grain ? { unit: grain, count: 1 } : shape;
  const inWeeks = grain === 'WEEK' || (shape.unit === 'WEEK' && (grain === null || grain === 'DAY'));
  return inWeeks ? { unit: 'WEEK', count: 52 } : { unit: 'YEAR', count: 1 };
}

/**
 * The earlier days a range is compared with. A range that is still running is held against the equally elapsed part: as many whole
 * local days as have begun, a single day up to the same time of day; never beyond the earlier range's own end.
 */
export function earlier(range: DayRange, shift: Shift, cut: Cut): ComparedRange {
  const from = addUnits(range.from, shift.unit, -shift.count);
  const to = endMoved(range.to, shift);
  if (cut.day >= range.to) return { from, to, until: null };
  if (cut.day < range.from) return { from, to: from, until: null };
  if (daysBetween(range.from, range.to) === 1) return { from, to, until: sameTimeOfDay(from, cut) };
  const elapsed = addDays(from, daysBetween(range.from, cut.day) + 1);
  if (elapsed < to) return { from, to: elapsed, until: null };
  return { from, to, until: null };
}

/** The end of a range, moved: where the earlier month lacks that day (through the 29th, moved into February), the month's end. */
function endMoved(to: Day, shift: Shift): Day {
  const moved = addUnits(to, shift.unit, -shift.count);
  const clamped = shift.unit !== 'DAY' && shift.unit !== 'WEEK' && moved.slice(8) !== to.slice(8);
  return clamped ? addDays(moved, 1) : moved;
}

function sameTimeOfDay(day: Day, cut: Cut): Date {
  const plainTime = Temporal.Instant.fromEpochMilliseconds(cut.instant.getTime())
    .toZonedDateTimeISO(cut.timeZone)
    .toPlainTime();
  return new Date(
    Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: cut.timeZone, plainTime }).epochMilliseconds,
  );
}
