import type { DimensionColumn } from '../ledger/dimensions.ts';
import type { Measure } from '../ledger/measures.ts';
import { checkedId } from '../lib/decimal-id.ts';
import type { Direction } from '../lib/direction.ts';
import { bucketsOf, type DayRange, type PeriodRequest, resolvePeriod } from '../lib/period.ts';
import { Refusal } from '../lib/refusal.ts';
import type { Day } from '../lib/zone.ts';
import { catalogue, kpiOf } from './catalogue.ts';
import { type ComparedRange, type Cut, cutAt, earlier, shiftFor } from './comparison.ts';
import type { Kpi } from './define-kpi.ts';
import { type Dimension, dimensions } from './dimension.ts';
import type { Filters, KpisArgs } from './kpi.args.ts';
import type { Term } from './term.ts';

/** A filter on one column: any of these ids, null among them meaning unknown. */
export interface Filter {
  column: DimensionColumn;
  ids: (string | null)[];
}

/** The days of a row or of the total, and those it is compared with. */
export interface Compared {
  range: DayRange;
  previous: ComparedRange | null;
}

/** A `kpis` question, checked and resolved against the clock: everything the reading needs, nothing of GraphQL. */
export interface Question {
  kpis: Kpi[];
  /** measures by which a group exists: those of the selected figures */
  telling: Measure[];
  /** stocks by which a group exists when they stood at the beginning of the period */
  openings: Measure[];
  /** everything that must be summed */
  measures: Measure[];
  /** what in the figures is no sum */
  terms: Term[];
  by: readonly Dimension[];
  filters: Filter[];
  now: Date;
  cut: Cut;
  knownAt: Date | null;
  whole: Compared;
  /** null without a grain */
  buckets: Compared[] | null;
  order: { kpi: Kpi; direction: Direction }[];
  limit: number;
  offset: number;
}

const earliest = Date.UTC(1900, 0, 1);

/** The instant history is cut at: now, or an earlier `asOf`. */
export function cutFor(asOf: Date | null | undefined, now: Date, timeZone: string): Cut {
  const instant = asOf ? Math.max(Math.min(asOf.getTime(), now.getTime()), earliest) : now.getTime();
  return cutAt(new Date(instant), timeZone);
}

/** Checks a question and resolves its periods. Refuses what cannot be answered before any SQL is made. */
export function questionOf(
  args: KpisArgs,
  selected: readonly string[],
  now: Date,
  timeZone: string,
  firstDay: Day | null,
): Question {
  const order = (args.orderBy ?? []).map(({ kpi, direction }) => ({ kpi: kpiOf(kpi), direction }));
  const kpis = selected.map(kpiOf);
  const by = checkedBy(args.by ?? []);
  const filters = checkedFilters(args.where ?? {});
  for (const kpi of [...kpis, ...order.map((o) => o.kpi)]) checkBreakdowns(kpi, by, filters);

  const cut = cutFor(args.asOf, now, timeZone);
  const today = cutAt(now, timeZone).day;
  const period = resolvePeriod(args.period as PeriodRequest, today, firstDay);
  const grain = args.grain ?? null;
  const { last, unit } = args.period;
  const told = last && unit ? { count: last, unit } : null;
  const shift = args.compareTo ? shiftFor(args.compareTo, period, grain, told) : null;
  const compared = (range: DayRange): Compared => ({ range, previous: shift && earlier(range, shift, cut) });
  const [first] = kpis;
  const asked = [...kpis, ...order.map((o) => o.kpi)];
  // keys alone were selected: a group is then there when any figure is
  const needed = asked.length > 0 ? asked : possible(by, filters);
  if (needed.length === 0) throw Refusal.badInput('by', 'dimensions that some figure has all of', { got: by });
  const telling = kpis.length > 0 ? kpis : needed;
  const buckets = grain && bucketsOf(period, grain).map(compared);
  const limit = checkedNumber('limit', args.limit ?? 100, 1, 1000);
  if (by.length > 0 && buckets && limit * buckets.length > mostRows) {
    const expected = `at most ${Math.floor(mostRows / buckets.length)} groups for ${buckets.length} buckets: page with offset`;
    throw Refusal.badInput('limit', expected, { got: limit, buckets: buckets.length });
  }
  return {
    kpis,
    telling: [...new Set(telling.flatMap(({ sums }) => sums))],
    openings: [...new Set(telling.flatMap(({ openings }) => openings))],
    measures: [...new Set(needed.flatMap(({ measures }) => measures))],
    terms: [...new Set(asked.flatMap(({ terms }) => terms))],
    by,
    filters,
    now,
    cut,
    knownAt: args.knownAt && args.knownAt < now ? new Date(Math.max(args.knownAt.getTime(), earliest)) : null,
    whole: compared(period),
    buckets,
    order: order.length === 0 && first && by.length > 0 ? [{ kpi: first, direction: 'DESC' }] : order,
    limit,
    offset: checkedNumber('offset', args.offset ?? 0, 0, 1_000_000_000),
  };
}

/** Rows an answer may have: what the default limit and the most buckets make. More would keep the server from everybody else. */
const mostRows = 40_000;

function possible(by: readonly Dimension[], filters: readonly Filter[]): Kpi[] {
  const columns = new Set<string>([...by.map((d) => dimensions[d].column), ...filters.map((f) => f.column)]);
  return [...catalogue.values()].filter((kpi) =>
    [...columns].every((column) => kpi.breakdowns.some((d) => dimensions[d].column === column)),
  );
}

function checkedNumber(field: string, value: number, least: number, most: number): number {
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw Refusal.badInput(field, `a whole number from ${least} to ${most}`, { got: value });
}

function checkedBy(by: readonly Dimension[]): Dimension[] {
  if (by.length > 3) throw Refusal.badInput('by', 'at most three dimensions', { got: by });
  if (new Set(by).size < by.length) throw Refusal.badInput('by', 'each dimension once', { got: by });
  return [...by];
}

/** The filters of a question by column. Refuses what is no id, and lists too long or empty (an empty one could mean all or nothing). */
export function checkedFilters(where: Filters): Filter[] {
  return Object.values(dimensions).flatMap(({ field, column }) => {
    const ids = where[field];
    if (ids === null || ids === undefined) return [];
    if (ids.length < 1 || ids.length > 1000) {
      throw Refusal.badInput(`where.${field}`, 'from 1 to 1000 ids; leave the field out for all', { got: ids.length });
    }
    return [{ column, ids: ids.map((id) => (id === null ? null : checkedId(id, `where.${field}`))) }];
  });
}

function checkBreakdowns(kpi: Kpi, by: readonly Dimension[], filters: readonly Filter[]): void {
  const allowed = kpi.breakdowns;
  const refuse = (field: string, dimension: Dimension) => {
    const expected = `a dimension that ${kpi.id} has (it has no ${dimension})`;
    return Refusal.badInput(field, expected, { kpi: kpi.id, got: dimension, allowed });
  };
  for (const dimension of by) if (!allowed.includes(dimension)) throw refuse('by', dimension);
  for (const [dimension, { column, field }] of Object.entries(dimensions) as [
    Dimension,
    (typeof dimensions)[Dimension],
  ][]) {
    const filtered = filters.some((filter) => filter.column === column);
    if (filtered && !allowed.includes(dimension)) throw refuse(`where.${field}`, dimension);
  }
}
