import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startWorld, type World } from '../world/world.ts';
import { bruteForce, type Figures, folder, present, repository, type Told, told } from './maven-rows.ts';

/** A figure as the API gives it. */
interface Value {
  value: number | null;
}

type Row = Record<
  'wonDeals' | 'lostDeals' | 'revenue' | 'winRate' | 'averageDeal' | 'dealCycle' | 'pipelineDeals',
  Value
> &
  Record<
    'employee' | 'team' | 'territory' | 'product' | 'productLine' | 'segment' | 'client',
    { name: string } | null
  > & {
    period: { from: string } | null;
  };

const figures = `wonDeals { value } lostDeals { value } revenue { value } winRate { value } averageDeal { value }
  dealCycle { value } pipelineDeals { value }`;
const whole = 'from: "2016-10-01", to: "2018-01-01"';

describe.skipIf(!present)('the Maven history, imported by the command line and asked through GraphQL', () => {
  let world: World;

  const command = (...words: string[]) =>
    promisify(execFile)(process.execPath, ['--import', '@oxc-node/core/register', 'src/cli.ts', ...words], {
      cwd: join(repository, 'server'),
      env: { ...process.env, DATABASE_URL: world.databaseUrl, LOG_LEVEL: 'warn' },
      maxBuffer: 1 << 26,
    });
  const importing = () =>
    command('import', folder, '--map', join(repository, 'server/src/imports/examples/maven.json'));
  const kpis = async (rest: string): Promise<{ rows: Row[]; total: Row }> =>
    (
      await world.ask<{ kpis: { rows: Row[]; total: Row } }>(`{ kpis(${rest}) {
        rows { period { from } employee { name } team { name } territory { name } product { name } productLine { name } segment { name }
          client { name } ${figures} }
        total { ${figures} } } }`)
    ).kpis;

  beforeAll(async () => {
    world = await startWorld({ now: '2018-01-15T12:00:00Z' });
    await importing();
  }, 60_000);
  afterAll(() => world?.close());

  /** A row with everything that follows from a group's sums. */
  function expectFigures(row: Row | undefined, group: Figures, closedOnly = false): void {
    const { won, lost, open, revenue, cycleDays } = group;
    expect(row?.wonDeals.value).toBe(won);
    expect(row?.lostDeals.value).toBe(lost);
    expect(row?.revenue.value).toBe(revenue);
    expect(row?.winRate.value ?? null).toBe(won + lost > 0 ? won / (won + lost) : null);
    if (won === 0) expect([row?.averageDeal.value, row?.dealCycle.value]).toEqual([null, null]);
    else {
      expect(row?.averageDeal.value).toBeCloseTo(revenue / won, 6);
      expect((row?.dealCycle.value ?? 0) / 86_400).toBeCloseTo(cycleDays / won, 6);
    }
    if (!closedOnly) expect(row?.pipelineDeals.value).toBe(open);
  }

  test('has the figures everybody knows of it', async () => {
    const { total } = await kpis(`period: { ${whole} }`);
    expect(total).toMatchObject({
      wonDeals: { value: 4238 },
      lostDeals: { value: 2473 },
      pipelineDeals: { value: 2089 },
      revenue: { value: 10_005_534 },
    });
    expect(((total.winRate.value ?? 0) * 100).toFixed(4)).toBe('63.1501');
    expect(total.averageDeal.value?.toFixed(3)).toBe('2360.909');
    expect(((total.dealCycle.value ?? 0) / 86_400).toFixed(3)).toBe('51.782');
    const margin = await world.ask(
      '{ kpis(period: { named: ALL }) { total { margin { value } pipelineAmount { value } } } }',
    );
    expect(margin, 'costs and open amounts are not known: null, never 0').toEqual({
      kpis: { total: { margin: { value: null }, pipelineAmount: { value: null } } },
    });
  });

  test.each<[string, keyof Told, keyof Row]>([
    ['EMPLOYEE', 'agent', 'employee'],
    ['TEAM', 'manager', 'team'],
    ['TERRITORY', 'region', 'territory'],
    ['PRODUCT', 'product', 'product'],
    ['PRODUCT_LINE', 'series', 'productLine'],
    ['SEGMENT', 'sector', 'segment'],
    ['CLIENT', 'account', 'client'],
  ])('equals the files by %s, row by row, the total included', async (dimension, key, field) => {
    const { rows, total } = await kpis(`period: { ${whole} }, by: [${dimension}], limit: 1000`);
    const groups = bruteForce(told(), (row) => row[key] ?? '');
    expect(rows).toHaveLength(Object.keys(groups).length);
    for (const row of rows) {
      const name = (row[field] as { name: string } | null)?.name ?? '';
      expectFigures(row, groups[name] as Figures);
    }
    expectFigures(total, bruteForce(told(), () => 'all').all as Figures);
  });

  test.each<[string, (day: string) => string]>([
    ['MONTH', (day) => `${day.slice(0, 7)}-01`],
    [
      'QUARTER',
      (day) =>
        `${day.slice(0, 4)}-${String(Math.floor((Number(day.slice(5, 7)) - 1) / 3) * 3 + 1).padStart(2, '0')}-01`,
    ],
  ])('equals the files by %s of closing', async (grain, bucket) => {
    const { rows } = await kpis(`period: { ${whole} }, grain: ${grain}`);
    const closed = told().filter((row) => row.close_date !== '');
    const groups = bruteForce(closed, (row) => bucket(row.close_date ?? ''));
    const none = { won: 0, lost: 0, open: 0, revenue: 0, cycleDays: 0 };
    expect(rows.length).toBe(grain === 'MONTH' ? 15 : 5);
    for (const row of rows) expectFigures(row, groups[row.period?.from ?? ''] ?? none, true);
  });

  test('imported a second time changes nothing', async () => {
    const entries = async () =>
      (await world.database.owner.query({ text: 'select count(*) from ledger', values: [] }))[0];
    const before = await entries();
    const { stdout } = await importing();
    expect(stdout).toMatch(/8,?800/);
    expect(await entries()).toEqual(before);
    expect((await command('verify')).stdout).toContain('no difference');
  }, 60_000);
});
