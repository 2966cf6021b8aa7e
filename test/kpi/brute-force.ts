import { earlier, shiftFor } from '../../server/src/kpi/comparison.ts';
import { type Dimension, dimensions } from '../../server/src/kpi/dimension.ts';
import type { KpisArgs } from '../../server/src/kpi/kpi.args.ts';
import type { Measure } from '../../server/src/ledger/measures.ts';
import { bucketsOf, type DayRange, resolvePeriod } from '../../server/src/lib/period.ts';
import { addDays, type Day, dayOf } from '../../server/src/lib/zone.ts';
import { byHand, type LevelsByHand, type Sums, stocks } from './by-hand.ts';
import type { RawEntry } from './ledger-fixture.ts';

interface BruteFigure {
  value: number | null;
  previous: number | null;
  /** the optimal level, in the unit it is kept in */
  optimal?: number | null;
}

interface BruteRow {
  id: string;
  figures: Record<string, BruteFigure>;
}

/** The plans beside a ledger. */
export interface PlansByHand {
  /** the figures whose plan is asked for */
  planned: readonly string[];
  /** everybody a plan may be for */
  candidates: readonly (number | null)[];
  of: (kpi: string, keys: Keys, args: KpisArgs, range: DayRange) => LevelsByHand | null;
}

type Keys = Partial<Record<Dimension, number | null>>;

/** Answers a question by looking at every entry again for every figure: slow, plain, and nothing like the engine. */
export function bruteForce(
  entries: readonly RawEntry[],
  args: KpisArgs,
  kpis: readonly string[],
  now: Date,
  timeZone: string,
  plans?: PlansByHand,
) {
  const instant = args.asOf && args.asOf < now ? args.asOf : now;
  const cut = { instant, day: dayOf(instant, timeZone), timeZone };
  const first = [...entries].map((e) => dayOf(e.effectiveAt, timeZone)).toSorted()[0] ?? null;
  const period = resolvePeriod(args.period, dayOf(now, timeZone), first);
  const { last, unit } = args.period;
  const told = last && unit ? { count: last, unit } : null;
  const shift = args.compareTo ? shiftFor(args.compareTo, period, args.grain ?? null, told) : null;
  const by = (args.by ?? []).map((dimension) => dimensions[dimension].column);

  const everywhere = entries
    .filter((entry) => entry.effectiveAt <= instant && !(args.knownAt && entry.recordedAt > args.knownAt))
    .map((entry): Dated => ({ ...entry, day: dayOf(entry.effectiveAt, timeZone) }));
  const counting = everywhere.filter((entry) =>
    Object.values(dimensions).every(({ field, column }) => {
      const id = entry.dimensions[column] ?? null;
      return args.where?.[field]?.includes(id === null ? null : String(id)) ?? true;
    }),
  );
  const valueIn = (kpi: string, group: readonly Dated[], range: Range, keys: Keys): number | null => {
    const plan = () => plans?.of('revenue', keys, args, range) ?? null;
    return byHand[kpi]?.of(Object.assign(sumsOf(group, range, everywhere, cut.day), { plan })) ?? null;
  };
  const figures = (group: readonly Dated[], range: DayRange, keys: Keys): BruteRow['figures'] => {
    const before = shift && earlier(range, shift, cut);
    const figure = (kpi: string): BruteFigure => ({
      value: valueIn(kpi, group, range, keys),
      previous: before && valueIn(kpi, group, before, keys),
      ...(plans?.planned.includes(kpi) ? { optimal: plans.of(kpi, keys, args, range)?.optimal ?? null } : {}),
    });
    return Object.fromEntries(kpis.map((kpi) => [kpi, figure(kpi)]));
  };
  const named = (keys: readonly (number | null)[]): Keys =>
    Object.fromEntries(keys.map((key, i) => [args.by?.[i] ?? '', key]));

  const buckets = args.grain ? bucketsOf(period, args.grain) : null;
  const shown = buckets ?? [period];
  const windows = shown.flatMap((range) => (shift ? [range, earlier(range, shift, cut)] : [range]));
  const needed = [...new Set(kpis.flatMap((kpi) => byHand[kpi]?.needs ?? []))];
  const openings = [...new Set(kpis.flatMap((kpi) => byHand[kpi]?.openings ?? []))];
  const keyOf = (entry: Dated) => JSON.stringify(by.map((column) => entry.dimensions[column] ?? null));
  const groups = [...Map.groupBy(counting, keyOf)].filter(([, group]) =>
    windows.some((window) => {
      const sum = sumsOf(group, window, everywhere, cut.day);
      return needed.some((measure) => sum(measure) !== 0) || openings.some((measure) => sum.opening(measure) !== 0);
    }),
  );
  if (by.length === 0) groups.splice(0, groups.length, ['[]', counting]);

  const order = args.orderBy ?? (by.length > 0 ? [{ kpi: kpis[0] ?? '', direction: 'DESC' as const }] : []);
  const ofPlans = [...kpis, ...order.map(({ kpi }) => kpi)].some((kpi) => byHand[kpi]?.ofPlans);
  const planned = [...(plans?.planned ?? []).filter((kpi) => kpis.includes(kpi)), ...(ofPlans ? ['revenue'] : [])];
  const some =
    plans && by.length > 0
      ? by.reduce<(number | null)[][]>(
          (all) => all.flatMap((keys) => plans.candidates.map((id) => [...keys, id])),
          [[]],
        )
      : [];
  for (const keys of some) {
    const key = JSON.stringify(keys);
    const has = planned.some((kpi) => shown.some((range) => plans?.of(kpi, named(keys), args, range)));
    if (has && !groups.some(([other]) => other === key)) groups.push([key, counting.filter((e) => keyOf(e) === key)]);
  }
  const ranked = groups
    .map(([key, group]) => ({ keys: JSON.parse(key) as (number | null)[], group }))
    .map((one) => ({
      ...one,
      ranks: order.map(({ kpi }) => valueIn(kpi, one.group, period, named(one.keys))),
    }))
    .toSorted((a, b) => {
      for (const [i, { direction }] of order.entries()) {
        const difference = compare(a.ranks[i] ?? null, b.ranks[i] ?? null, direction === 'DESC' ? -1 : 1);
        if (difference !== 0) return difference;
      }
      return a.keys.map((key, i) => compare(key, b.keys[i] ?? null, 1)).find((d) => d !== 0) ?? 0;
    })
    .slice(args.offset ?? 0, (args.offset ?? 0) + (args.limit ?? 100));
  const page = by.length === 0 ? groups.map(([, group]) => ({ keys: [], group })) : ranked;
  const names = (args.by ?? []).map((dimension) => dimensions[dimension].field);
  const rows = page.flatMap(({ keys, group }) =>
    shown.map((range): BruteRow => {
      const id = [...(buckets ? [range.from] : []), ...keys.map((key, i) => `${names[i]}:${key ?? ''}`)].join('/');
      return { id: id || 'all', figures: figures(group, range, named(keys)) };
    }),
  );
  return { rows, total: figures(counting, period, {}), period };
}

type Dated = RawEntry & { day: Day };
type Range = DayRange & { until?: Date | null };

/** Everything that can be asked of some entries in some days, by adding them up again each time. */
function sumsOf(
  group: readonly Dated[],
  range: Range,
  everywhere: readonly Dated[],
  today: Day,
): Omit<Sums, 'plan'> & ((measure: Measure) => number) {
  const add = (entries: readonly Dated[], measure: Measure) =>
    entries.reduce((sum, entry) => sum + (entry.amounts[measure] ?? 0), 0);
  const until = ({ effectiveAt }: Dated) => !(range.until && effectiveAt > range.until);
  const upTo = group.filter((entry) => entry.day < range.to && until(entry));
  const during = upTo.filter(({ day }) => day >= range.from);
  const sum = (measure: Measure) => add(stocks.has(measure) ? upTo : during, measure);
  const opening = (measure: Measure) =>
    add(
      group.filter(({ day }) => day < range.from),
      measure,
    );
  const topClients = () => {
    const clients = Map.groupBy(during, ({ dimensions: { client_id: client } }) => client ?? null);
    clients.delete(null);
    const sums = [...clients.values()].map((own) => add(own, 'revenue'));
    return sums
      .filter((one) => one !== 0)
      .toSorted((a, b) => b - a)
      .slice(0, 10)
      .reduce((total, one) => total + one, 0);
  };
  const weighted = () => {
    const last = today < addDays(range.to, -1) ? today : addDays(range.to, -1);
    const year = everywhere.filter((entry) => entry.day <= last && entry.day > addDays(last, -365) && until(entry));
    const rate = (won: number, closed: number) => (closed > 0 ? won / closed : null);
    let total = 0;
    const placeOf = ({ dimensions: { pipeline_id: p, stage_id: s } }: Dated) => `${p ?? ''}/${s ?? ''}`;
    for (const [place, own] of Map.groupBy(upTo, placeOf)) {
      const amount = add(own, 'pipeline');
      if (amount === 0) continue;
      const [pipeline, stage] = place.split('/');
      const ofStage = year.filter((e) => stage && String(e.dimensions.stage_id ?? '') === stage);
      const ofPipeline = year.filter((e) => pipeline && String(e.dimensions.pipeline_id ?? '') === pipeline);
      const chance =
        rate(add(ofStage, 'stage_won'), add(ofStage, 'stage_closed')) ??
        rate(add(ofPipeline, 'won'), add(ofPipeline, 'won') + add(ofPipeline, 'lost'));
      if (chance === null) return null;
      total += amount * chance;
    }
    return Math.round(total);
  };
  return Object.assign(sum, { opening, topClients, weighted });
}

/** Nulls come last, whichever way the rest goes. Kopecks divided by a hundred first are a hair off: that is a tie. */
function compare(a: number | null, b: number | null, sign: 1 | -1): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return Math.abs(a - b) < 1e-9 ? 0 : (a - b) * sign;
}
