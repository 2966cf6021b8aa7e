import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Named } from '../world/nouns.ts';
import { startWorld, type Visitor, type World } from '../world/world.ts';
import { does, isRefused, type Levels, type Plan, plansWhere, sets } from './planning.ts';

let world: World;
let department: Named;
let team: Named;
let anna: Named;
let other: Named;
let head: Visitor;
beforeAll(async () => {
  world = await startWorld();
  department = await world.department();
  other = await world.department('Другой отдел');
  team = await world.team('Первая', { department });
  anna = await world.employee('Анна', { team });
  head = await world.enters('head_of_sales', { employee: await world.employee('РОП', { team }) });
});
afterAll(() => world.close());

const january = { from: '2026-01-01', optimal: 1000 };

describe('a plan', () => {
  test('is set for somebody, changed where it stands, and ended', async () => {
    const first = await sets(world, {
      ...january,
      minimum: 800,
      maximum: 1500.5,
      employeeId: anna.id,
      note: ' начало ',
    });
    expect(first).toMatchObject({
      ...{
        version: 1,
        kpi: 'revenue',
        grain: 'MONTH',
        month: '2026-01-01',
        minimum: 800,
        optimal: 1000,
        maximum: 1500.5,
      },
      ...{
        employee: { id: anna.id },
        team: null,
        department: null,
        spread: null,
        fixed: true,
        partOf: null,
        note: 'начало',
      },
    });
    const second = await sets(world, { ...january, optimal: 1200, employeeId: anna.id });
    expect(second).toMatchObject({ id: first.id, version: 2, minimum: null, optimal: 1200, maximum: null, note: null });
    const ended = await does(world, 'endPlan', { id: first.id, note: 'ушла в отпуск' });
    expect(ended).toMatchObject({ version: 3, endedAt: world.clock.now().toISOString(), note: 'ушла в отпуск' });
    const again = await sets(world, { ...january, employeeId: anna.id });
    expect(again.id).not.toBe(first.id);
    expect(again.version).toBe(1);
  });

  test('keeps every version: who, when, before and after, and why', async () => {
    const plan = await sets(head, { ...january, teamId: team.id, minimum: 500, note: 'начало' });
    world.clock.advance({ days: 1 });
    await sets(world, { ...january, teamId: team.id, optimal: 900, note: 'рынок упал' });
    await does(world, 'endPlan', { id: plan.id });
    const told =
      'number changedAt verb note minimumBefore optimalBefore maximumBefore minimum optimal maximum employee { name }';
    const query = `query ($id: ID!, $after: Int) { plan(id: $id) { versions(first: 2, after: $after) { ${told} } } }`;
    const versions = async (after: number | null) =>
      (await world.ask<{ plan: { versions: object[] } }>(query, { id: plan.id, after })).plan.versions;
    const now = world.clock.now().toISOString();
    expect(await versions(null)).toMatchObject([
      { number: 3, verb: 'endPlan', note: null, optimalBefore: 900, optimal: 900, employee: null },
      {
        ...{ number: 2, verb: 'setPlan', note: 'рынок упал', changedAt: now, employee: null },
        ...{ minimumBefore: 500, optimalBefore: 1000, minimum: null, optimal: 900 },
      },
    ]);
    expect(await versions(2)).toMatchObject([
      { number: 1, verb: 'setPlan', optimalBefore: null, minimum: 500, optimal: 1000, employee: { name: 'РОП' } },
    ]);
    const list = `query ($plan: [ID]) { planVersions(where: { plan: $plan }) { totalCount nodes { number } } }`;
    const { planVersions } = await world.ask<{ planVersions: object }>(list, { plan: [plan.id] });
    expect(planVersions).toEqual({ totalCount: 3, nodes: [{ number: 1 }, { number: 2 }, { number: 3 }] });
  });

  test('is set once per key', async () => {
    const input = { ...january, from: '2026-05-01', key: 'once' };
    const plan = await sets(world, input);
    await sets(world, { ...input, key: 'twice', optimal: 7 });
    expect(await sets(world, input)).toMatchObject({ id: plan.id, version: 2, optimal: 7 });
    const reused = await isRefused(world, 'setPlan', { kpi: 'revenue', grain: 'MONTH', ...input, optimal: 8 });
    expect(reused).toMatchObject({ refusal: 'KEY_REUSED', field: 'input.key' });
  });

  test('set by many at once is one plan, and each of them a version of it', async () => {
    const amounts = [1, 2, 3, 4, 5, 6].map((n) => n * 100);
    const year = { grain: 'YEAR', from: '2031-01-01', departmentId: other.id, spread: 'EVENLY' };
    const plans = await Promise.all(amounts.map((optimal) => sets(world, { ...year, optimal: optimal * 12 })));
    expect(new Set(plans.map(({ id }) => id)).size).toBe(1);
    const standing = await plansWhere(world, { department: [other.id], ended: false });
    const whole = standing.find(({ grain }) => grain === 'YEAR') as Plan;
    expect(whole.version).toBe(amounts.length);
    const months = standing.filter(({ grain }) => grain === 'MONTH');
    expect(months.map(({ optimal }) => optimal)).toEqual(Array.from({ length: 12 }, () => whole.optimal / 12));
  });

  test('wakes whoever watches: each change is told in the ledger, under the plan', async () => {
    const plan = await sets(world, { ...january, from: '2026-06-01', employeeId: anna.id });
    await sets(world, { ...january, from: '2026-06-01', employeeId: anna.id, optimal: 5 });
    await does(world, 'endPlan', { id: plan.id });
    const told = await world.database.owner.query({
      text: `/* news */ select kind, employee_id from ledger where noun = 'plan' and noun_id = $1 and event order by id`,
      values: [plan.id],
    });
    const kinds = ['record_added', 'record_amended', 'record_ended'];
    expect(told).toEqual(kinds.map((kind) => ({ kind, employee_id: anna.id })));
  });

  test('is told in the unit of its figure', async () => {
    const units: [string, Levels][] = [
      ['winRate', { minimum: 0.2, optimal: 0.333333, maximum: 0.5 }],
      ['nps', { minimum: -10, optimal: 32.5, maximum: 70 }],
      ['satisfaction', { minimum: 4, optimal: 4.5, maximum: 5 }],
      ['dealCycle', { minimum: 5_184_000, optimal: 2_592_000, maximum: 0 }],
      ['churnedClients', { minimum: 9, optimal: 4, maximum: 0 }],
      ['revenue', { minimum: 0, optimal: 0.07, maximum: 999_999_999_999.99 }],
    ];
    for (const [kpi, levels] of units) expect(await sets(world, { kpi, ...january, ...levels })).toMatchObject(levels);
    const rows = await world.database.owner.query({
      text: `/* kept */ select minimum, optimal from plan where kpi in ('winRate', 'revenue') and optimal in (333333, 7) order by kpi`,
      values: [],
    });
    expect(rows).toEqual([
      { minimum: '0', optimal: '7' },
      { minimum: '200000', optimal: '333333' },
    ]);
  });
});

describe('a plan is refused', () => {
  test.each([
    [{ minimum: 1001 }, 'input.minimum'],
    [{ maximum: 999 }, 'input.maximum'],
    [{ kpi: 'lostDeals', minimum: 999 }, 'input.minimum'],
    [{ kpi: 'lostDeals', maximum: 1001 }, 'input.maximum'],
    [{ optimal: -1 }, 'input.optimal'],
    [{ optimal: 0.001 }, 'input.optimal'],
    [{ kpi: 'calls', optimal: 1.5 }, 'input.optimal'],
    [{ kpi: 'winRate', optimal: 0.1234567 }, 'input.optimal'],
    [{ kpi: 'winRate', optimal: 1001 }, 'input.optimal'],
    [{ from: '2026-01-02' }, 'input.from'],
    [{ from: '1900-01-01' }, 'input.from'],
    [{ grain: 'QUARTER', from: '2026-02-01' }, 'input.from'],
    [{ grain: 'YEAR', from: '2026-04-01' }, 'input.from'],
    [{ spread: 'EVENLY' }, 'input.spread'],
    [{ release: true }, 'input.release'],
    [{ departmentId: 'x' }, 'input.departmentId'],
    [{ note: 'x'.repeat(1001) }, 'input.note'],
  ])('as %j, naming the field', async (input, field) => {
    const refused = await isRefused(world, 'setPlan', { kpi: 'revenue', grain: 'MONTH', ...january, ...input });
    expect(refused).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });

  test('for two at once, for nobody, for what has ended, and at another version', async () => {
    const plan = { kpi: 'revenue', grain: 'MONTH', ...january, from: '2026-09-01' };
    const both = await isRefused(world, 'setPlan', { ...plan, teamId: team.id, employeeId: anna.id });
    expect(both).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.employeeId' });
    const nobody = await isRefused(world, 'setPlan', { ...plan, teamId: '999' });
    expect(nobody).toMatchObject({ code: 'NOT_FOUND', field: 'input.teamId' });
    const gone = await world.team('Распущенная', { department });
    await world.database.owner.query({
      text: '/* ended */ update team set ended_at = now() where id = $1',
      values: [gone.id],
    });
    expect(await isRefused(world, 'setPlan', { ...plan, teamId: gone.id })).toMatchObject({
      refusal: 'ENDED',
      field: 'input.teamId',
    });
    expect(await isRefused(world, 'setPlan', { ...plan, version: 1 })).toMatchObject({
      code: 'CONFLICT',
      field: 'input.version',
    });
  });

  test('to whoever does not answer for it', async () => {
    const plan = { kpi: 'revenue', grain: 'MONTH', ...january, from: '2026-10-01' };
    const theirs = await world.team('Чужая', { department: other });
    const stranger = await world.employee('Чужой', { team: theirs });
    for (const role of ['manager', 'assistant', 'analyst', 'marketer', 'screen'] as const) {
      const visitor = await world.enters(role, { employee: anna });
      expect(await isRefused(visitor, 'setPlan', plan)).toMatchObject({ code: 'FORBIDDEN' });
    }
    for (const [whose, field] of [
      [{}, 'input.departmentId'],
      [{ departmentId: other.id }, 'input.departmentId'],
      [{ teamId: theirs.id }, 'input.teamId'],
      [{ employeeId: stranger.id }, 'input.employeeId'],
    ] as const) {
      expect(await isRefused(head, 'setPlan', { ...plan, ...whose })).toMatchObject({ code: 'FORBIDDEN', field });
    }
    for (const whose of [{ departmentId: department.id }, { teamId: team.id }, { employeeId: anna.id }])
      expect(await sets(head, { ...january, from: '2026-10-01', ...whose })).toMatchObject({ version: 1 });
    const foreign = await sets(world, { ...january, from: '2026-10-01', employeeId: stranger.id });
    expect(await isRefused(head, 'endPlan', { id: foreign.id })).toMatchObject({
      code: 'FORBIDDEN',
      field: 'input.id',
    });
    expect(await isRefused(head, 'splitPlan', { planId: foreign.id, by: 'EMPLOYEE', shares: 'EVENLY' })).toMatchObject({
      code: 'FORBIDDEN',
      field: 'input.planId',
    });
  });
});

test('everybody sees who is to reach what, a wall without the reasons', async () => {
  await sets(world, { ...january, from: '2026-11-01', employeeId: anna.id, note: 'между нами' });
  const query =
    '{ plans(where: { month: { from: "2026-11-01", to: "2026-12-01" } }) { nodes { kpi optimal employee { name } } } }';
  for (const role of ['manager', 'assistant', 'service_agent', 'screen'] as const) {
    const visitor = await world.enters(role);
    expect(await visitor.ask(query)).toEqual({
      plans: { nodes: [{ kpi: 'revenue', optimal: 1000, employee: { name: 'Анна' } }] },
    });
  }
  const wall = await world.enters('screen');
  expect(await wall.refused('{ plans { nodes { note } } }')).toMatchObject({ code: 'FORBIDDEN' });
  expect(await wall.refused('{ planVersions { nodes { note } } }')).toMatchObject({ code: 'FORBIDDEN' });
});
