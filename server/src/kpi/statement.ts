import { type Fragment, join, raw, sql } from '../lib/sql.ts';
import { dimensions } from './dimension.ts';
import { isStock, type Parts, toSql } from './expression.ts';
import { mark, revision, tail } from './mark.ts';
import type { Filter, Question } from './question.ts';
import type { Source } from './source.ts';
import { type Span, timestampOf, type Window } from './timeline.ts';

/** Everything a statement is made of. */
export interface Reading {
  question: Question;
  source: Source;
  points: readonly number[];
  relevant: readonly boolean[];
  /** stretches that must be read */
  spans: readonly Span[];
  whole: Window;
  wholePrevious: Window | null;
  /** of every bucket and what it is compared with; empty without a grain */
  buckets: readonly Window[];
  /** a mark read earlier: the real one is not before it */
  knownMark: string;
  /** whether the day of the first entry is wanted (the period ALL) */
  first: boolean;
}

/** one for each dimension asked, and two more for what a term is made of beside them */
export const keyNames = ['k1', 'k2', 'k3', 'k4', 'k5'] as const;

/** A question as one statement: sums by cell and group, the groups in order and cut to the page, the totals of all of them. */
export function statementOf(reading: Reading): Fragment {
  const { question } = reading;
  const keys = question.by.map((_, i) => keyNames[i] as string);
  const sums = question.measures.map((m) => `sum(${m})::bigint as ${m}`);
  const arrays = ['array_agg(cell) as cells', ...question.measures.map((m) => `array_agg(${m}) as ${m}`)];
  const grouping = raw(['cell', ...keys].join(', '));
  const parts = join(partsOf(reading), '\n    union all ');
  const none = raw(keys.map((key) => `null::bigint as ${key}, `).join(''));
  const groups = keys.length > 0 ? sql`\nunion all ${groupsOf(reading, keys, arrays)}` : raw('');
  return sql`/* kpis */ with cells as (
  select ${grouping}, ${raw(sums.join(', '))} from (
    ${parts}
  ) parts group by ${grouping}
)
select 0::bigint as place, ${none}${raw(arrays.join(', '))},
  ${revision(reading.knownMark)} as revision,
  ${mark}::text as mark, ${raw(reading.first ? '(select min(effective_at) from ledger)' : 'null::timestamptz')} as first
from (select cell, ${raw(sums.join(', '))} from cells group by cell) totals${groups}
order by place`;
}

/** The rows to be summed, as branches of a union: a rollup, its corrections and the tail of the ledger; or the ledger alone. A branch for each stretch of an index. */
export function partsOf(reading: Reading): Fragment[] {
  const { question, source, points, spans } = reading;
  const instants = points.map(timestampOf);
  const ownCell = sql`width_bucket(effective_at, ${instants}::timestamptz[])`;
  const filters = [...question.filters.map(filterSql), touching(question)];
  if (source.rollup === null) {
    const known = question.knownAt ? [sql`recorded_at <= ${question.knownAt.toISOString()}::timestamptz`] : [];
    const stretches = spans.length > 0 ? spans.map(within) : [raw('false')];
    return stretches.map((stretch) => part(question, ownCell, raw('ledger'), [stretch, ...known, ...filters]));
  }
  const { table, grain } = source.rollup;
  const homeCell = sql`width_bucket(${raw(grain)}, ${source.thresholds}::date[])`;
  const rolled = part(question, homeCell, raw(table), [unitsWithin(reading), ...filters]);
  const fresh = part(question, ownCell, raw('ledger'), [tail(reading.knownMark), ...filters]);
  const cell = sql`case sign when 1 then ${ownCell} else ${homeCell} end`;
  const both = raw('ledger, (values (1), (-1)) signs (sign)');
  // `is true` keeps the planner from the index on xid, which would give it the whole ledger
  const corrections = source.corrections.map((span) =>
    part(question, cell, both, [within(span), sql`(xid < ${mark}) is true`, ...filters], 'sign * '),
  );
  return [rolled, fresh, ...corrections];
}

function part(
  { by, measures }: Question,
  cell: Fragment,
  from: Fragment,
  where: readonly Fragment[],
  sign = '',
): Fragment {
  const keys = by.map((dimension, i) => `${dimensions[dimension].column} as ${keyNames[i]}, `).join('');
  const columns = measures.map((m) => (sign ? `${sign}${m} as ${m}` : m)).join(', ');
  return sql`select ${cell} as cell, ${raw(keys + columns)} from ${from} where ${join(where, ' and ')}`;
}

/** The condition of a filter. */
export function filterSql({ column, ids }: Filter): Fragment {
  const known = ids.filter((id) => id !== null);
  const parts = known.length > 0 ? [sql`${raw(column)} = any(${known}::bigint[])`] : [];
  if (ids.includes(null)) parts.push(sql`${raw(column)} is null`);
  return sql`(${join(parts, ' or ')})`;
}

/** Rows that add nothing to what is asked are left out early: most of them. */
function touching({ measures }: Question): Fragment {
  return raw(`(${measures.map((m) => `${m} <> 0`).join(' or ')})`);
}

function within({ from, to }: Span): Fragment {
  const upper = sql`effective_at < ${timestampOf(to)}::timestamptz`;
  return from === -Infinity ? upper : sql`effective_at >= ${timestampOf(from)}::timestamptz and ${upper}`;
}

/** The days or months of a rollup that begin in a relevant cell. */
function unitsWithin({ source, points, spans }: Reading): Fragment {
  const column = raw(source.rollup?.grain ?? 'day');
  const threshold = (point: number) => source.thresholds[points.indexOf(point)];
  const stretches = spans.map(({ from, to }) => {
    const upper = sql`${column} < ${threshold(to)}::date`;
    return from === -Infinity ? upper : sql`${column} >= ${threshold(from)}::date and ${upper}`;
  });
  return stretches.length === 0 ? raw('false') : sql`(${join(stretches, ' or ')})`;
}

/** The groups of a page, each with its cells. Ties go by key, so that pages neither repeat nor lose a group. */
function groupsOf(reading: Reading, keys: readonly string[], arrays: readonly string[]): Fragment {
  const { question, whole } = reading;
  const current: Parts<string> = {
    sum: (measure) => windowSum(measure, whole, isStock(measure)),
    opening: (measure) => standing(measure, whole.from),
  };
  const figures = question.order.map((o) => `${toSql(o.kpi.value, current)} ${o.direction} nulls last`);
  const order = raw([...figures, ...keys.map((key) => `${key} nulls last`)].join(', '));
  const keyList = raw(keys.join(', '));
  return sql`select place, ${keyList}, cells, ${raw(question.measures.join(', '))}, null, null, null from (
  select row_number() over (order by ${order}) as place, ${keyList}, ${raw(arrays.join(', '))}
  from ${statesOf(reading, keys)} group by ${keyList} having ${existing(reading)}
) groups where place > ${question.offset} and place <= ${question.offset + question.limit}`;
}

function windowSum(measure: string, window: Window, stock: boolean): string {
  if (stock) return standing(measure, window.to);
  return `coalesce(sum(${measure}) filter (where cell > ${window.from} and cell <= ${window.to}), 0)::bigint`;
}

/** What stands behind a point. */
function standing(measure: string, point: number): string {
  return `coalesce(sum(${measure}) filter (where cell <= ${point}), 0)::bigint`;
}

/** With stocks and a grain, each cell also tells what stands after it and how long: a stock may stand without a single entry. */
function statesOf({ question, buckets }: Reading, keys: readonly string[]): Fragment {
  const stocks = new Set([...question.telling.filter(isStock), ...question.openings]);
  if (buckets.length === 0 || stocks.size === 0) return raw('cells');
  const running = [...stocks].map((m) => `sum(${m}) over w as standing_${m}`).join(', ');
  return raw(`(select *, lead(cell) over w as next, ${running} from cells
    window w as (partition by ${keys.join(', ')} order by cell)) states`);
}

/** A group is a row when anything it was asked for is not zero, in some bucket or what that is compared with. */
function existing({ question, relevant, whole, wholePrevious, buckets }: Reading): Fragment {
  const { telling, openings } = question;
  if (buckets.length === 0) {
    const windows = wholePrevious ? [whole, wholePrevious] : [whole];
    const sums = telling.flatMap((m) => windows.map((w) => windowSum(m, w, isStock(m))));
    const began = openings.flatMap((m) => windows.map((w) => standing(m, w.from)));
    return raw([...sums, ...began].map((sum) => `${sum} <> 0`).join(' or ') || 'true');
  }
  const happens = telling
    .filter((m) => !isStock(m))
    .map((m) => sql`coalesce(bool_or(${raw(m)} <> 0) filter (where ${inSomeWindow(relevant, buckets)}), false)`);
  const cells = relevant.length;
  const stands = telling.filter(isStock).map((m) => standsAt(m, nextOf(cells, new Set(buckets.map(({ to }) => to)))));
  const stood = openings.map((m) => standsAt(m, nextOf(cells, new Set(buckets.map(({ from }) => from)))));
  return join([...happens, ...stands, ...stood], ' or ');
}

/** Whether a stock stands at one of the points: `next` tells which of them comes after a cell. */
function standsAt(measure: string, next: readonly number[]): Fragment {
  const points = raw(`'{${next.join(',')}}'::int[]`);
  return sql`bool_or(standing_${raw(measure)} <> 0 and (${points})[cell + 1] < coalesce(next, 2147483647))`;
}

/** Cells that some bucket's flow contains: with stocks beside flows more is read than that. */
function inSomeWindow(relevant: readonly boolean[], buckets: readonly Window[]): Fragment {
  const inside = new Array<boolean>(relevant.length).fill(false);
  for (const { from, to } of buckets) inside.fill(true, from + 1, to + 1);
  return raw(`('{${inside.map((yes) => (yes ? 't' : 'f')).join(',')}}'::bool[])[cell + 1]`);
}

/** For each cell the first of the points at or after it: where a stock that stands after the cell would show. */
function nextOf(cells: number, points: ReadonlySet<number>): number[] {
  let next = 2_147_483_647;
  const result = new Array<number>(cells);
  for (let cell = cells - 1; cell >= 0; cell -= 1) {
    if (points.has(cell)) next = cell;
    result[cell] = next;
  }
  return result;
}
