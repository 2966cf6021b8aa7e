import { earlier, shiftFor } from '../../server/src/kpi/comparison.ts';
import { dimensions } from '../../server/src/kpi/dimension.ts';
import type { KpisArgs } from '../../server/src/kpi/kpi.args.ts';
import type { Measure } from '../../server/src/ledger/measures.ts';
import { bucketsOf, type DayRange, resolvePeriod } from '../../server/src/lib/period.ts';
import { dayOf } from '../../server/src/lib/zone.ts';
import type { RawEntry } from './ledger-fixture.ts';

type SumOf = (measure: Measure) => number;
const over = (part: number, whole: number) => (whole > 0 ? part / whole : null);

/** The catalogue once more, by hand: value in major units, and the measures by which a group exists. */
export const byHand: Record<string, { of: (sum: SumOf) => number | null; needs: Measure[] }> = {
  revenue: { of: (s) => s('revenue') / 100, needs: ['revenue'] },
  margin: {
    of: (s) => (s('revenue') !== 0 && s('costed') === 0 ? null : (s('costed') - s('cost')) / 100),
    needs: ['costed', 'cost', 'revenue'],
  },
  profitability: { of: (s) => over(s('costed') - s('cost'), s('costed')), needs: ['costed', 'cost'] },
  wonDeals: { of: (s) => s('won'), needs: ['won'] },
  lostDeals: { of: (s) => s('lost'), needs: ['lost'] },
  openedDeals: { of: (s) => s('opened'), needs: ['opened'] },
  averageDeal: { of: (s) => over(s('revenue') / 100, s('won')), needs: ['revenue', 'won'] },
  winRate: { of: (s) => over(s('won'), s('won') + s('lost')), needs: ['won', 'lost'] },
  dealCycle: { of: (s) => over(s('cycle'), s('won')), needs: ['cycle', 'won'] },
  pipelineDeals: { of: (s) => s('in_stage'), needs: ['in_stage'] },
  pipelineAmount: {
    of: (s) => (s('in_stage') !== 0 && s('priced') === 0 ? null : s('pipeline') / 100),
    needs: ['pipeline', 'priced', 'in_stage'],
  },
};
const stocks = new Set<Measure>(['in_stage', 'pipeline', 'priced']);

interface BruteRow {
  id: string;
  figures: Record<string, { value: number | null; previous: number | null }>;
}

/** Answers a question by looking at every entry again for every figure: slow, plain, and nothing like the engine. */
export function bruteForce(
  entries: readonly RawEntry[],
  args: KpisArgs,
  kpis: readonly string[],
  now: Date,
  timeZone: string,
) {
  const instant = args.asOf && args.asOf < now ? args.asOf : now;
  const cut = { instant, day: dayOf(instant, timeZone), timeZone };
  const first = [...entries].map((e) => dayOf(e.effectiveAt, timeZone)).toSorted()[0] ?? null;
  const period = resolvePeriod(args.period, dayOf(now, timeZone), first);
  const { last, unit } = args.period;
  const told = last && unit ? { count: last, unit } : null;
  const shift = args.compareTo ? shiftFor(args.compareTo, period, args.grain ?? null, told) : null;
  const by = (args.by ?? []).map((dimension) => dimensions[dimension].column);

  const counting = entries.filter((entry) => {
    if (entry.effectiveAt > instant || (args.knownAt && entry.recordedAt > args.knownAt)) return false;
    return Object.values(dimensions).every(({ field, column }) => {
      const id = entry.dimensions[column] ?? null;
      return args.where?.[field]?.includes(id === null ? null : String(id)) ?? true;
    });
  });
  const within = (group: readonly RawEntry[], range: DayRange & { until?: Date | null }, measure: Measure) =>
    group
      .filter((entry) => {
        const day = dayOf(entry.effectiveAt, timeZone);
        if (day >= range.to || (range.until && entry.effectiveAt > range.until)) return false;
        return stocks.has(measure) || day >= range.from;
      })
      .reduce((sum, entry) => sum + (entry.amounts[measure] ?? 0), 0);
  const figures = (group: readonly RawEntry[], range: DayRange): BruteRow['figures'] => {
    const before = shift && earlier(range, shift, cut);
    const at = (kpi: string, r: DayRange) => byHand[kpi]?.of((measure) => within(group, r, measure)) ?? null;
    return Object.fromEntries(kpis.map((kpi) => [kpi, { value: at(kpi, range), previous: before && at(kpi, before) }]));
  };

  const buckets = args.grain ? bucketsOf(period, args.grain) : null;
  const shown = buckets ?? [period];
  const windows = shown.flatMap((range) => (shift ? [range, earlier(range, shift, cut)] : [range]));
  const needed = [...new Set(kpis.flatMap((kpi) => byHand[kpi]?.needs ?? []))];
  const keyOf = (entry: RawEntry) => JSON.stringify(by.map((column) => entry.dimensions[column] ?? null));
  const groups = [...Map.groupBy(counting, keyOf)].filter(([, group]) =>
    needed.some((measure) => windows.some((window) => within(group, window, measure) !== 0)),
  );
  if (by.length === 0) groups.splice(0, groups.length, ['[]', counting]);

  const order = args.orderBy ?? (by.length > 0 ? [{ kpi: kpis[0] ?? '', direction: 'DESC' as const }] : []);
  const ranked = groups
    .map(([key, group]) => ({
      keys: JSON.parse(key) as (number | null)[],
      group,
      ranks: order.map(({ kpi }) => byHand[kpi]?.of((measure) => within(group, period, measure)) ?? null),
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
      return { id: id || 'all', figures: figures(group, range) };
    }),
  );
  return { rows, total: figures(counting, period), period };
}

/** Nulls come last, whichever way the rest goes. Kopecks divided by a hundred first are a hair off: that is a tie. */
function compare(a: number | null, b: number | null, sign: 1 | -1): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return Math.abs(a - b) < 1e-9 ? 0 : (a - b) * sign;
}
