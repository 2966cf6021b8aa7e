import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { insertEntries } from '../kpi/ledger-fixture.ts';
import type { Named } from '../world/nouns.ts';
import { startWorld, type World } from '../world/world.ts';
import { does, isRefused, type Levels, type Plan, plansWhere, sets } from './planning.ts';

let world: World;
let department: Named;
let teams: Named[];
let people: Named[];
beforeAll(async () => {
  world = await startWorld();
  department = await world.department();
  teams = [await world.team('Первая', { department }), await world.team('Вторая', { department })];
  people = [];
  for (const name of ['Анна', 'Борис', 'Вера']) people.push(await world.employee(name, { team: teams[0] as Named }));
  // of the last twelve full months Anna sold for 200, Boris for 100, Vera gave back what she had sold
  const at = (day: string) => ({ effectiveAt: new Date(`${day}T09:00:00Z`), recordedAt: new Date(`${day}T09:00:00Z`) });
  const sold = (day: string, who: number, revenue: number) => ({
    ...at(day),
    dimensions: { employee_id: people[who]?.id, team_id: teams[0]?.id, department_id: department.id },
    amounts: { revenue },
  });
  await insertEntries(
    world.database,
    [
      ...[sold('2025-03-01', 0, 150), sold('2026-02-28', 0, 50), sold('2025-07-07', 1, 100)],
      // before, and in the month that is running
      ...[
        sold('2025-02-28', 1, 9000),
        sold('2026-03-02', 1, 9000),
        sold('2025-07-07', 2, 10),
        sold('2025-08-07', 2, -10),
      ],
    ],
    'Europe/Moscow',
  );
});
afterAll(() => world.close());

const id = (noun: Named | undefined) => noun?.id ?? '';
const month = { from: '2026-03-01' };

interface Node {
  id: string;
  parentId: string | null;
  department: Named | null;
  team: Named | null;
  employee: Named | null;
  plan: Levels | null;
  parts: Levels | null;
  difference: Levels | null;
  months: Levels | null;
  monthsDifference: Levels | null;
}
const levels = '{ minimum optimal maximum }';
const checking = `query ($kpi: PlannableKpi!, $grain: PlanGrain!, $from: Date!) { planCheck(kpi: $kpi, grain: $grain, from: $from) {
  nodes { id parentId department { id } team { id } employee { id } plan ${levels} parts ${levels} difference ${levels}
    months ${levels} monthsDifference ${levels} } } }`;
const checks = async (kpi: string, grain: string, from: string): Promise<Map<string, Node>> => {
  const answer = await world.ask<{ planCheck: { nodes: Node[] } }>(checking, { kpi, grain, from });
  return new Map(answer.planCheck.nodes.map((node) => [node.id, node]));
};

describe('a plan is split', () => {
  test('evenly among the teams of a department', async () => {
    const plan = await sets(world, { ...month, departmentId: department.id, minimum: 0.05, optimal: 0.11 });
    await does(world, 'splitPlan', { planId: plan.id, by: 'TEAM', shares: 'EVENLY', note: 'делим' });
    const parts = await plansWhere(world, { team: teams.map(id), ended: false });
    // 0.05 is 0.03 and 0.02, what 0.11 has more is even
    expect(parts.map(({ minimum, optimal, maximum, note }) => [minimum, optimal, maximum, note])).toEqual([
      [0.03, 0.06, null, 'делим'],
      [0.02, 0.05, null, 'делим'],
    ]);
  });

  test('by what each has sold in the last twelve full months; who has sold nothing gets none', async () => {
    const plan = await sets(world, { ...month, teamId: id(teams[0]), optimal: 900 });
    const input = { planId: plan.id, by: 'EMPLOYEE', shares: 'BY_RESULT', key: 'by result' };
    await does(world, 'splitPlan', input);
    await does(world, 'splitPlan', input);
    const parts = await plansWhere(world, { employee: people.map(id), ended: false });
    expect(parts.map(({ employee, optimal, version }) => [employee?.id, optimal, version])).toEqual([
      [id(people[0]), 600, 1],
      [id(people[1]), 300, 1],
    ]);
  });

  test('month by month: it adds up over people in each month, and over months for each of them', async () => {
    const year = { from: '2027-01-01', grain: 'YEAR', teamId: id(teams[0]) };
    const plan = await sets(world, { ...year, minimum: 700, optimal: 1000.01, maximum: 1300 });
    await does(world, 'splitPlan', { planId: plan.id, by: 'EMPLOYEE', shares: 'EVENLY' });
    const all = await plansWhere(world, { month: { from: '2027-01-01', to: '2028-01-01' }, ended: false }, 200);
    const kopecks = (plans: Plan[], level: keyof Levels) =>
      plans.reduce((sum, each) => sum + Math.round((each[level] ?? 0) * 100), 0);
    const own = all.filter(({ employee }) => employee);
    for (const level of ['minimum', 'optimal', 'maximum'] as const) {
      for (const whole of all.filter(({ team }) => team)) {
        const parts = own.filter((part) => part.month === whole.month && part.grain === whole.grain);
        expect(parts.length).toBe(3);
        expect(kopecks(parts, level)).toBe(kopecks([whole], level));
      }
      for (const whole of own.filter(({ grain }) => grain === 'YEAR')) {
        const parts = own.filter((part) => part.partOf?.id === whole.id);
        expect(parts.length).toBe(12);
        expect(kopecks(parts, level)).toBe(kopecks([whole], level));
      }
    }
  });

  test('as it is given, each part spread into months', async () => {
    const quarter = { from: '2026-07-01', grain: 'QUARTER', teamId: id(teams[0]) };
    const plan = await sets(world, { ...quarter, optimal: 1000 });
    const parts = [
      { id: id(people[2]), optimal: 660 },
      { id: id(people[0]), optimal: 330, minimum: 300 },
    ];
    await does(world, 'splitPlan', { planId: plan.id, by: 'EMPLOYEE', parts });
    const [vera] = await plansWhere(world, { employee: [id(people[2])], grain: ['QUARTER'] });
    // 23, 21 and 22 working days
    expect(vera?.parts.map(({ optimal }) => optimal)).toEqual([230, 210, 220]);
    const nodes = await checks('revenue', 'QUARTER', '2026-07-01');
    expect(nodes.get(`team:${id(teams[0])}`)?.difference).toEqual({ minimum: null, optimal: -10, maximum: null });
  });

  test.each([
    [{ by: 'TEAM', shares: 'EVENLY' }, 'input.by'],
    [{ by: 'EMPLOYEE' }, 'input.shares'],
    [{ by: 'EMPLOYEE', shares: 'EVENLY', parts: [{ id: '1', optimal: 1 }] }, 'input.shares'],
    [{ by: 'EMPLOYEE', shares: 'EVENLY', among: ['999'] }, 'input.among.0'],
    [{ by: 'EMPLOYEE', parts: [{ id: '999', optimal: 1 }] }, 'input.parts.0.id'],
    [{ by: 'EMPLOYEE', among: ['1', '1'], shares: 'EVENLY' }, 'input.among'],
  ])('not as %j', async (input, field) => {
    const plan = await sets(world, { ...month, from: '2026-12-01', teamId: id(teams[0]), optimal: 10 });
    const refused = await isRefused(world, 'splitPlan', { planId: plan.id, ...input });
    expect(refused).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });

  test('not where the part makes no sense, shares do not add up, or nobody is there', async () => {
    const plan = await sets(world, { ...month, from: '2026-12-01', teamId: id(teams[0]), optimal: 10 });
    const parts = [{ id: id(people[0]), optimal: 1, minimum: 2 }];
    expect(await isRefused(world, 'splitPlan', { planId: plan.id, by: 'EMPLOYEE', parts })).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'input.parts.0.minimum',
    });
    const share = await sets(world, { kpi: 'winRate', ...month, teamId: id(teams[0]), optimal: 0.3 });
    const even = { by: 'EMPLOYEE', shares: 'EVENLY' };
    expect(await isRefused(world, 'splitPlan', { planId: share.id, ...even })).toMatchObject({ field: 'input.planId' });
    const empty = await sets(world, { ...month, teamId: id(teams[1]), optimal: 10 });
    expect(await isRefused(world, 'splitPlan', { planId: empty.id, ...even })).toMatchObject({
      refusal: 'NOBODY_BELOW',
    });
    await does(world, 'endPlan', { id: empty.id });
    expect(await isRefused(world, 'splitPlan', { planId: empty.id, ...even })).toMatchObject({ refusal: 'ENDED' });
  });
});

test('plans are checked up: each whole against its parts and its months', async () => {
  const calls = { kpi: 'calls', from: '2026-04-01', grain: 'QUARTER', spread: 'EVENLY' };
  await sets(world, { ...calls, optimal: 1000, minimum: 500 });
  await sets(world, { ...calls, departmentId: department.id, optimal: 900, minimum: 480 });
  await sets(world, { ...calls, teamId: id(teams[1]), optimal: 400, minimum: 200 });
  // the first team has no plan: its people stand for it
  await sets(world, { ...calls, employeeId: id(people[0]), optimal: 300, minimum: 150 });
  await sets(world, { ...calls, employeeId: id(people[1]), optimal: 210 });
  await sets(world, { kpi: 'calls', from: '2026-05-01', employeeId: id(people[1]), optimal: 77 });
  const nodes = await checks('calls', 'QUARTER', '2026-04-01');
  expect(nodes.get('house')).toMatchObject({
    ...{ parentId: null, department: null, plan: { minimum: 500, optimal: 1000 } },
    parts: { minimum: 480, optimal: 900, maximum: null },
    difference: { minimum: -20, optimal: -100, maximum: null },
    months: { minimum: 500, optimal: 1000 },
    monthsDifference: { minimum: 0, optimal: 0, maximum: null },
  });
  expect(nodes.get(`department:${department.id}`)).toMatchObject({
    ...{ parentId: 'house', department: { id: department.id } },
    parts: { minimum: null, optimal: 910 },
    difference: { minimum: null, optimal: 10 },
  });
  expect(nodes.get(`team:${id(teams[1])}`)).toMatchObject({ plan: { optimal: 400 }, parts: null, difference: null });
  expect(nodes.get(`team:${id(teams[0])}`)).toMatchObject({
    ...{ parentId: `department:${department.id}`, team: { id: id(teams[0]) }, plan: null },
    ...{ parts: { minimum: null, optimal: 510 }, difference: null, months: null },
  });
  expect(nodes.get(`employee:${id(people[1])}`)).toMatchObject({
    ...{ parentId: `team:${id(teams[0])}`, employee: { id: id(people[1]) } },
    ...{ months: { optimal: 70 + 77 + 70 }, monthsDifference: { optimal: 7 } },
  });
  expect(await world.refused(checking, { kpi: 'winRate', grain: 'MONTH', from: '2026-04-01' })).toMatchObject({
    code: 'BAD_USER_INPUT',
    field: 'kpi',
  });
  expect(await world.refused(checking, { kpi: 'calls', grain: 'MONTH', from: '2026-04-02' })).toMatchObject({
    field: 'from',
  });
});
