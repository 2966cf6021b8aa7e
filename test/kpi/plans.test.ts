import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { KpisArgs } from '../../server/src/kpi/kpi.args.ts';
import type { KpiRow, KpiValue } from '../../server/src/kpi/kpi-table.ts';
import { readKpis } from '../../server/src/kpi/read-kpis.ts';
import { coefficient } from '../../server/src/plans/coefficient.ts';
import { startDatabase, type TestDatabase } from '../world/database.ts';
import { bruteForce } from './brute-force.ts';
import { contextAt, entriesAround, insertEntries } from './ledger-fixture.ts';
import { insertHouse, type PlanRow, plansByHand, plansOfHouse } from './plan-fixture.ts';

const timeZone = 'Europe/Moscow';
const now = new Date('2026-03-18T09:00:00Z');

const figureOf = (row: KpiRow | undefined, kpi: string) => (row as unknown as Record<string, KpiValue>)[kpi];
const rounded = (value: number | null | undefined) =>
  value === null || value === undefined ? null : Number(value.toFixed(6)) + 0;

describe('plans beside a random ledger', () => {
  const entries = fc.sample(entriesAround(now), { seed: 11, numRuns: 5 }).flat();
  const [plans = []] = fc.sample(plansOfHouse, { seed: 11, numRuns: 1 });
  let own: TestDatabase;

  beforeAll(async () => {
    own = await startDatabase();
    await insertHouse(own.database, plans);
    await insertEntries(own.database, entries, timeZone);
  });
  afterAll(() => own?.close());

  test('every figure of every group has the plan that is its own, and none else', async () => {
    const ctx = contextAt(own.database, now, timeZone);
    const possible = ['revenue', 'wonDeals', 'winRate', 'pipelineDeals', 'planAttainment', 'kpiCoefficient'];
    const ids = fc.uniqueArray(fc.constantFrom('1', '2', '3', '4', null), { minLength: 1, maxLength: 2 });
    const month = fc.integer({ min: -5, max: 1 });
    const months = fc.tuple(month, fc.integer({ min: 1, max: 3 })).map(([first, count]) => ({
      from: new Date(Date.UTC(2026, 2 + first, 1)).toISOString().slice(0, 10),
      to: new Date(Date.UTC(2026, 2 + first + count, 1)).toISOString().slice(0, 10),
    }));
    const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 });
    const kpis = fc.uniqueArray(fc.constantFrom(...possible), { minLength: 1, maxLength: 3 });
    const args = fc.record({
      period: fc.oneof(
        { weight: 5, arbitrary: months },
        { weight: 1, arbitrary: fc.constant({ from: '2026-01-05', to: '2026-03-01' }) },
      ),
      by: maybe(
        fc.uniqueArray(fc.constantFrom('EMPLOYEE' as const, 'TEAM' as const, 'DEPARTMENT' as const), { maxLength: 3 }),
      ),
      where: maybe(fc.record({ employee: ids, team: ids, department: ids }, { requiredKeys: [] })),
      grain: maybe(fc.constantFrom('DAY' as const, 'MONTH' as const, 'MONTH' as const, 'QUARTER' as const)),
      compareTo: maybe(fc.constant('PREVIOUS' as const)),
      limit: maybe(fc.integer({ min: 1, max: 3 })),
      offset: maybe(fc.integer({ min: 0, max: 2 })),
    });
    let attached = 0;
    const property = fc.asyncProperty(kpis, args, fc.nat(3), async (selected, asked: KpisArgs, unplanned) => {
      const planned = selected.filter((_, i) => i !== unplanned);
      const before = own.database.app.statements;
      const table = await readKpis(ctx, asked, { kpis: selected, sql: false, planned });
      expect(own.database.app.statements - before).toBeLessThanOrEqual(3);
      const expected = bruteForce(entries, asked, selected, now, timeZone, plansByHand(plans, planned));
      const shown = (row: KpiRow) =>
        selected.map((kpi) => {
          const figure = figureOf(row, kpi);
          const scale = kpi === 'revenue' ? 100 : kpi === 'winRate' ? 1_000_000 : 1;
          const optimal = rounded((figure?.plan?.optimal ?? Number.NaN) * scale);
          if (figure?.plan) attached += 1;
          return [kpi, rounded(figure?.value), rounded(figure?.previous), figure?.plan ? optimal : null];
        });
      const byHand = (figures: (typeof expected)['total']) =>
        selected.map((kpi) => {
          const { value, previous, optimal = null } = figures[kpi] ?? {};
          return [kpi, rounded(value), rounded(previous), optimal];
        });
      expect(shown(table.total)).toEqual(byHand(expected.total));
      expect(table.rows.map((row) => [row.id, shown(row)])).toEqual(
        expected.rows.map((row) => [row.id, byHand(row.figures)]),
      );
    });
    await fc.assert(property, { numRuns: 400, seed: 11 });
    expect(attached).toBeGreaterThan(200);
  });
});

describe('a plan and how far it is reached', () => {
  let own: TestDatabase;
  const whole = { department: null, team: null, employee: null };
  const plan = (month: string, optimal: number, more: Partial<PlanRow> = {}): PlanRow => ({
    ...{ kpi: 'revenue', month, minimum: null, maximum: null, optimal },
    ...{ ...whole, ...more },
  });

  beforeAll(async () => {
    own = await startDatabase();
    await insertHouse(own.database, [
      plan('2026-03-01', 2_100_00, { minimum: 1_000_00, maximum: 3_000_00 }),
      plan('2026-02-01', 500_00),
      plan('2026-03-01', 800_00, { employee: 3 }),
      plan('2026-03-01', 400_000, { kpi: 'winRate' }),
    ]);
    const sale = (at: string, employee: number, revenue: number) => ({
      ...{ effectiveAt: new Date(at), recordedAt: new Date(at), dimensions: { employee_id: employee } },
      amounts: { won: 1, revenue },
    });
    await insertEntries(
      own.database,
      [sale('2026-03-17T09:00:00Z', 1, 600_00), sale('2026-02-10T09:00:00Z', 2, 250_00)],
      timeZone,
    );
  });
  afterAll(() => own?.close());
  const ask = (args: KpisArgs, kpis = ['revenue']) =>
    readKpis(contextAt(own.database, now, timeZone), args, { kpis, sql: true, planned: kpis, paced: true });

  test('is due by the working days that have begun', async () => {
    // March 2026 has 21 working days in Russia (the 9th is a day off for the 8th), of which twelve have begun on the 18th
    const { total } = await ask({ period: { named: 'THIS_MONTH' } });
    expect(figureOf(total, 'revenue')).toMatchObject({
      ...{ value: 600, plan: { minimum: 1000, optimal: 2100, maximum: 3000 } },
      ...{ attainment: 600 / 2100, pace: 0.5 },
    });
    const past = await ask({ period: { named: 'LAST_MONTH' } });
    expect(figureOf(past.total, 'revenue')).toMatchObject({ value: 250, attainment: 0.5, pace: 0.5 });
    // all of February and twelve days of March; no minimum in February, so none for both
    const both = await ask({ period: { from: '2026-02-01', to: '2026-04-01' } });
    expect(figureOf(both.total, 'revenue')).toMatchObject({
      ...{ value: 850, plan: { minimum: null, optimal: 2600, maximum: null } },
      ...{ pace: 850 / 1700 },
    });
    const ahead = await ask({ period: { from: '2026-03-01', to: '2026-05-01' } });
    expect(figureOf(ahead.total, 'revenue')).toMatchObject({ value: 600, plan: null, attainment: null, pace: null });
  });

  test('of a share is due at once, and does not add up', async () => {
    const { total } = await ask({ period: { named: 'THIS_MONTH' } }, ['winRate']);
    expect(figureOf(total, 'winRate')).toMatchObject({ value: 1, plan: { optimal: 0.4 }, attainment: 2.5, pace: 2.5 });
  });

  test('makes a row of whoever has one and sold nothing', async () => {
    const { rows, sql } = await ask({ period: { named: 'THIS_MONTH' }, by: ['EMPLOYEE'] }, [
      'planAttainment',
      'revenue',
    ]);
    expect(
      rows.map((row) => [row.id, figureOf(row, 'planAttainment')?.value, figureOf(row, 'revenue')?.value]),
    ).toEqual([
      ['employee:3', 0, 0],
      ['employee:1', null, 600],
    ]);
    expect(sql).toMatch(/^\/\* kpis \*\/[\s\S]*;\n\n\/\* kpi-plans \*\//);
  });

  test('is not attached to what is no person, and then nothing more is asked', async () => {
    const before = own.database.app.statements;
    const { rows } = await ask({ period: { named: 'THIS_MONTH' }, by: ['TERRITORY'] });
    expect(figureOf(rows[0], 'revenue')).toMatchObject({ value: 600, plan: null, attainment: null, pace: null });
    expect(own.database.app.statements - before).toBe(1);
  });
});

describe('the KPI coefficient', () => {
  const levels = { minimum: 800, optimal: 1000, maximum: 1200 };
  const usual = { minimum: 0.5, optimal: 1, maximum: 1.5 };

  test.each([
    [0, 0],
    [799.99, 0],
    [800, 0.5],
    [900, 0.75],
    [1000, 1],
    [1100, 1.25],
    [1200, 1.5],
    [9999, 1.5],
  ])('of %d is %d', (value, expected) => expect(coefficient(value, levels, usual)).toBeCloseTo(expected, 12));

  test('goes by the points of the department: 0.5 for the optimum and 1.5 for the maximum, as in the source', () => {
    const points = { minimum: 0, optimal: 0.5, maximum: 1.5 };
    expect([800, 900, 1000, 1100, 1200].map((value) => coefficient(value, levels, points))).toEqual([
      0, 0.25, 0.5, 1, 1.5,
    ]);
  });

  test('begins at nothing without a minimum, ends at the optimum without a maximum, and jumps where levels are one', () => {
    const open = { minimum: null, optimal: 1000, maximum: null };
    expect([-10, 0, 500, 1000, 5000].map((value) => coefficient(value, open, usual))).toEqual([0, 0, 0.5, 1, 1]);
    const one = { minimum: 1000, optimal: 1000, maximum: 1000 };
    expect([999, 1000].map((value) => coefficient(value, one, usual))).toEqual([0, 1.5]);
  });
});
