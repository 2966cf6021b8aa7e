import type { DimensionColumn } from '../ledger/dimensions.ts';
import type { Measure } from '../ledger/measures.ts';
import type { PeriodRequest } from '../lib/period.ts';
import { resolvePeriod } from '../lib/period.ts';
import { addDays, type Day, dayOf, startOfDay } from '../lib/zone.ts';
import { catalogue } from './catalogue.ts';
import { isStock } from './expression.ts';
import type { Filters, KpisArgs } from './kpi.args.ts';
import { type Filter, questionOf } from './question.ts';
import type { KpiSelection } from './selection.ts';
import { planNouns, termOf } from './term.ts';

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
  /** nouns whose rows the answer is made of as well: their entries change it and add to no measure */
  nouns?: readonly string[];
}

/** A row of the ledger, in its own column names, as far as it is looked at here. */
export type TouchingEntry = { day: Day; effective_at: Date; recorded_at: Date; noun?: string | null } & {
  [Column in DimensionColumn | Measure]?: string | number | null;
};

/** Which entries can change the answer to a `kpis` question. Refuses what the question itself would be refused for. */
export function touchedBy(
  args: KpisArgs,
  { kpis, planned = [] }: Pick<KpiSelection, 'kpis' | 'planned'>,
  { timeZone }: { timeZone: string },
  now: Date,
): Touched {
  const known = kpis.filter((id) => catalogue.has(id));
  const { whole, terms, filters, knownAt, ...question } = questionOf(args, known, now, timeZone, null);
  const begin = whole.previous ? [whole.range.from, whole.previous.from].toSorted()[0] : whole.range.from;
  const parts = terms.map(termOf);
  const measures = new Set([...question.measures, ...parts.flatMap(({ follows }) => follows)]);
  const nouns = new Set([...parts.flatMap((part) => part.nouns), ...(planned.length > 0 ? planNouns : [])]);
  const everything = args.period.named === 'ALL' || [...measures].some(isStock);
  return {
    measures,
    fromDay: everything ? null : (begin ?? null),
    toDay: whole.range.to,
    until: args.asOf && args.asOf < now ? args.asOf : null,
    knownUntil: knownAt,
    filters: parts.some(({ unfiltered }) => unfiltered) ? [] : filters,
    nouns: [...nouns],
  };
}

/** Whether an entry can change the answer. */
export function touches(
  { measures, fromDay, toDay, until, knownUntil, filters, nouns }: Touched,
  entry: TouchingEntry,
): boolean {
  if (entry.noun && nouns?.includes(entry.noun)) return true;
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

/** What is posted ahead of its time: a client's lapse with the purchase, what falls due with its deadline, money with its day. */
const foreseen: ReadonlySet<Measure> = new Set<Measure>([
  ...(['active', 'churned', 'neglected', 'tasks_due', 'tasks_on_time', 'documents_due', 'documents_on_time'] as const),
  ...(['late_answers', 'expenses', 'acquisition', 'budget'] as const),
]);

/** The part of a question that time alone can change. */
export interface TimedQuestion {
  period: PeriodRequest;
  compareTo?: KpisArgs['compareTo'];
  asOf?: Date | null;
  where?: Filters | null;
}

/**
 * The next instant at which the answer changes by time alone: the department's midnight for a period that is relative to today or still
 * running, a minute hence while a day is compared with another up to the same time of day, or while `measures` that are posted ahead of their
 * time may come true. Null: never.
 */
export function nextChangeAt(
  { period, compareTo, asOf }: TimedQuestion,
  now: Date,
  timeZone: string,
  measures: ReadonlySet<Measure> = new Set(),
): Date | null {
  const today = dayOf(now, timeZone);
  const range = resolvePeriod(period, today);
  const relative = Boolean(period.named || period.last);
  if (!relative && range.to <= today) return null;
  const isDay = range.from === today && range.to === addDays(today, 1);
  const stopped = asOf !== null && asOf !== undefined && asOf < now;
  const isCompared = compareTo && isDay && period.named !== 'ALL';
  const comesTrue = range.from <= today && [...measures].some((measure) => foreseen.has(measure));
  if (!stopped && (isCompared || comesTrue)) {
    return new Date(Math.floor(now.getTime() / 60_000 + 1) * 60_000);
  }
  return startOfDay(addDays(today, 1), timeZone);
}
