import type { Context } from '../context.ts';
import { toMajor } from '../lib/money.ts';
import { ensureByClient } from './by-client.ts';
import type { Kpi } from './define-kpi.ts';
import { type Dimension, dimensions } from './dimension.ts';
import { type Expression, evaluate, isMoney } from './expression.ts';
import { withFirstDay } from './first-day.ts';
import type { KpisArgs } from './kpi.args.ts';
import { KpiRow, KpiTable, KpiValue } from './kpi-table.ts';
import { periodOf } from './period.inputs.ts';
import { type Compared, type Question, questionOf } from './question.ts';
import { readSums, type Sums, type Windows } from './read-sums.ts';
import type { KpiSelection } from './selection.ts';
import { withValues } from './with-values.ts';

/** Answers a `kpis` question: only the selected figures, in one statement. */
export async function readKpis(ctx: Context, args: KpisArgs, selection: KpiSelection): Promise<KpiTable> {
  ensureByClient(ctx.access, args);
  const pool = ctx.database.app;
  const { timeZone } = ctx.settings;
  const all = args.period.named === 'ALL';
  const { question, ...answer } = await withFirstDay(pool, timeZone, all, async (firstDay) => {
    const resolved = questionOf(args, selection.kpis, ctx.clock.now(), timeZone, firstDay);
    return { question: resolved, ...(await readSums(pool, resolved, all)) };
  });
  const groups = question.by.length === 0 ? [{ keys: [], sums: answer.total }] : answer.groups;
  const rows = groups.flatMap(({ keys, sums }) => {
    const named = new Map(question.by.map((dimension, i): [Dimension, string | null] => [dimension, keys[i] ?? null]));
    if (!question.buckets || !answer.buckets) return [rowOf(ctx, question, named, sums, answer.whole, null)];
    const windows = answer.buckets;
    return question.buckets.map((bucket, i) => rowOf(ctx, question, named, sums, windows[i] ?? answer.whole, bucket));
  });
  return Object.assign(new KpiTable(), {
    rows,
    total: withFigures(ctx, new KpiRow(ctx, 'total', null, new Map()), question.kpis, answer.total, answer.whole),
    period: periodOf(question.whole.range),
    revision: answer.revision,
    dataAsOf: question.cut.instant,
    sql: selection.sql ? withValues(answer.statement) : null,
  });
}

function rowOf(
  ctx: Context,
  { kpis }: Question,
  keys: ReadonlyMap<Dimension, string | null>,
  sums: Sums,
  windows: Windows,
  bucket: Compared | null,
): KpiRow {
  const parts = [...keys].map(([dimension, key]) => `${dimensions[dimension].field}:${key ?? ''}`);
  const id = [...(bucket ? [bucket.range.from] : []), ...parts].join('/') || 'all';
  return withFigures(ctx, new KpiRow(ctx, id, bucket && periodOf(bucket.range), keys), kpis, sums, windows);
}

function withFigures(ctx: Context, row: KpiRow, kpis: readonly Kpi[], sums: Sums, windows: Windows): KpiRow {
  return Object.assign(
    row,
    Object.fromEntries(kpis.map((kpi) => [kpi.id, figure(kpi, sums, windows, ctx.settings.currency)])),
  );
}

/** One figure, and what it is compared with. */
function figure({ value: formula }: Kpi, sums: Sums, { current, previous }: Windows, currency: string): KpiValue {
  const at = (expression: Expression, window: Windows['current'] | null) => {
    const value = window && evaluate(expression, (measure) => sums.of(measure, window));
    return isMoney(expression) ? toMajor(value, currency) : value;
  };
  const value = at(formula, current);
  const before = at(formula, previous);
  const isRatio = formula.op === 'ratio';
  return Object.assign(new KpiValue(), {
    value,
    previous: before,
    change: value === null || !before ? null : (value - before) / Math.abs(before),
    numerator: isRatio ? at(formula.numerator, current) : null,
    denominator: isRatio ? at(formula.denominator, current) : null,
  });
}
