import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { insertEntries } from '../kpi/ledger-fixture.ts';
import type { Named } from '../world/nouns.ts';
import { startWorld, type World } from '../world/world.ts';
import { does, isRefused, plansWhere, sets } from './planning.ts';

let world: World;
let department: Named;
let team: Named;
let young: Named;
beforeAll(async () => {
  world = await startWorld();
  department = await world.department();
  team = await world.team('Опытные', { department });
  young = await world.team('Новые', { department });
  const months = Array.from({ length: 24 }, (_, i) => new Date(Date.UTC(2024, 2 + i, 10)));
  const entries = months.flatMap((effectiveAt, i) => {
    const december = effectiveAt.getUTCMonth() === 11;
    const dimensions = { department_id: department.id, team_id: team.id };
    const sold = { effectiveAt, recordedAt: effectiveAt, dimensions, amounts: { revenue: december ? 400 : 100 } };
    // the other team has sold for nine full months
    return i < 15 ? [sold] : [sold, { ...sold, dimensions: { department_id: department.id, team_id: young.id } }];
  });
  await insertEntries(world.database, entries, 'Europe/Moscow');
  await world.roll();
});
afterAll(() => world.close());

const spreading = `query ($input: PlanSpreadInput!) { spreadPlan(input: $input) {
  used fellBack history parts { month minimum optimal maximum fixed } } }`;
interface Spreading {
  used: string;
  fellBack: boolean;
  history: number | null;
  parts: { month: string; minimum: number | null; optimal: number; maximum: number | null; fixed: boolean }[];
}
const looks = async (input: object): Promise<Spreading> =>
  (await world.ask<{ spreadPlan: Spreading }>(spreading, { input: { kpi: 'revenue', ...input } })).spreadPlan;

describe('the plan of a quarter', () => {
  test('is spread by the working days of 2026: 15, 19 and 21', async () => {
    const asked = { grain: 'QUARTER', from: '2026-01-01', optimal: 5500 };
    const looked = await looks(asked);
    expect(looked).toMatchObject({ used: 'WORKING_DAYS', fellBack: false, history: null });
    expect(looked.parts.map(({ optimal }) => optimal)).toEqual([1500, 1900, 2100]);
    const plan = await sets(world, asked);
    expect(plan).toMatchObject({ spread: 'WORKING_DAYS', fixed: true, partOf: null });
    expect(plan.parts.map(({ month, optimal, fixed }) => [month, optimal, fixed])).toEqual([
      ['2026-01-01', 1500, false],
      ['2026-02-01', 1900, false],
      ['2026-03-01', 2100, false],
    ]);
  });

  test('leaves no kopeck over: what the minimum leaves is spread upon it', async () => {
    const alone = await looks({ grain: 'QUARTER', from: '2026-01-01', optimal: 100 });
    expect(alone.parts.map(({ optimal }) => optimal)).toEqual([27.27, 34.55, 38.18]);
    // 50.00 is 13.6363…, 17.2727…, 19.0909…: the kopeck left goes to January, twice
    const both = await looks({ grain: 'QUARTER', from: '2026-01-01', minimum: 50, optimal: 100 });
    expect(both.parts.map(({ minimum, optimal, maximum }) => [minimum, optimal, maximum])).toEqual([
      [13.64, 27.28, null],
      [17.27, 34.54, null],
      [19.09, 38.18, null],
    ]);
  });

  test('follows the days the department has decided itself', async () => {
    const asked = { grain: 'QUARTER', from: '2026-04-01', spread: 'WORKING_DAYS' };
    const spread = async (optimal: number) => (await looks({ ...asked, optimal })).parts.map((part) => part.optimal);
    expect(await spread(620)).toEqual([220, 190, 210]);
    const day = { day: '2026-06-01', kind: 'HOLIDAY' };
    await does(world, 'setCalendarDay', day, '{ day }');
    expect(await spread(610)).toEqual([220, 190, 200]);
    await does(world, 'clearCalendarDay', { day: day.day }, '{ day }');
  });
});

describe('the plan of a year', () => {
  test('is spread by own seasons: December brings four times as much', async () => {
    const asked = { grain: 'YEAR', from: '2027-01-01', teamId: team.id, optimal: 150_000, spread: 'SEASONALITY' };
    const looked = await looks(asked);
    expect(looked).toMatchObject({ used: 'SEASONALITY', fellBack: false, history: 24 });
    expect(looked.parts.map(({ optimal }) => optimal)).toEqual([...Array.from({ length: 11 }, () => 10_000), 40_000]);
    const house = await looks({ ...asked, teamId: null, departmentId: department.id });
    expect(house).toMatchObject({ used: 'SEASONALITY', history: 24 });
  });

  test('falls back to working days where less than a year has been sold, and says so', async () => {
    const asked = { grain: 'YEAR', from: '2026-01-01', teamId: young.id, optimal: 247, spread: 'SEASONALITY' };
    const looked = await looks(asked);
    expect(looked).toMatchObject({ used: 'WORKING_DAYS', fellBack: true, history: 9 });
    expect(looked.parts.map(({ optimal }) => optimal)).toEqual([15, 19, 21, 22, 19, 21, 23, 21, 22, 22, 20, 22]);
    expect((await sets(world, asked)).spread).toBe('WORKING_DAYS');
  });

  test('is spread evenly, counts in whole pieces', async () => {
    const plan = await sets(world, {
      kpi: 'wonDeals',
      grain: 'YEAR',
      from: '2026-01-01',
      optimal: 30,
      spread: 'EVENLY',
    });
    expect(plan.parts.map(({ optimal }) => optimal)).toEqual([3, 3, 3, 3, 3, 3, 2, 2, 2, 2, 2, 2]);
  });

  test('spread anew leaves what was set by hand, unless told to release it', async () => {
    const year = { grain: 'YEAR', from: '2028-01-01', departmentId: department.id, spread: 'EVENLY' };
    const first = await sets(world, { ...year, optimal: 1200 });
    const march = await sets(world, { from: '2028-03-01', departmentId: department.id, optimal: 210 });
    expect(march).toMatchObject({ fixed: true, partOf: { id: first.id }, version: 2 });
    const again = await sets(world, { ...year, optimal: 1200 });
    expect(again).toMatchObject({ id: first.id, version: 2 });
    expect(again.parts.map(({ optimal, fixed }) => [optimal, fixed])).toEqual(
      Array.from({ length: 12 }, (_, i) => (i === 2 ? [210, true] : [90, false])),
    );
    const refused = await isRefused(world, 'setPlan', { kpi: 'revenue', ...year, optimal: 200 });
    expect(refused).toMatchObject({ refusal: 'PARTS_EXCEED_PLAN', field: 'input.optimal' });
    const without = await isRefused(world, 'setPlan', { kpi: 'revenue', ...year, minimum: 600, optimal: 1200 });
    expect(without).toMatchObject({ refusal: 'PART_WITHOUT_LEVEL', field: 'input.minimum', month: '2028-03-01' });
    const released = await sets(world, { ...year, optimal: 1200, release: true });
    expect(released.parts.every(({ optimal, fixed }) => optimal === 100 && !fixed)).toBe(true);
  });

  test('leaves a quarter that has a plan of its own, and takes its months back when that ends', async () => {
    const ours = { teamId: team.id, spread: 'EVENLY' };
    const year = { grain: 'YEAR', from: '2029-01-01', ...ours };
    const whole = await sets(world, { ...year, optimal: 1200 });
    const quarter = await sets(world, { grain: 'QUARTER', from: '2029-04-01', ...ours, optimal: 390 });
    expect(quarter.partOf).toEqual({ id: whole.id });
    expect(quarter.parts.map(({ optimal }) => optimal)).toEqual([130, 130, 130]);
    const again = await sets(world, { ...year, optimal: 1200 });
    const months = again.parts.filter(({ grain }) => grain === 'MONTH');
    expect(months.map(({ optimal }) => optimal)).toEqual(Array.from({ length: 9 }, () => 90));
    expect(again.parts.filter(({ grain }) => grain === 'QUARTER').map(({ id }) => id)).toEqual([quarter.id]);
    await does(world, 'endPlan', { id: quarter.id });
    const back = await sets(world, { ...year, optimal: 1200 });
    expect(back.parts.map(({ optimal }) => optimal)).toEqual(Array.from({ length: 12 }, () => 100));
    await does(world, 'endPlan', { id: whole.id, note: 'закрываем' });
    expect(
      await plansWhere(world, { team: [team.id], month: { from: '2029-01-01', to: '2030-01-01' }, ended: false }),
    ).toEqual([]);
  });

  test('of a share is not spread', async () => {
    const share = { kpi: 'winRate', grain: 'QUARTER', from: '2026-01-01', optimal: 0.35 };
    expect(await sets(world, share)).toMatchObject({ optimal: 0.35, spread: null, parts: [] });
    const refused = await isRefused(world, 'setPlan', { ...share, spread: 'EVENLY' });
    expect(refused).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.spread' });
    const looked = await world.refused(spreading, { input: share });
    expect(looked).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.grain' });
  });
});
