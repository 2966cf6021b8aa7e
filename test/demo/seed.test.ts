import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seedDemo } from '../../server/src/demo/seed-demo.ts';
import { readSettings } from '../../server/src/department/settings/read-settings.ts';
import { catalogue } from '../../server/src/kpi/catalogue.ts';
import type { KpisArgs } from '../../server/src/kpi/kpi.args.ts';
import { readKpis } from '../../server/src/kpi/read-kpis.ts';
import { ledgerChecks, verify } from '../../server/src/ledger/verify.ts';
import { sql } from '../../server/src/lib/sql.ts';
import { recordsEqualTheirRows } from '../../server/src/records/verify-records.ts';
import { registered } from '../../server/src/registry.ts';
import { clientsEqualTheirPurchases } from '../../server/src/sales/clients/verify-clients.ts';
import { dealsEqualTheirFacts } from '../../server/src/sales/deals/verify-deals.ts';
import { MoveableClock } from '../world/clock.ts';
import { startDatabase } from '../world/database.ts';
import { contextOn, type DemoDepartment, figuresBy, standing, startDemoDepartment } from './department.ts';

let department: DemoDepartment;
beforeAll(async () => {
  department = await startDemoDepartment('2026-03-18T12:00:00+03:00');
  console.log(`the demo department was told in ${Math.round(department.seedMs)} ms`);
}, 180_000);
afterAll(() => department.close());

const middle = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

describe('the demo department', () => {
  test('says what it is', async () => {
    expect(await readSettings(department.database.app)).toEqual({
      departmentName: 'Карпов и Партнеры',
      timeZone: 'Europe/Moscow',
      currency: 'RUB',
      activityWindowDays: 365,
      demo: true,
      ...{ revision: 0, workStarts: '09:00', workEnds: '18:30', workingWeek: [1, 2, 3, 4, 5], answerWithinMinutes: 60 },
    });
  });

  test('has two years of deals, and a funnel of open ones', async () => {
    const { n, future, unknown } = await department.one<Record<'n' | 'future' | 'unknown', number>>(sql`select
      count(*)::int as n, count(*) filter (where effective_at > ${department.clock.now()} and deal_id is not null)::int as future,
      count(distinct deal_id) filter (where employee_id is null or client_id is null or territory_id is null or segment_id is null
        or channel_id is null or source_id is null or team_id is null or department_id is null)::int as unknown from ledger`);
    expect([n > 60_000, future, unknown]).toEqual([true, 0, 0]);
    const { open, opened, oldest } = await standing(department, new Date(0));
    expect(opened).toBeGreaterThan(4_500);
    expect(opened).toBeLessThan(7_500);
    expect(open).toBeGreaterThan(150);
    expect(open).toBeLessThan(250);
    expect(oldest).toBeLessThan(200);
    const stages = await department.database.owner.query<{ n: number }>(sql`select sum(in_stage)::int as n from ledger
      join stage s on s.id = stage_id group by s.position order by s.position`);
    expect(stages).toHaveLength(6);
    expect(stages.every(({ n: standingThere }) => standingThere > 0)).toBe(true);
  });

  test('has the same deals in the ledger as in the rows', async () => {
    const sums =
      await department.one(sql`select sum(won)::int as won, sum(lost)::int as lost, sum(in_stage)::int as open,
      sum(pipeline)::text as pipeline, sum(revenue)::text as revenue from ledger`);
    const rows = await department.one(sql`select count(*) filter (where status = 'won')::int as won,
      count(*) filter (where status = 'lost')::int as lost, count(*) filter (where status = 'open')::int as open,
      sum(amount) filter (where status = 'open')::text as pipeline, sum(amount) filter (where status = 'won')::text as revenue from deal`);
    expect(sums).toEqual(rows);
  });

  test('earns a plausible amount each month, more in autumn than in January, more than the year before', async () => {
    const months = (await figuresBy(department, 'month')).filter(({ key }) => key >= '2024-03' && key < '2026-03');
    expect(months).toHaveLength(24);
    for (const { key, revenue } of months) {
      expect(revenue, key).toBeGreaterThan(8_000_000);
      expect(revenue, key).toBeLessThan(90_000_000);
    }
    const opened = (month: string) => months.find(({ key }) => key.startsWith(month))?.opened ?? 0;
    expect(opened('2024-10')).toBeGreaterThan(1.4 * opened('2025-01'));
    expect(opened('2025-10')).toBeGreaterThan(1.4 * opened('2026-01'));
    const year = (from: string, to: string) =>
      months.filter(({ key }) => key >= from && key < to).reduce((sum, { revenue }) => sum + revenue, 0);
    const growth = year('2025-03', '2026-03') / year('2024-03', '2025-03');
    expect(growth).toBeGreaterThan(1.05);
    expect(growth).toBeLessThan(1.8);
  });

  test('has five managers who differ', async () => {
    const names = await department.database.owner.query<{ id: string; name: string }>(
      sql`select id, name from employee`,
    );
    const figures = await figuresBy(department, 'employee_id');
    const of = (name: string) => {
      const found = figures.find(({ key }) => key === names.find((n) => n.name === name)?.id);
      if (!found) throw new Error(name);
      return { ...found, rate: found.won / (found.won + found.lost), average: found.revenue / found.won };
    };
    const [olga, dmitry, ekaterina, sergey, artem] = [
      ...['Ольга Смирнова', 'Дмитрий Волков', 'Екатерина Лебедева', 'Сергей Орлов', 'Артём Новиков'].map(of),
    ];
    if (!olga || !dmitry || !ekaterina || !sergey || !artem) throw new Error('somebody is missing');
    const five = [olga, dmitry, ekaterina, sergey, artem];
    expect(middle(five.map(({ opened }) => opened))).toBeLessThan(olga.opened / 1.5);
    for (const { rate } of five) {
      expect(rate).toBeGreaterThan(0.2);
      expect(rate).toBeLessThan(0.63);
    }
    expect(olga.rate).toBeLessThan(0.36);
    expect(ekaterina.rate).toBeGreaterThan(1.4 * olga.rate);
    expect(dmitry.average).toBeGreaterThan(4 * olga.average);
    expect(artem.won).toBeLessThan(sergey.won);
    const { first } = await department.one<{ first: Date }>(sql`select min(effective_at) as first from ledger
      where employee_id = ${artem.key}`);
    expect(department.clock.now().getTime() - first.getTime()).toBeLessThan(10 * 31 * 86_400_000);
  });

  test('the last wins recorded are the last wins', async () => {
    const wins = await department.database.owner.query<{ effective_at: Date }>(sql`select effective_at from ledger
      where kind = 'deal_won' and event order by id desc limit 5`);
    const last = await department.database.owner.query<{ effective_at: Date }>(sql`select effective_at from ledger
      where kind = 'deal_won' and event order by effective_at desc limit 5`);
    expect(wins).toEqual(last);
  });

  test('is told once: by one of two that begin at once, and never by a later start', async () => {
    expect(department.told.toSorted()).toEqual([false, true]);
    const count = () => department.one(sql`select count(*) as n from ledger`);
    const before = await count();
    expect(await seedDemo(department.makeContext())).toBe(false);
    expect(await count()).toEqual(before);
  });
});

test('every noun of the house has rows', async () => {
  const empty: string[] = [];
  for (const { record } of registered) {
    const [row] = await department.database.owner.query<{ any: boolean }>({
      text: `select exists (select from ${record.table}) as any`,
      values: [],
    });
    if (!row?.any) empty.push(record.table);
  }
  expect(empty).toEqual([]);
});

test('verify finds nothing', async () => {
  const checks = [
    ...ledgerChecks,
    dealsEqualTheirFacts,
    clientsEqualTheirPurchases,
    recordsEqualTheirRows(registered.map(({ record }) => record)),
  ];
  expect(await verify(department.database.owner, checks)).toEqual([]);
}, 60_000);

const hour = 3600;
/** What a figure of a month may be in a department of this size: money in roubles, times in seconds. */
const plausible: Record<string, [least: number, most: number]> = {
  ...{ winRate: [0.15, 0.6], profitability: [0.08, 0.4], averageDeal: [100_000, 700_000], planAttainment: [0.6, 1.4] },
  ...{
    kpiCoefficient: [0, 1.5],
    contactConversion: [0.02, 0.3],
    leadConversion: [0.15, 0.7],
    qualificationRate: [0.3, 0.85],
  },
  ...{
    responseTime: [5 * 60, 9.5 * hour],
    resolutionTime: [4 * hour, 12 * 24 * hour],
    conversionTime: [hour, 10 * 24 * hour],
  },
  ...{ dealCycle: [10 * 24 * hour, 90 * 24 * hour], averageTalkTime: [60, 600], taskCompletion: [0.6, 1] },
  ...{ onTimeDocuments: [0.7, 1], retentionRate: [0.4, 1], churnRate: [0, 0.15], repeatRevenueShare: [0.5, 1] },
  ...{
    satisfaction: [3.5, 5],
    satisfiedShare: [0.5, 1],
    nps: [-20, 90],
    cac: [5000, 300_000],
    costPerLead: [100, 8000],
  },
  ...{
    budgetExecution: [0.4, 1.5],
    trainingCompletion: [0.5, 1],
    procedureAdherence: [0.6, 1],
    topClientShare: [0.2, 0.85],
  },
  ...{ calls: [300, 1500], meetings: [20, 300], leads: [60, 500], newClients: [1, 20], activeClients: [80, 240] },
  ...{ neglectedClients: [1, 90], complaints: [1, 30], requests: [5, 100], lateAnswers: [1, 40] },
};

describe('last month every figure of the catalogue is known and plausible', () => {
  /** By figure: its value for the house, or for a department. */
  const figures = async (ids: string[], where?: KpisArgs['where']) => {
    const asked = { period: { named: 'LAST_MONTH' as const }, ...(where && { where }) };
    const table = await readKpis(department.makeContext(), asked, { kpis: ids, sql: false });
    const row = table.total as unknown as Record<string, { value: number | null }>;
    return new Map(ids.map((id) => [id, row[id]?.value ?? null]));
  };

  test('for the house and for the sales department', async () => {
    const { id } = await department.one<{ id: string }>(
      sql`select id from department where external_id = 'demo:sales'`,
    );
    const all = [...catalogue.values()];
    const house = await figures(all.map((kpi) => kpi.id));
    const byDepartment = all.filter((kpi) => kpi.breakdowns.includes('DEPARTMENT')).map((kpi) => kpi.id);
    const sales = await figures(byDepartment, { department: [id] });
    expect([...house].filter(([, value]) => value === null)).toEqual([]);
    expect([...sales].filter(([, value]) => value === null)).toEqual([]);
    for (const [kpi, [least, most]] of Object.entries(plausible)) {
      for (const value of [house.get(kpi), ...(sales.has(kpi) ? [sales.get(kpi)] : [])]) {
        expect(value, kpi).toBeGreaterThanOrEqual(least);
        expect(value, kpi).toBeLessThanOrEqual(most);
      }
    }
  });
});

test('a database with something of its own is left alone', async () => {
  const own = await startDatabase();
  await own.database.owner.query(sql`insert into employee (name) values ('Своя')`);
  expect(await seedDemo(await contextOn(own.database, new MoveableClock('2026-03-18T12:00:00+03:00')))).toBe(false);
  expect(await own.database.owner.query(sql`select count(*)::int as n from employee`)).toEqual([{ n: 1 }]);
  await own.close();
});
