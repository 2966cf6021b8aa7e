import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { KpisArgs } from '../../server/src/kpi/kpi.args.ts';
import type { KpiRow, KpiValue } from '../../server/src/kpi/kpi-table.ts';
import { readKpis } from '../../server/src/kpi/read-kpis.ts';
import { roll } from '../../server/src/ledger/roll.ts';
import { type Fragment, type Statement, sql } from '../../server/src/lib/sql.ts';
import { startDatabase, type TestDatabase } from '../world/database.ts';
import { contextAt, insertEntries, type RawEntry } from './ledger-fixture.ts';

const timeZone = 'Europe/Moscow';
const now = new Date('2026-03-18T09:00:00Z');
const entry = (at: string, dimensions: RawEntry['dimensions'], amounts: RawEntry['amounts']): RawEntry => ({
  ...{ effectiveAt: new Date(`${at}+03:00`), recordedAt: new Date(`${at}+03:00`), dimensions, amounts },
});

let own: TestDatabase;

/** The values of one figure: of the rows by id, and in total. */
async function ask(args: KpisArgs, kpi: string) {
  const table = await readKpis(contextAt(own.database, now, timeZone), args, { kpis: [kpi], sql: true });
  const of = (row: KpiRow) => (row as unknown as Record<string, KpiValue>)[kpi];
  return {
    ...{ total: of(table.total)?.value, figure: of(table.total), sql: table.sql },
    rows: table.rows.map((row) => [row.id, of(row)?.value]),
  };
}

describe('the share of the largest clients', () => {
  beforeAll(async () => {
    own = await startDatabase();
    // eleven clients bought for 10, 20 … 110, all of it in the first territory but what the largest one bought in the second
    const sales = Array.from({ length: 11 }, (_, i) =>
      entry(
        '2026-02-10T12:00',
        { client_id: i + 1, territory_id: i === 10 ? 2 : 1 },
        { revenue: (i + 1) * 1000, won: 1 },
      ),
    );
    const more = [
      entry('2026-02-11T12:00', { client_id: 11, territory_id: 1 }, { revenue: 40_00, won: 1 }),
      entry('2026-02-12T12:00', { territory_id: 1 }, { revenue: 100_00, won: 1 }),
      entry('2026-03-02T12:00', { client_id: 1, territory_id: 1 }, { revenue: 10_00, won: 1 }),
      entry('2026-03-03T12:00', { client_id: 2, territory_id: 1 }, { revenue: -10_00, won: -1 }),
    ];
    await insertEntries(own.database, [...sales, ...more], timeZone);
    await roll(own.database.owner);
  });
  afterAll(() => own.close());

  test('leaves the eleventh out, and what nobody known bought', async () => {
    const { total, figure, sql: asked } = await ask({ period: { named: 'LAST_MONTH' } }, 'topClientShare');
    // 660 + 40 + 100 in all; of the eleven the smallest, who bought for 10, is left out
    expect(figure).toMatchObject({ numerator: 690, denominator: 800 });
    expect(total).toBeCloseTo(690 / 800, 12);
    expect(asked?.split(';\n\n').map((text) => text.slice(0, 20))).toEqual([
      '/* kpis */ with cell',
      '/* kpi-top-clients *',
    ]);
  });

  test('has ten of its own in each group and bucket, and orders by them', async () => {
    const { rows } = await ask({ period: { named: 'LAST_MONTH' }, by: ['TERRITORY'] }, 'topClientShare');
    // in the first eleven clients bought for 590, of which the smallest for 10, and nobody known for 100; in the second one client for all
    expect(rows).toEqual([
      ['territory:2', 1],
      ['territory:1', 580 / 690],
    ]);
    const second = await ask(
      { period: { named: 'LAST_MONTH' }, by: ['TERRITORY'], limit: 1, offset: 1 },
      'topClientShare',
    );
    expect(second.rows).toEqual([['territory:1', 580 / 690]]);
    const months = await ask({ period: { last: 2, unit: 'MONTH' }, grain: 'MONTH' }, 'topClientShare');
    expect(months.rows).toEqual([
      ['2026-02-01', 690 / 800],
      ['2026-03-01', null],
    ]);
  });
});

describe('the weighted pipeline', () => {
  beforeAll(async () => {
    own = await startDatabase();
    const at = (stage: number, pipeline = 1) => ({ pipeline_id: pipeline, stage_id: stage });
    const closed = (day: string, stage: number, won: number, count: number, pipeline = 1) =>
      entry(`${day}T12:00`, at(stage, pipeline), { stage_won: won, stage_closed: count });
    const open = (day: string, stage: number, amount: number, employee: number, pipeline = 1) =>
      entry(
        `${day}T12:00`,
        { ...at(stage, pipeline), employee_id: employee },
        { in_stage: 1, priced: 1, pipeline: amount },
      );
    await insertEntries(
      own.database,
      [
        // of the first stage a quarter is won, of the second a half; the third nobody has closed from, of its pipeline 3 of 8 are won
        closed('2026-01-15', 1, 1, 4),
        closed('2026-02-15', 2, 2, 4),
        entry('2026-02-15T12:00', { pipeline_id: 1 }, { won: 3, lost: 5 }),
        // more than 365 days ago: it counts no longer
        closed('2025-03-18', 1, 100, 100),
        open('2026-03-01', 1, 1000_00, 1),
        open('2026-03-02', 2, 400_00, 2),
        open('2026-03-03', 3, 800_00, 2),
      ],
      timeZone,
    );
    await roll(own.database.owner);
  });
  afterAll(() => own.close());

  test('is each stage times what is won of it, or of its pipeline', async () => {
    const { total, rows } = await ask({ period: { named: 'THIS_MONTH' }, by: ['EMPLOYEE'] }, 'weightedPipeline');
    expect(rows).toEqual([
      ['employee:2', 400 / 2 + (800 * 3) / 8],
      ['employee:1', 250],
    ]);
    expect(total).toBe(750);
    const stages = await ask(
      { period: { named: 'THIS_MONTH' }, by: ['STAGE'], where: { employee: ['2'] } },
      'weightedPipeline',
    );
    expect(stages.rows).toEqual([
      ['stage:3', 300],
      ['stage:2', 200],
    ]);
    expect(stages.total).toBe(500);
  });

  test('has the chances of its own time', async () => {
    // at the end of the 18th of March 2025 nothing stood open; a day more and all of that year counts
    const past = await ask({ period: { from: '2026-03-01', to: '2026-03-18' } }, 'weightedPipeline');
    expect(past.total).toBeCloseTo(1000 * (101 / 104) + 200 + 300, 2);
  });

  test('is unknown where nobody knows the chances', async () => {
    await insertEntries(
      own.database,
      [
        entry(
          '2026-03-04T12:00',
          { pipeline_id: 2, stage_id: 9, employee_id: 3 },
          { in_stage: 1, priced: 1, pipeline: 1 },
        ),
      ],
      timeZone,
    );
    const { total, rows } = await ask({ period: { named: 'THIS_MONTH' }, by: ['EMPLOYEE'] }, 'weightedPipeline');
    expect(total).toBeNull();
    expect(rows).toEqual([
      ['employee:2', 500],
      ['employee:1', 250],
      ['employee:3', null],
    ]);
  });

  test('is not ordered by over more groups than can be read', async () => {
    await own.database.owner.query(sql`/* fixture */ insert into ledger
      (recorded_at, effective_at, day, month, kind, origin, client_id, stage_id, pipeline_id, in_stage, pipeline, priced)
      select ${now}, ${now}, '2026-03-18', '2026-03-01', 'deal_opened', 'api', n, 1, 1, 1, 100, 1 from generate_series(1, 10001) n`);
    const asked = { period: { named: 'THIS_MONTH' as const }, by: ['CLIENT' as const], limit: 2 };
    await expect(ask(asked, 'weightedPipeline')).rejects.toMatchObject({
      ...{ code: 'BAD_USER_INPUT', extensions: { field: 'orderBy', groups: 'more than 10000' } },
    });
    const byAmount = { ...asked, orderBy: [{ kpi: 'pipelineAmount', direction: 'DESC' as const }] };
    expect((await ask(byAmount, 'weightedPipeline')).rows).toHaveLength(2);
  });
});

test('all statements of an answer see the same, whatever is sold and rolled meanwhile', async () => {
  own = await startDatabase();
  const pool = own.database.app;
  const sale = entry('2026-03-10T12:00', { client_id: 1, employee_id: 1 }, { revenue: 100_00 });
  const open = entry('2026-03-10T12:00', { pipeline_id: 1, stage_id: 1 }, { in_stage: 1, priced: 1, pipeline: 100_00 });
  const closed = entry('2026-03-10T12:00', { pipeline_id: 1, stage_id: 1 }, { stage_won: 1, stage_closed: 1 });
  const happens = () => insertEntries(own.database, [sale, open, closed], timeZone);
  await happens();
  const snapshot: typeof pool.snapshot = (work) =>
    pool.snapshot((db) =>
      work({
        query: async <Row>(statement: Statement | Fragment) => {
          const rows = await db.query<Row>(statement);
          await happens();
          await roll(own.database.owner);
          // somebody else has seen the new mark by now
          await ask({ period: { named: 'THIS_MONTH' } }, 'revenue');
          return rows;
        },
      }),
    );
  const ctx = contextAt({ ...own.database, app: Object.assign(Object.create(pool), { snapshot }) }, now, timeZone);
  for (const round of [1, 2, 3]) {
    const kpis = ['topClientShare', 'weightedPipeline', 'pipelineAmount'];
    const { total, rows } = await readKpis(
      ctx,
      { period: { named: 'THIS_MONTH' }, by: ['STAGE'] },
      { kpis: kpis.slice(1), sql: false },
    );
    const { total: share } = await readKpis(
      ctx,
      { period: { named: 'THIS_MONTH' } },
      { kpis: kpis.slice(0, 1), sql: false },
    );
    const values = [...rows, total].map((row) => row as unknown as Record<string, KpiValue>);
    expect(values.map(({ weightedPipeline: v }) => v?.value)).toEqual(values.map(({ pipelineAmount: v }) => v?.value));
    expect((share as unknown as Record<string, KpiValue>).topClientShare?.value).toBe(1);
    expect(values[0]?.pipelineAmount?.value).toBeGreaterThan(round * 100 - 1);
  }
  await own.close();
});

describe('retention and churn', () => {
  beforeAll(async () => {
    own = await startDatabase();
    const bought = (at: string, count: number) => entry(at, { segment_id: 1 }, { active: count, new_clients: count });
    const lapsed = (at: string, count: number) => entry(at, { segment_id: 1 }, { active: -count, churned: count });
    await insertEntries(
      own.database,
      [
        bought('2025-12-31T23:59', 10),
        bought('2026-02-05T12:00', 4),
        lapsed('2026-02-20T12:00', 2),
        lapsed('2026-03-19T12:00', 5),
      ],
      timeZone,
    );
  });
  afterAll(() => own.close());

  test('look at who was active when the period began', async () => {
    const february = await ask({ period: { named: 'LAST_MONTH' } }, 'retentionRate');
    expect(february.figure).toMatchObject({ value: 0.8, numerator: 8, denominator: 10 });
    expect((await ask({ period: { named: 'LAST_MONTH' } }, 'churnRate')).total).toBe(0.2);
    // nobody was active when the year before began: nothing to divide by
    expect((await ask({ period: { named: 'LAST_YEAR' } }, 'retentionRate')).total).toBeNull();
  });

  test('by bucket, each from its own beginning; what lies ahead is not there yet', async () => {
    const { rows } = await ask({ period: { last: 3, unit: 'MONTH' }, grain: 'MONTH', by: ['SEGMENT'] }, 'churnRate');
    expect(rows).toEqual([
      ['2026-01-01/segment:1', 0],
      ['2026-02-01/segment:1', 0.2],
      ['2026-03-01/segment:1', 0],
    ]);
  });
});
