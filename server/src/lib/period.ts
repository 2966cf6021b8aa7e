import { Temporal } from 'temporal-polyfill';
import { Refusal } from './refusal.ts';
import { addDays, type Day, daysBetween, weekdayOf } from './zone.ts';

export const grains = ['DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR'] as const;
/** A unit of the calendar. Weeks start on Monday (ISO 8601). */
export type Grain = (typeof grains)[number];

export const namedPeriods = [
  ...(['TODAY', 'YESTERDAY', 'THIS_WEEK', 'LAST_WEEK', 'THIS_MONTH', 'LAST_MONTH'] as const),
  ...(['THIS_QUARTER', 'LAST_QUARTER', 'THIS_YEAR', 'LAST_YEAR', 'ALL'] as const),
] as const;
export type NamedPeriod = (typeof namedPeriods)[number];

/** How a period is asked for: by a name, by two days, or as the last so many units. Exactly one of the three. */
export interface PeriodRequest {
  named?: NamedPeriod | null;
  from?: Day | null;
  to?: Day | null;
  last?: number | null;
  unit?: Grain | null;
}

/** Whole days, half-open: `to` is the first day after. */
export interface DayRange {
  from: Day;
  to: Day;
}

/** The days that can be asked about. Wide enough for any archive, narrow enough that no calendar arithmetic overflows. */
const calendar: DayRange = { from: '1900-01-01', to: '2999-12-31' };
const mostBuckets = 400;
const mostUnits = 40_000;

const months: Record<Grain, number> = { DAY: 0, WEEK: 0, MONTH: 1, QUARTER: 3, YEAR: 12 };
const days: Record<Grain, number> = { DAY: 1, WEEK: 7, MONTH: 0, QUARTER: 0, YEAR: 0 };
const running: Partial<Record<NamedPeriod, Grain>> = {
  TODAY: 'DAY',
  THIS_WEEK: 'WEEK',
  THIS_MONTH: 'MONTH',
  THIS_QUARTER: 'QUARTER',
  THIS_YEAR: 'YEAR',
};
const ended: Partial<Record<NamedPeriod, Grain>> = {
  YESTERDAY: 'DAY',
  LAST_WEEK: 'WEEK',
  LAST_MONTH: 'MONTH',
  LAST_QUARTER: 'QUARTER',
  LAST_YEAR: 'YEAR',
};

/**
 * The days a request means. `today` is the department's; `firstDay` the day of the ledger's first entry, where ALL begins.
 * Refuses, naming the field, what means no period or more than one.
 */
export function resolvePeriod(request: PeriodRequest, today: Day, firstDay: Day | null = null): DayRange {
  const given = (...values: unknown[]) => values.some((value) => value !== null && value !== undefined);
  const ways = [given(request.named), given(request.from, request.to), given(request.last, request.unit)];
  if (ways.filter(Boolean).length !== 1) {
    throw Refusal.badInput('period', 'exactly one of: named; from and to; last and unit');
  }
  if (request.named) return named(request.named, today, firstDay);
  if (ways[1]) return between(request.from, request.to);
  return last(request.last, request.unit, today);
}

function named(name: NamedPeriod, today: Day, firstDay: Day | null): DayRange {
  const now = running[name];
  if (now) return { from: floorDay(today, now), to: addUnits(floorDay(today, now), now, 1) };
  const past = ended[name];
  if (past) return { from: addUnits(floorDay(today, past), past, -1), to: floorDay(today, past) };
  return { from: firstDay !== null && firstDay < today ? firstDay : today, to: addDays(today, 1) };
}

function between(from: Day | null | undefined, to: Day | null | undefined): DayRange {
  if (!from) throw Refusal.badInput('period.from', 'a day, given together with period.to');
  if (!to)
    throw Refusal.badInput('period.to', 'a day, given together with period.from (the first day after the period)');
  for (const [field, day] of Object.entries({ from, to })) {
    if (day < calendar.from || day > calendar.to) {
      throw Refusal.badInput(`period.${field}`, `a day from ${calendar.from} to ${calendar.to}`, { got: day });
    }
  }
  if (to <= from) throw Refusal.badInput('period.to', 'a day after period.from: the period is half-open', { from, to });
  return { from, to };
}

function last(count: number | null | undefined, unit: Grain | null | undefined, today: Day): DayRange {
  if (!unit) throw Refusal.badInput('period.unit', 'a grain, given together with period.last');
  if (count === null || count === undefined) {
    throw Refusal.badInput('period.last', 'how many units, given together with period.unit');
  }
  if (!Number.isInteger(count) || count < 1 || count > mostUnits) {
    throw Refusal.badInput('period.last', `a whole number from 1 to ${mostUnits}`, { got: count });
  }
  const current = floorDay(today, unit);
  const from = addUnits(current, unit, 1 - count);
  if (from < calendar.from)
    throw Refusal.badInput('period.last', `a period not before ${calendar.from}`, { got: count });
  return { from, to: addUnits(current, unit, 1) };
}

/** The first day of the unit that a day lies in. */
export function floorDay(day: Day, grain: Grain): Day {
  switch (grain) {
    case 'DAY':
      return day;
    case 'WEEK':
      return addDays(day, 1 - weekdayOf(day));
    case 'MONTH':
      return `${day.slice(0, 8)}01`;
    case 'QUARTER':
      return `${day.slice(0, 5)}${String(Math.floor((Number(day.slice(5, 7)) - 1) / 3) * 3 + 1).padStart(2, '0')}-01`;
    case 'YEAR':
      return `${day.slice(0, 5)}01-01`;
  }
}

/** A day moved by whole units; a day that a shorter month does not have becomes that month's last. */
export function addUnits(day: Day, grain: Grain, count: number): Day {
  if (months[grain] === 0) return addDays(day, days[grain] * count);
  return Temporal.PlainDate.from(day)
    .add({ months: months[grain] * count })
    .toString();
}

/** The period cut into units, the edges clipped to it. Refuses more than a chart or a person could take in. */
export function bucketsOf(range: DayRange, grain: Grain): DayRange[] {
  const first = floorDay(range.from, grain);
  const count = unitsBetween(first, floorDay(addDays(range.to, -1), grain), grain) + 1;
  if (count > mostBuckets) {
    throw Refusal.badInput('grain', `at most ${mostBuckets} buckets: a coarser grain or a shorter period`, {
      buckets: count,
      got: grain,
    });
  }
  return Array.from({ length: count }, (_, i) => ({
    from: i === 0 ? range.from : addUnits(first, grain, i),
    to: i === count - 1 ? range.to : addUnits(first, grain, i + 1),
  }));
}

/** Whole units from one unit's first day to another's. */
function unitsBetween(from: Day, to: Day, grain: Grain): number {
  return months[grain] === 0 ? daysBetween(from, to) / days[grain] : monthsBetween(from, to) / months[grain];
}

/** Months between two days, looking at year and month only. */
export function monthsBetween(from: Day, to: Day): number {
  return (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7));
}

/** The calendar unit a period is made of: whole months, whole weeks, or so many days. A quarter is three months, a year twelve. */
export function shapeOf({ from, to }: DayRange): { unit: 'MONTH' | 'WEEK' | 'DAY'; count: number } {
  if (from.endsWith('-01') && to.endsWith('-01')) return { unit: 'MONTH', count: monthsBetween(from, to) };
  const length = daysBetween(from, to);
  if (length % 7 === 0 && floorDay(from, 'WEEK') === from) return { unit: 'WEEK', count: length / 7 };
  return { unit: 'DAY', count: length };
}

const coarseFirst = grains.toReversed();

/** A name for a period that reads the same in every language: 2026, 2026-Q3, 2026-09, 2026-W36, 2026-09-05, or first – last day. */
export function periodLabel(range: DayRange): string {
  const { from } = range;
  const lastDay = addDays(range.to, -1);
  const whole = coarseFirst.find((grain) => floorDay(from, grain) === from && addUnits(from, grain, 1) === range.to);
  switch (whole) {
    case 'YEAR':
      return from.slice(0, 4);
    case 'QUARTER':
      return `${from.slice(0, 4)}-Q${(Number(from.slice(5, 7)) + 2) / 3}`;
    case 'MONTH':
      return from.slice(0, 7);
    case 'WEEK': {
      const { yearOfWeek, weekOfYear } = Temporal.PlainDate.from(from);
      return `${yearOfWeek}-W${String(weekOfYear).padStart(2, '0')}`;
    }
    case 'DAY':
      return from;
    case undefined:
      return `${from} – ${lastDay}`;
  }
}
