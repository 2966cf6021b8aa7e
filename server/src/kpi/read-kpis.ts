import type { Context } from '../context.ts';
import type { DayRange } from '../lib/period.ts';
import { ensureByClient } from './by-client.ts';
import type { Kpi } from './define-kpi.ts';
import { type Dimension, dimensions } from './dimension.ts';
import { figureOf, valueIn } from './figure.ts';
import { withFirstDay } from './first-day.ts';
import type { KpisArgs } from './kpi.args.ts';
import { KpiRow, KpiTable } from './kpi-table.ts';
import { knownMark, rememberMark } from './mark.ts';
import { periodOf } from './period.inputs.ts';
import { type Question, questionOf } from './question.ts';
import { ensureRankable, pageOf, unranked, withGroups } from './rank.ts';
import { type Derived, isDerived, plannedOf, readDerived } from './read-derived.ts';
import { readPlans } from './read-plans.ts';
import { type Answer, type Asking, type GroupSums, Sums, sumsFrom } from './read-sums.ts';
import type { KpiSelection } from './selection.ts';
import { everySlot, type Slots, slotsOf } from './slot.ts';
import { withValues } from './with-values.ts';

/** What was read for a question, the groups of the page in their order. */
interface Read extends Answer {
  question: Question;
  slots: ReturnType<typeof slotsOf>;
  derived: Derived;
}

/** Answers a `kpis` question: only the selected figures, sums in one statement; what is no sum in a few more, all of one snapshot. */
export async function readKpis(ctx: Context, args: KpisArgs, selection: KpiSelection): Promise<KpiTable> {
  ensureByClient(ctx.access, args);
  const pool = ctx.database.app;
  const { timeZone } = ctx.settings;
  const all = args.period.named === 'ALL';
  const answer = await withFirstDay(pool, timeZone, all, async (firstDay) => {
    const question = questionOf(args, selection.kpis, ctx.clock.now(), timeZone, firstDay);
    // a mark remembered before a snapshot is taken is not later than the snapshot's own
    const mark = knownMark(pool);
    const read = (db: Asking['db']) => readAnswer(ctx, { db, mark }, question, selection, all);
    return isDerived(question, selection) ? pool.snapshot(read) : read(pool);
  });
  rememberMark(pool, answer.mark);
  const { question, slots, derived } = answer;
  const total = { keys: [], sums: answer.total };
  const groups = question.by.length === 0 ? [total] : answer.groups;
  const shown = slots.buckets ?? [slots.whole];
  return Object.assign(new KpiTable(), {
    rows: groups.flatMap((group) => shown.map((at) => rowOf(ctx, question, group, at, derived))),
    total: withFigures(new KpiRow(ctx, 'total', null, new Map()), question.kpis, total, slots.whole, derived),
    period: periodOf(question.whole.range),
    revision: answer.revision,
    dataAsOf: question.cut.instant,
    sql: selection.sql ? [answer.statement, ...derived.statements].map(withValues).join(';\n\n') : null,
  });
}

async function readAnswer(
  ctx: Context,
  asking: Asking,
  question: Question,
  selection: KpiSelection,
  first: boolean,
): Promise<Read> {
  const planned = plannedOf(question, selection);
  // whoever has a plan is a row also when nothing has happened, which the ledger does not tell
  const ranked =
    question.by.length > 0 && (planned.length > 0 || question.order.some(({ kpi }) => kpi.terms.length > 0));
  const answer = await sumsFrom(asking, ranked ? unranked(question) : question, first);
  if (ranked) ensureRankable(answer.groups.length, planned.length > 0);
  const slots = slotsOf(question, answer);
  const every = everySlot(slots);
  const same = { ...asking, mark: answer.mark };
  const plans = planned.length > 0 ? await readPlans(same, question, planned, every) : null;
  const none = new Sums({ cells: null }, question.measures, 0);
  const groups = plans
    ? withGroups(answer.groups, plans.book.groups(planned, shownRanges(question)), none)
    : answer.groups;
  const derived = await readDerived(ctx, { asking: same, question, groups, slots: every }, plans, selection);
  const at = slots.whole.current;
  const page = ranked ? pageOf(question, groups, (kpi, group) => valueIn(kpi.value, group, at, derived.term)) : groups;
  return { ...answer, groups: page, question, slots, derived };
}

/** The days of the rows. */
function shownRanges({ whole, buckets }: Question): DayRange[] {
  return (buckets ?? [whole]).map(({ range }) => range);
}

function rowOf(ctx: Context, { by, kpis }: Question, group: GroupSums, slots: Slots, derived: Derived): KpiRow {
  const keys = new Map(by.map((dimension, i): [Dimension, string | null] => [dimension, group.keys[i] ?? null]));
  const parts = [...keys].map(([dimension, key]) => `${dimensions[dimension].field}:${key ?? ''}`);
  const bucket = slots.bucket ? slots.current.range : null;
  const id = [...(bucket ? [bucket.from] : []), ...parts].join('/') || 'all';
  return withFigures(new KpiRow(ctx, id, bucket && periodOf(bucket), keys), kpis, group, slots, derived);
}

function withFigures(row: KpiRow, kpis: readonly Kpi[], group: GroupSums, slots: Slots, derived: Derived): KpiRow {
  return Object.assign(row, Object.fromEntries(kpis.map((kpi) => [kpi.id, figureOf(kpi, group, slots, derived)])));
}
