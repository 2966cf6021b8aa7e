import fc from 'fast-check';
import { catalogue } from '../../server/src/kpi/catalogue.ts';
import { type Dimension, dimensions } from '../../server/src/kpi/dimension.ts';
import type { Filters, KpisArgs } from '../../server/src/kpi/kpi.args.ts';
import { bucketsOf, grains, namedPeriods, resolvePeriod } from '../../server/src/lib/period.ts';
import { addDays, dayOf } from '../../server/src/lib/zone.ts';
import type { RawEntry } from './ledger-fixture.ts';

/** A question and the figures selected. */
export interface Asked {
  kpis: string[];
  args: KpisArgs;
}

/** Any question that makes sense, about a ledger around an instant. */
export function questions(now: Date, timeZone: string, entries: readonly RawEntry[]): fc.Arbitrary<Asked> {
  const today = dayOf(now, timeZone);
  const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 });
  const seldom = <T>(arbitrary: fc.Arbitrary<T>) =>
    fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
  const instant = fc.oneof(
    fc.constantFrom(...entries.map((entry) => entry.effectiveAt), now),
    fc.integer({ min: -900, max: 30 }).map((days) => new Date(now.getTime() + days * 80_000_000)),
  );
  const fromTo = fc
    .tuple(fc.integer({ min: -850, max: 10 }), fc.integer({ min: 1, max: 500 }))
    .map(([start, length]) => ({ from: addDays(today, start), to: addDays(today, start + length) }));
  const units = fc.record({ last: fc.integer({ min: 1, max: 8 }), unit: fc.constantFrom(...grains) });
  const period = fc.oneof(fc.record({ named: fc.constantFrom(...namedPeriods) }), fromTo, units);
  return someKpis.chain((kpis) => {
    const shared = sharedBy(kpis);
    // the dimensions of a rollup oftener than others, so that every source is asked
    const often = shared.filter((name) => name === 'EMPLOYEE' || name === 'TERRITORY');
    const dimension = fc.constantFrom(...shared, ...shared, ...often, ...often, ...often);
    const ids = fc.array(fc.constantFrom('1', '2', '3', null), { minLength: 1, maxLength: 3 });
    const where = fc
      .dictionary(fc.constantFrom(...shared), ids, { maxKeys: 2 })
      .map(
        (d) => Object.fromEntries(Object.entries(d).map(([k, v]) => [dimensions[k as Dimension].field, v])) as Filters,
      );
    return fc.record({
      kpis: fc.constant(kpis),
      args: fc.record({
        period,
        grain: maybe(fc.constantFrom(...grains)),
        by: shared.length > 0 ? maybe(fc.uniqueArray(dimension, { maxLength: 3 })) : fc.constant(undefined),
        where: shared.length > 0 ? maybe(where) : fc.constant(undefined),
        compareTo: maybe(fc.constantFrom('PREVIOUS' as const, 'LAST_YEAR' as const)),
        asOf: seldom(instant),
        knownAt: seldom(instant),
        orderBy: maybe(
          fc.array(
            fc.record({ kpi: fc.constantFrom(...kpis), direction: fc.constantFrom('ASC' as const, 'DESC' as const) }),
            {
              minLength: 1,
              maxLength: 2,
            },
          ),
        ),
        limit: maybe(fc.integer({ min: 1, max: 5 })),
        offset: maybe(fc.integer({ min: 0, max: 3 })),
      }),
    });
  });
}

/** Figures that are made of the ledger alone; plans are tried on their own. */
export const ledgerKpis: readonly string[] = [...catalogue.values()]
  .filter(({ terms }) => !terms.some((term) => term === 'revenuePlan' || term === 'planCoefficient'))
  .map(({ id }) => id);

/** One figure, and sometimes some more that have something in common with it. */
const someKpis = fc.constantFrom(...ledgerKpis).chain((first): fc.Arbitrary<string[]> => {
  const [, ...width] = sharedBy([first]);
  const alike = ledgerKpis.filter((id) => id !== first && sharedBy([first, id]).length > width.length / 2);
  if (alike.length === 0) return fc.constant([first]);
  return fc.uniqueArray(fc.constantFrom(...alike), { maxLength: 3 }).map((more) => [first, ...more]);
});

function sharedBy(kpis: readonly string[]): Dimension[] {
  const allowed = kpis.map((id) => new Set(catalogue.get(id)?.breakdowns));
  return [...allowed.reduce((all, more) => all.intersection(more))];
}

/** Whether a question has no more buckets than are allowed. */
export function fitsBuckets({ args }: Asked, now: Date, timeZone: string): boolean {
  try {
    if (args.grain)
      bucketsOf(resolvePeriod(args.period, dayOf(now, timeZone), addDays(dayOf(now, timeZone), -900)), args.grain);
    return true;
  } catch {
    return false;
  }
}
