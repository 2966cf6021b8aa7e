import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Context } from '../../server/src/context.ts';
import { catalogue } from '../../server/src/kpi/catalogue.ts';
import { type Dimension, dimensions } from '../../server/src/kpi/dimension.ts';
import type { KpisArgs } from '../../server/src/kpi/kpi.args.ts';
import type { KpiRow, KpiValue } from '../../server/src/kpi/kpi-table.ts';
import { readKpis } from '../../server/src/kpi/read-kpis.ts';
import { roll } from '../../server/src/ledger/roll.ts';
import { startDatabase, type TestDatabase } from '../world/database.ts';
import { bruteForce } from './brute-force.ts';
import { contextAt, entriesAround, insertEntries } from './ledger-fixture.ts';
import { type Asked, fitsBuckets, ledgerKpis, questions } from './questions.ts';

function figuresOf(row: KpiRow, kpis: readonly string[]) {
  const values = row as unknown as Record<string, KpiValue>;
  const rounded = (value: number | null | undefined) =>
    value === null || value === undefined ? null : Number(value.toFixed(6)) + 0;
  return Object.fromEntries(
    kpis.map((kpi) => [kpi, { value: rounded(values[kpi]?.value), previous: rounded(values[kpi]?.previous) }]),
  );
}

const addHours = (at: Date, hours: number) => new Date(at.getTime() + hours * 3_600_000);

/** One, and for what is no sum a snapshot and its own. */
function statementsOf(kpis: readonly string[]): number {
  const more = { topClientShare: 1, weightedPipeline: 3 };
  const own = Object.entries(more).filter(([id]) => kpis.includes(id));
  return own.reduce((sum, [, count]) => sum + count, own.length > 0 ? 2 : 1);
}

const rounds = [
  { rolled: 'all', timeZone: 'Europe/Moscow', now: '2026-03-18T09:34:56.789Z', seed: 1 },
  { rolled: 'half', timeZone: 'America/New_York', now: '2026-03-08T09:30:00.000Z', seed: 2 },
  { rolled: 'none', timeZone: 'Asia/Kolkata', now: '2024-02-29T18:00:00.000Z', seed: 3 },
  { rolled: 'half', timeZone: 'Europe/Moscow', now: '2026-01-01T00:30:00.000Z', seed: 4 },
  { rolled: 'all', timeZone: 'America/Sao_Paulo', now: '2025-10-31T23:59:59.999Z', seed: 5 },
  { rolled: 'half', timeZone: 'UTC', now: '2026-03-31T12:00:00.000Z', seed: 6 },
] as const;

describe.each(rounds)(
  'the engine against a brute force: $rolled rolled, $timeZone',
  ({ rolled, timeZone, now: at, seed }) => {
    const now = new Date(at);
    const entries = fc.sample(entriesAround(now), { seed, numRuns: 8 }).flat();
    let own: TestDatabase;

    beforeAll(async () => {
      own = await startDatabase();
      const half = Math.floor(entries.length / 2);
      await insertEntries(own.database, entries.slice(0, half), timeZone);
      if (rolled === 'half') await roll(own.database.owner);
      await insertEntries(own.database, entries.slice(half), timeZone);
      if (rolled === 'all') await roll(own.database.owner);
    });
    afterAll(() => own.close());

    /** One answer against the other's, the statements counted. */
    async function compare(ctx: Context, { args, kpis }: Asked): Promise<void> {
      const before = own.database.app.statements;
      const table = await readKpis(ctx, args, { kpis, sql: false });
      expect(own.database.app.statements - before).toBeLessThanOrEqual(statementsOf(kpis));
      const expected = bruteForce(entries, args, kpis, now, timeZone);
      const plain = (figures: Record<string, { value: number | null; previous: number | null }>) =>
        figuresOf(figures as unknown as KpiRow, kpis);
      expect(figuresOf(table.total, kpis)).toEqual(plain(expected.total));
      expect(table.rows.map((row) => [row.id, figuresOf(row, kpis)])).toEqual(
        expected.rows.map((row) => [row.id, plain(row.figures)]),
      );
      expect(table.revision).toBe(String(entries.length));
    }

    test('answers every question alike, in one statement or a few', async () => {
      const ctx = contextAt(own.database, now, timeZone);
      // the first question about ALL learns where it begins
      await readKpis(ctx, { period: { named: 'ALL' } }, { kpis: ['revenue'], sql: false });
      const property = fc.asyncProperty(questions(now, timeZone, entries), async (asked) => {
        fc.pre(fitsBuckets(asked, now, timeZone));
        await compare(ctx, asked);
      });
      await fc.assert(property, { numRuns: 90, seed });
    });

    test('every figure by every breakdown it has', async () => {
      const ctx = contextAt(own.database, now, timeZone);
      const alike = Map.groupBy(ledgerKpis, (id) => catalogue.get(id)?.breakdowns.join(' ') ?? '');
      const periods: KpisArgs[] = [
        { period: { named: 'LAST_QUARTER' }, compareTo: 'PREVIOUS' },
        { period: { last: 5, unit: 'MONTH' }, grain: 'MONTH', compareTo: 'LAST_YEAR', asOf: addHours(now, -500) },
      ];
      for (const [breakdowns, kpis] of alike) {
        for (const [i, by] of (breakdowns.split(' ') as Dimension[]).entries())
          await compare(ctx, { kpis, args: { ...periods[(i + seed) % 2], by: [by], limit: 5 } as KpisArgs });
      }
    });

    test('breakdowns add up to the total', async () => {
      const ctx = contextAt(own.database, now, timeZone);
      const additive = [...catalogue.values()]
        .filter(({ additive, id }) => additive && id !== 'margin')
        .map(({ id }) => id);
      additive.push('pipelineDeals', 'activeClients');
      for (const dimension of Object.keys(dimensions) as Dimension[]) {
        const kpis = additive.filter((id) => catalogue.get(id)?.breakdowns.includes(dimension));
        if (kpis.length === 0) continue;
        const { rows, total } = await readKpis(
          ctx,
          { period: { last: 5, unit: 'MONTH' }, by: [dimension] },
          { kpis, sql: false },
        );
        for (const kpi of kpis) {
          const of = (row: KpiRow) => (row as unknown as Record<string, KpiValue>)[kpi]?.value ?? Number.NaN;
          expect(rows.reduce((sum, row) => sum + of(row), 0)).toBeCloseTo(of(total), 6);
        }
      }
    });
  },
);
