import type { DimensionColumn } from '../ledger/dimensions.ts';
import type { Measure } from '../ledger/measures.ts';
import type { PeriodRequest } from '../lib/period.ts';
import { resolvePeriod } from '../lib/period.ts';
import { addDays, type Day, dayOf, startOfDay } from '../lib/zone.ts';
import { catalogue } from './catalogue.ts';
import { isStock } from './expression.ts';
import type { Filters, KpisArgs } from './kpi.args.ts';
import { type Filter, questionOf } from './question.ts';

/** Which entries can change an answer. Asked again whenever the answer's period has moved on. */
export interface Touched {
  /** an entry that adds to none of these changes nothing */
  measures: ReadonlySet<Measure>;
  /** the first day that counts; null: from the beginning, as for everything that stands */
  fromDay: Day | null;
  /** the first day that no longer counts; null: no end */
  toDay: Day | null;
  /** what took effect later is left out (`asOf`) */
  until: Date | null;
  /** what was recorded later is left out (`knownAt`) */
  knownUntil: Date | null;
  filters: readonly Filter[];
}

/** A row of the ledger, in its own column names, as far as it is looked at here. */
export type TouchingEntry = { day: Day; effective_at: Date; recorded_at: Date } & {
  [Column in DimensionColumn | Measure]?: string | number | null;
};

/** Which entries can change the answer to a `kpis` question. Refuses what the question itself would be refused for. */
export function touchedBy(
  args: KpisArgs,
  selected: readonly string[],
  { timeZone }: { timeZone: string },
  now: Date,
): Touched {
  const known = selected.filter((id) => catalogue.has(id));
  const { whole, measures, filters, knownAt } = questionOf(args, known, now, timeZone, null);
  const begin = whole.previous ? [whole.range.from, whole.previous.from].toSorted()[0] : whole.range.from;
  const everything = args.period.named === 'ALL' || measures.some(isStock);
  return {
    measures: new Set(measures),
    fromDay: everything ? null : (begin ?? null),
    toDay: whole.range.to,
    until: args.asOf && args.asOf < now ? args.asOf : null,
    knownUntil: knownAt,
    filters,
  };
}

/** Whether an entry can change the answer. */
export function touches(
  { measures, fromDay, toDay, until, knownUntil, filters }: Touched,
  entry: TouchingEntry,
): boolean {
  if (fromDay !== null && entry.day < fromDay) return false;
  if (toDay !== null && entry.day >= toDay) return false;
  if (until !== null && entry.effective_at > until) return false;
  if (knownUntil !== null && entry.recorded_at > knownUntil) return false;
  if (![...measures].some((measure) => Number(entry[measure] ?? 0) !== 0)) return false;
  return filters.every(({ column, ids }) => {
    const id = entry[column] ?? null;
    return ids.includes(id === null ? null : String(id));
  });
}

/** The part of a question that time alone can change. */
export interface TimedQuestion {
  period: PeriodRequest;
  compareTo?: KpisArgs['compareTo'];
  asOf?: Date | null;
  where?: Filters | null;
}

/**
 * The next instant at which the answer changes by time alone: the department's midnight for a period that is relative to today or still
 * running, a minute hence while a day is compared with another up to the same time of day. Null: never.
 */
export function nextChangeAt({ period, compareTo, asOf }: TimedQuestion, now: Date, timeZone: string): Date | null {
  const today = dayOf(now, timeZone);
  const range = resolvePeriod(period, today);
  const relative = Boolean(period.named || period.last);
  if (!relative && range.to <= today) return null;
  const isDay = range.from === today && range.to === addDays(today, 1);
  const stopped = asOf !== null && asOf !== undefined && asOf < now;
  if (compareTo && isDay && !stopped && period.named !== 'ALL') {
    return new Date(Math.floor(now.getTime() / 60_000 + 1) * 60_000);
  }
  return startOfDay(addDays(today, 1), timeZone);
}
