import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sql } from '../../server/src/lib/sql.ts';
import type { Named } from '../world/nouns.ts';
import { startWorld, type World } from '../world/world.ts';
import { insertEntries } from './ledger-fixture.ts';

const timeZone = 'Europe/Moscow';
const at = (text: string) => new Date(`${text}+03:00`);

/** What is asked through GraphQL, on a ledger small enough to add up in one's head. It is Wednesday, 18 March 2026, noon in Moscow. */
describe('kpis', () => {
  let world: World;
  let olga: Named;
  let ivan: Named;

  beforeAll(async () => {
    world = await startWorld();
    olga = await world.employee('Ольга');
    ivan = await world.employee('Иван');
    const sale = (when: string, employee: Named | null, revenue: number, costed = 0) => ({
      effectiveAt: at(when),
      recordedAt: at(when),
      dimensions: { employee_id: employee?.id ?? null },
      amounts: { won: 1, revenue, costed, cost: costed / 2, cycle: 3600 },
    });
    await insertEntries(
      world.database,
      [
        sale('2026-03-18T11:00', olga, 100_00, 80_00),
        sale('2026-03-17T11:30', ivan, 70_00),
        sale('2026-03-17T13:00', ivan, 30_00),
        sale('2026-03-02T10:00', null, 5_00),
        sale('2026-02-18T23:00', olga, 50_00),
        sale('2026-02-19T00:30', olga, 1_00),
        sale('2025-03-18T12:00', olga, 20_00),
        sale('2026-03-18T13:00', olga, 999_00),
      ],
      timeZone,
    );
  });
  afterAll(() => world.close());

  const rows = async (question: string) =>
    (await world.ask<{ kpis: { rows: unknown[] } }>(`{ kpis(${question} } }`)).kpis.rows;

  test('by manager: names, the unknown as a row of its own, the largest first', async () => {
    expect(
      await rows('period: { named: THIS_MONTH }, by: [EMPLOYEE]) { rows { id employee { name } revenue { value } }'),
    ).toEqual([
      { id: `employee:${olga.id}`, employee: { name: 'Ольга' }, revenue: { value: 100 } },
      { id: `employee:${ivan.id}`, employee: { name: 'Иван' }, revenue: { value: 100 } },
      { id: 'employee:', employee: null, revenue: { value: 5 } },
    ]);
  });

  test('what is unknown is null: a margin whose cost nobody knows, a ratio of nothing', async () => {
    const question =
      'period: { named: THIS_MONTH }, by: [EMPLOYEE]) { rows { margin { value } winRate { value numerator denominator } }';
    expect(await rows(question)).toEqual([
      { margin: { value: 40 }, winRate: { value: 1, numerator: 1, denominator: 1 } },
      { margin: { value: null }, winRate: { value: 1, numerator: 2, denominator: 2 } },
      { margin: { value: null }, winRate: { value: 1, numerator: 1, denominator: 1 } },
    ]);
    const empty =
      'period: { from: "2020-01-01", to: "2020-02-01" }) { rows { revenue { value } averageDeal { value denominator } }';
    expect(await rows(empty)).toEqual([{ revenue: { value: 0 }, averageDeal: { value: null, denominator: 0 } }]);
  });

  test('a running month is compared with as many days of the one before, a running day up to the same time', async () => {
    const month = 'period: { named: THIS_MONTH }, compareTo: PREVIOUS) { rows { revenue { value previous change } }';
    expect(await rows(month)).toEqual([{ revenue: { value: 205, previous: 50, change: 3.1 } }]);
    const day = 'period: { named: TODAY }, compareTo: PREVIOUS) { rows { revenue { value previous } }';
    expect(await rows(day)).toEqual([{ revenue: { value: 100, previous: 70 } }]);
    const year = 'period: { named: TODAY }, compareTo: LAST_YEAR) { rows { revenue { value previous } }';
    expect(await rows(year)).toEqual([{ revenue: { value: 100, previous: 20 } }]);
  });

  test('buckets without entries are rows of zeros, and totals are not added up from the page', async () => {
    const question = 'period: { last: 4, unit: MONTH }, grain: MONTH) { rows { id period { label } revenue { value } }';
    expect(await rows(question)).toEqual([
      { id: '2025-12-01', period: { label: '2025-12' }, revenue: { value: 0 } },
      { id: '2026-01-01', period: { label: '2026-01' }, revenue: { value: 0 } },
      { id: '2026-02-01', period: { label: '2026-02' }, revenue: { value: 51 } },
      { id: '2026-03-01', period: { label: '2026-03' }, revenue: { value: 205 } },
    ]);
    const { kpis } = await world.ask<{ kpis: unknown }>(
      '{ kpis(period: { named: THIS_MONTH }, by: [EMPLOYEE], limit: 1, offset: 1) { rows { id } total { revenue { value } } } }',
    );
    expect(kpis).toEqual({ rows: [{ id: `employee:${ivan.id}` }], total: { revenue: { value: 205 } } });
  });

  test('as of an instant, and with the statement to check it by', async () => {
    const { kpis } = await world.ask<{ kpis: { dataAsOf: string; revision: string; sql: string; total: unknown } }>(
      `{ kpis(period: { named: THIS_MONTH }, asOf: "2026-03-17T12:00:00+03:00") { dataAsOf revision sql total { revenue { value } } } }`,
    );
    expect(kpis.total).toEqual({ revenue: { value: 75 } });
    expect(new Date(kpis.dataAsOf)).toEqual(at('2026-03-17T12:00'));
    const [checked] = await world.database.app.query<{ revision: string }>({ text: kpis.sql, values: [] });
    expect(checked?.revision).toBe(kpis.revision);
    expect(kpis.sql).toMatch(/^\/\* kpis \*\//);
  });

  test('against a plan: its levels, how far it is reached, and how it stands by now', async () => {
    await world.database.owner.query(sql`/* test */ insert into plan (kpi, grain, month, employee_id, minimum, optimal, fixed)
      values ('revenue', 'MONTH', '2026-03-01', ${olga.id}, 10000, 20000, false)`);
    const question = `period: { named: THIS_MONTH }, by: [EMPLOYEE], where: { employee: ["${olga.id}", "${ivan.id}"] }) {
      rows { employee { name } revenue { value plan { minimum optimal maximum } attainment pace } planAttainment { value } kpiCoefficient { value } }`;
    // twelve of the 21 working days have begun: 114.29 of 200 are due
    expect(await rows(question)).toEqual([
      {
        employee: { name: 'Ольга' },
        revenue: {
          ...{ value: 100, plan: { minimum: 100, optimal: 200, maximum: null } },
          ...{ attainment: 0.5, pace: expect.closeTo(0.875, 9) },
        },
        planAttainment: { value: 0.5 },
        kpiCoefficient: { value: 0.5 },
      },
      {
        employee: { name: 'Иван' },
        revenue: { value: 100, plan: null, attainment: null, pace: null },
        planAttainment: { value: null },
        kpiCoefficient: { value: null },
      },
    ]);
  });

  test('a wall hears of a plan that was made', async () => {
    const wall = world.subscribe<{ kpis: { total: { revenue: { attainment: number | null } } } }>(
      `subscription { kpis(period: { named: THIS_MONTH }, where: { employee: ["${ivan.id}"] }) { total { revenue { attainment } } } }`,
    );
    expect((await wall.next()).kpis.total.revenue.attainment).toBeNull();
    await world.database.owner.query(sql`/* test */ with made as (
        insert into plan (kpi, grain, month, employee_id, optimal, fixed)
        values ('revenue', 'MONTH', '2026-03-01', ${ivan.id}, 40000, false) returning id
      ) insert into ledger (recorded_at, effective_at, day, month, kind, origin, event, noun, noun_id, employee_id)
        select ${at('2026-03-18T12:00')}, ${at('2026-03-18T12:00')}, '2026-03-18', '2026-03-01', 'record_added', 'api', true, 'plan', id,
          ${ivan.id} from made`);
    await wall.next(({ kpis }) => kpis.total.revenue.attainment === 0.25);
  });

  test('by the channel of contact', async () => {
    const [channel] = await world.database.owner.query<{ id: string }>(
      sql`/* test */ insert into contact_channel (name) values ('Телефон') returning id`,
    );
    const call = (when: string, id: string | null) => ({
      ...{ effectiveAt: at(when), recordedAt: at(when), amounts: { calls_out: 1, talk_time: 90 } },
      dimensions: { employee_id: olga.id, contact_channel_id: id },
    });
    const calls = [call('2026-03-10T10:00', channel?.id ?? null), call('2026-03-11T10:00', channel?.id ?? null)];
    await insertEntries(world.database, [...calls, call('2026-03-12T10:00', null)], timeZone);
    const question =
      'period: { named: THIS_MONTH }, by: [CONTACT_CHANNEL]) { rows { contactChannel { name } calls { value } talkTime { value } }';
    expect(await rows(question)).toEqual([
      { contactChannel: { name: 'Телефон' }, calls: { value: 2 }, talkTime: { value: 180 } },
      { contactChannel: null, calls: { value: 1 }, talkTime: { value: 90 } },
    ]);
  });

  test('computes only what is selected: through fragments, aliases, @skip and @include', async () => {
    const { kpis } = await world.ask<{ kpis: { sql: string } }>(
      `query Q($no: Boolean! = false) {
        kpis(period: { named: TODAY }) { sql rows { ...R lost: lostDeals @include(if: $no) { value } margin @skip(if: true) { value } } }
      }
      fragment R on KpiRow { ... on KpiRow { turnover: revenue { value } } }`,
    );
    expect(kpis.sql).toContain('revenue');
    for (const measure of ['lost', 'cost', 'won', 'in_stage'])
      expect(kpis.sql).not.toMatch(new RegExp(`\\b${measure}\\b`));
  });

  const refused: [string, Record<string, unknown>][] = [
    ['period: { from: "2026-03-01", to: "2026-02-01" }) { revision', { field: 'period.to' }],
    ['period: {}) { revision', { field: 'period' }],
    ['period: { from: "2010-01-01", to: "2023-09-10" }, grain: DAY) { revision', { field: 'grain', buckets: 5000 }],
    [
      'period: { named: TODAY }, by: [STAGE]) { rows { revenue { value } }',
      { field: 'by', kpi: 'revenue', got: 'STAGE' },
    ],
    [
      'period: { named: TODAY }, where: { stage: ["1"] }) { total { winRate { value } }',
      { field: 'where.stage', kpi: 'winRate' },
    ],
    [
      'period: { named: TODAY }, by: [CHANNEL]) { rows { calls { value } }',
      { field: 'by', kpi: 'calls', got: 'CHANNEL' },
    ],
    [
      'period: { named: TODAY }, by: [EMPLOYEE]) { rows { cac { value } }',
      { field: 'by', allowed: ['SOURCE', 'CAMPAIGN'] },
    ],
    ['period: { named: TODAY }, by: [STAGE, CONTACT_CHANNEL]) { rows { id }', { field: 'by' }],
    ['period: { named: TODAY }, by: [TEAM, TEAM]) { revision', { field: 'by' }],
    ['period: { named: TODAY }, by: [TEAM, CLIENT, SOURCE, CHANNEL]) { revision', { field: 'by' }],
    ['period: { named: TODAY }, where: { team: ["1; drop table deal"] }) { revision', { field: 'where.team' }],
    ['period: { named: TODAY }, where: { team: [""] }) { revision', { field: 'where.team' }],
    ['period: { named: TODAY }, where: { team: [] }) { revision', { field: 'where.team' }],
    ['period: { named: TODAY }, limit: 0) { revision', { field: 'limit' }],
    ['period: { named: TODAY }, limit: 1001) { revision', { field: 'limit' }],
    ['period: { named: TODAY }, offset: -1) { revision', { field: 'offset' }],
  ];
  test.each(refused)('refuses %s', async (question, expected) => {
    expect(await world.refused(`{ kpis(${question} } }`)).toMatchObject({ code: 'BAD_USER_INPUT', ...expected });
  });

  test('lists the catalogue with its formulas and breakdowns', async () => {
    const { kpiCatalogue } = await world.ask<{ kpiCatalogue: { id: string }[] }>(
      '{ kpiCatalogue { id title { ru en } formula unit better source breakdowns } }',
    );
    expect(kpiCatalogue.find(({ id }) => id === 'winRate')).toMatchObject({
      ...{ title: { ru: 'Доля выигранных', en: 'Win rate' }, formula: 'won ÷ (won + lost)' },
      ...{ unit: 'RATIO', better: 'UP', source: 'S0 S1' },
    });
  });
});
