import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Dimension, dimensions } from '../../server/src/kpi/dimension.ts';
import type { KpiRow, KpiValue } from '../../server/src/kpi/kpi-table.ts';
import { readKpis } from '../../server/src/kpi/read-kpis.ts';
import { roll } from '../../server/src/ledger/roll.ts';
import { startDatabase, type TestDatabase } from '../world/database.ts';
import { bruteForce } from './brute-force.ts';
import { contextAt, entriesAround, insertEntries } from './ledger-fixture.ts';
import { fitsBuckets, questions } from './questions.ts';

function figuresOf(row: KpiRow, kpis: readonly string[]) {
  const values = row as unknown as Record<string, KpiValue>;
  const rounded = (value: number | null | undefined) =>
    value === null || value === undefined ? null : Number(value.toFixed(6)) + 0;
  return Object.fromEntries(
    kpis.map((kpi) => [kpi, { value: rounded(values[kpi]?.value), previous: rounded(values[kpi]?.previous) }]),
  );
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

    test('answers every question alike, in one statement', async () => {
      const ctx = contextAt(own.database, now, timeZone);
      // the first question about ALL learns where it begins
      await readKpis(ctx, { period: { named: 'ALL' } }, { kpis: ['revenue'], sql: false });
      const property = fc.asyncProperty(questions(now, timeZone, entries), async (asked) => {
        fc.pre(fitsBuckets(asked, now, timeZone));
        const { args, kpis } = asked;
        const before = own.database.app.statements;
        const table = await readKpis(ctx, args, { kpis, sql: false });
        expect(own.database.app.statements - before).toBe(1);
        const expected = bruteForce(entries, args, kpis, now, timeZone);
        const plain = (figures: Record<string, { value: number | null; previous: number | null }>) =>
          figuresOf(figures as unknown as KpiRow, kpis);
        expect(figuresOf(table.total, kpis)).toEqual(plain(expected.total));
        expect(table.rows.map((row) => [row.id, figuresOf(row, kpis)])).toEqual(
          expected.rows.map((row) => [row.id, plain(row.figures)]),
        );
        expect(table.revision).toBe(String(entries.length));
      });
      await fc.assert(property, { numRuns: 150, seed });
    });

    test('breakdowns add up to the total', async () => {
      const ctx = contextAt(own.database, now, timeZone);
      const additive = ['revenue', 'wonDeals', 'lostDeals', 'openedDeals', 'pipelineDeals'];
      for (const dimension of Object.keys(dimensions) as Dimension[]) {
        const kpis = dimension === 'STAGE' ? ['pipelineDeals'] : additive;
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
