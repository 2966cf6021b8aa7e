import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { insertEntries } from '../kpi/ledger-fixture.ts';
import type { Data } from '../world/graphql-client.ts';
import type { Named } from '../world/nouns.ts';
import { startWorld, type World } from '../world/world.ts';
import { sets } from './planning.ts';

let world: World;
let department: Named;
let empty: Named;
let people: Record<'anna' | 'boris' | 'vera' | 'gleb', Named>;
beforeAll(async () => {
  // the twelve full months before are March 2025 to February 2026
  world = await startWorld();
  department = await world.department();
  empty = await world.department('Новый отдел');
  const team = await world.team('Первая', { department });
  const elsewhere = await world.team('Другая', { department: empty });
  people = {
    anna: await world.employee('Анна', { team }),
    boris: await world.employee('Борис', { team }),
    vera: await world.employee('Вера', { team }),
    gleb: await world.employee('Глеб', { team: elsewhere }),
  };
  const worked = {
    anna: ['2020-01-01', null],
    boris: ['2025-11-10', null],
    vera: ['2020-01-01', '2025-05-20'],
  } as const;
  for (const [name, [hired, left]] of Object.entries(worked)) {
    await world.database.owner.query({
      text: '/* worked */ update employee set hired_on = $2, left_on = $3 where id = $1',
      values: [people[name as keyof typeof worked].id, hired, left],
    });
  }
  const sold = (who: Named, month: string, rubles: number, of = department) => {
    const effectiveAt = new Date(`${month}-15T09:00:00Z`);
    const dimensions = { employee_id: who.id, department_id: of.id };
    return { effectiveAt, recordedAt: effectiveAt, dimensions, amounts: { revenue: rubles * 100, won: 1 } };
  };
  const { anna, boris, vera, gleb } = people;
  await insertEntries(
    world.database,
    [
      // Anna: 100 in each of ten months, 300 in one, none in April
      ...['03', '05', '06', '07', '08', '09', '10', '11', '12'].map((month) => sold(anna, `2025-${month}`, 100)),
      ...[sold(anna, '2026-01', 100), sold(anna, '2026-02', 300)],
      // Boris came on 10 November: December, January and February were worked whole
      ...[
        sold(boris, '2025-11', 5000),
        sold(boris, '2025-12', 40),
        sold(boris, '2026-01', 60),
        sold(boris, '2026-02', 80),
      ],
      // Vera left on 20 May: March and April were
      ...[sold(vera, '2025-03', 200), sold(vera, '2025-04', 200), sold(vera, '2025-05', 1)],
      // Gleb sold for the department in June and July, nobody knows since when he works; he stands elsewhere now
      ...[sold(gleb, '2025-06', 20), sold(gleb, '2025-07', 30), sold(gleb, '2026-01', 7777, empty)],
      // before and after the months that are looked at
      ...[sold(anna, '2025-02', 9999), sold(anna, '2026-03', 9999)],
    ],
    'Europe/Moscow',
  );
});
afterAll(() => world.close());

interface HeadCount {
  planned: number | null;
  months: number;
  measuredMonths: number;
  median: number | null;
  mean: number | null;
  needed: number | null;
  have: number;
  toHire: number | null;
  people: { employee: Named; months: number; value: number; perMonth: number | null }[];
}
const asking = `query ($departmentId: ID!, $period: PeriodInput!, $kpi: PlannableKpi, $planned: Float, $level: PlanLevel, $by: AverageKind,
  $absence: Float, $have: Int) { headCount(departmentId: $departmentId, period: $period, kpi: $kpi, planned: $planned, level: $level,
  by: $by, absence: $absence, have: $have) { planned months measuredMonths median mean needed have toHire
    measured { from to } people { employee { id } months value perMonth } } }`;
const quarter = { from: '2026-04-01', to: '2026-07-01' };
const asks = async (more: Data = {}): Promise<HeadCount> => {
  const variables = {
    departmentId: department.id,
    period: quarter,
    kpi: 'revenue',
    level: 'OPTIMAL',
    by: 'MEDIAN',
    absence: 0,
    ...more,
  };
  return (await world.ask<{ headCount: HeadCount }>(asking, variables)).headCount;
};

// by hand: Anna 0, 100 × 10, 300; Boris 40, 60, 80; Vera 200, 200; Gleb 20, 30. In order:
// 0 20 30 40 60 80 100 100 100 100 100 100 100 100 100 100 200 200 300, nineteen months, 1930 together
describe('how many people a plan needs', () => {
  test('is reckoned from months worked whole, by the median and by the mean', async () => {
    const answer = await asks({ planned: 3000 });
    expect(answer).toMatchObject({
      ...{
        measured: { from: '2025-03-01', to: '2026-03-01' },
        measuredMonths: 19,
        median: 100,
        months: 3,
        planned: 3000,
      },
      // 3000 ÷ (100 × 3)
      ...{ needed: 10, have: 2, toHire: 8 },
    });
    expect(answer.mean).toBeCloseTo(1930 / 19, 10);
    const of = new Map(answer.people.map(({ employee, ...person }) => [employee.id, person]));
    expect(of.get(people.anna.id)).toEqual({ months: 12, value: 1300, perMonth: 1300 / 12 });
    expect(of.get(people.boris.id)).toEqual({ months: 3, value: 180, perMonth: 60 });
    expect(of.get(people.vera.id)).toEqual({ months: 2, value: 400, perMonth: 200 });
    expect(of.get(people.gleb.id)).toEqual({ months: 2, value: 50, perMonth: 25 });
    // 3040 ÷ (100 × 3) = 10.13…, and 3040 ÷ (101.5789… × 3) = 9.97…
    expect(await asks({ planned: 3040 })).toMatchObject({ needed: 11, toHire: 9 });
    expect(await asks({ planned: 3040, by: 'MEAN' })).toMatchObject({ needed: 10, toHire: 8 });
    // a tenth of the time is lost: 2700 ÷ (100 × 3 × 0.9) = 10, and a rouble more needs one more
    expect(await asks({ planned: 2700, absence: 0.1 })).toMatchObject({ needed: 10 });
    expect(await asks({ planned: 2700.01, absence: 0.1, have: 12 })).toMatchObject({ needed: 11, have: 12, toHire: 0 });
    // deals, not money: everybody won one a month they sold in
    expect(await asks({ planned: 6, kpi: 'wonDeals' })).toMatchObject({ median: 1, needed: 2, toHire: 0 });
  });

  test('is what the plans of the department say, once each of its months has one', async () => {
    expect(await asks()).toMatchObject({ planned: null, median: 100, needed: null, have: 2, toHire: null });
    const plan = { grain: 'QUARTER', from: '2026-04-01', departmentId: department.id, spread: 'EVENLY' };
    await sets(world, { ...plan, minimum: 900, optimal: 1800 });
    expect(await asks()).toMatchObject({ planned: 1800, needed: 6, toHire: 4 });
    expect(await asks({ level: 'MINIMUM' })).toMatchObject({ planned: 900, needed: 3 });
    expect(await asks({ level: 'MAXIMUM' })).toMatchObject({ planned: null, needed: null });
    expect(await asks({ period: { from: '2026-04-01', to: '2026-08-01' } })).toMatchObject({ planned: null });
  });

  test('is unknown where nobody has worked a month whole', async () => {
    const answer = await asks({ departmentId: (await world.department('Пустой')).id, planned: 100 });
    expect(answer).toMatchObject({ measuredMonths: 0, median: null, mean: null, needed: null, toHire: null, have: 0 });
    expect(answer.people).toEqual([]);
  });

  test.each([
    [{ period: { from: '2026-04-01', to: '2026-04-20' } }, 'period'],
    [{ absence: 0.95 }, 'absence'],
    [{ kpi: 'winRate' }, 'kpi'],
    [{ kpi: 'lostDeals' }, 'kpi'],
    [{ planned: -1 }, 'planned'],
    [{ have: -1 }, 'have'],
    [{ departmentId: 'x' }, 'departmentId'],
  ])('is refused for %j', async (more, field) => {
    const variables = { departmentId: department.id, period: quarter, ...more };
    expect(await world.refused(asking, variables)).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });

  test('is for those who plan', async () => {
    const seller = await world.enters('manager');
    const variables = { departmentId: department.id, period: quarter };
    expect(await seller.refused(asking, variables)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await world.refused(asking, { ...variables, departmentId: '999' })).toMatchObject({ code: 'NOT_FOUND' });
  });
});
