import fc from 'fast-check';
import { systemViewer } from '../../server/src/access/viewer.ts';
import { accessOf } from '../../server/src/app-context.ts';
import { type Context, rowLoader } from '../../server/src/context.ts';
import type { Database } from '../../server/src/database/database.ts';
import { type DimensionColumn, dimensionColumns } from '../../server/src/ledger/dimensions.ts';
import { type Measure, measureNames, measures } from '../../server/src/ledger/measures.ts';
import { raw, sql } from '../../server/src/lib/sql.ts';
import { dayOf, monthOf } from '../../server/src/lib/zone.ts';

/** An entry of a random ledger: what the engine reads of one, and no more. */
export interface RawEntry {
  effectiveAt: Date;
  recordedAt: Date;
  dimensions: Partial<Record<DimensionColumn, number | string | null>>;
  amounts: Partial<Record<Measure, number>>;
  dealId?: string | null;
  factId?: string | null;
  /** whether it takes another entry back */
  reverses?: boolean;
}

const hour = 3_600_000;

/** Entries around an instant: two years back, a little ahead, some exactly at midnight or at the same instants as others. */
export function entriesAround(now: Date): fc.Arbitrary<RawEntry[]> {
  const instant = fc.oneof(
    fc.integer({ min: -800 * 24 * 60, max: 20 * 24 * 60 }).map((minutes) => new Date(now.getTime() + minutes * 60_000)),
    fc.integer({ min: -70 * 24, max: 30 }).map((hours) => new Date(Math.floor(now.getTime() / hour + hours) * hour)),
    fc.constantFrom(0, -1, 1, -86_400_000, -86_400_001).map((offset) => new Date(now.getTime() + offset)),
  );
  const id = fc.option(fc.integer({ min: 1, max: 3 }), { nil: null, freq: 5 });
  // more clients than count as the largest ones
  const client = fc.option(fc.integer({ min: 1, max: 15 }), { nil: null, freq: 9 });
  const amount = fc.integer({ min: -3, max: 3 });
  const ofFamily = fc.oneof(
    ...families.map(({ by, measures: own, weight }) => ({
      weight,
      arbitrary: fc.record({
        effectiveAt: instant,
        dimensions: fc.record(Object.fromEntries(by.map((column) => [column, column === 'client_id' ? client : id])), {
          requiredKeys: [],
        }),
        amounts: fc.record(Object.fromEntries(own.map((measure) => [measure, amount])), { requiredKeys: [] }),
      }),
    })),
  );
  // nothing is recorded in the future
  const entry = ofFamily.map((e) => ({ ...e, recordedAt: e.effectiveAt > now ? now : e.effectiveAt }));
  return fc.array(entry as fc.Arbitrary<RawEntry>, { minLength: 40, maxLength: 160 });
}

/** Measures whose entries carry the same: what a noun posts together. Those of deals are most of a ledger. */
const families = [...Map.groupBy(measureNames, (measure) => measures[measure].by)].map(([by, own]) => ({
  by,
  measures: own,
  weight: own.some((measure) => measure === 'won' || measure === 'in_stage') ? 4 : 1,
}));

/** Puts entries straight into the ledger, in one transaction. */
export async function insertEntries(database: Database, entries: readonly RawEntry[], timeZone: string): Promise<void> {
  const columns = [...dimensionColumns, ...measureNames];
  const rows = entries.map((entry) => ({
    recorded_at: entry.recordedAt.toISOString(),
    effective_at: entry.effectiveAt.toISOString(),
    day: dayOf(entry.effectiveAt, timeZone),
    month: monthOf(dayOf(entry.effectiveAt, timeZone)),
    deal_id: entry.dealId,
    fact_id: entry.factId,
    reverses: entry.reverses ? 1 : null,
    ...entry.dimensions,
    ...entry.amounts,
  }));
  await database.owner.query(sql`/* fixture */
    insert into ledger (recorded_at, effective_at, day, month, kind, origin, deal_id, fact_id, reverses, ${raw(columns.join(', '))})
    select recorded_at, effective_at, day, month, 'deal_amended', 'api', deal_id, fact_id, reverses, ${raw(columns.join(', '))}
    from jsonb_populate_recordset(null::ledger, ${JSON.stringify(rows)}::jsonb)`);
}

/** A request's context on a bare database: no server, no people. */
export function contextAt(database: Database, now: Date, timeZone: string): Context {
  return {
    database,
    clock: { now: () => now },
    settings: { departmentName: 'Отдел', timeZone, currency: 'RUB', activityWindowDays: 365, demo: false },
    access: accessOf(systemViewer('test', 'api')),
    load: rowLoader(database.app),
  } as Context;
}
