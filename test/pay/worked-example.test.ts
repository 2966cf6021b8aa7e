import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Deal } from '../world/deals.ts';
import type { Named } from '../world/nouns.ts';
import type { Person } from '../world/person.ts';
import { startWorld, type World } from '../world/world.ts';
import { brief, does, employed, type PayTold, paidBy, payOf, percentage, plans } from './desk.ts';

let world: World;
let olga: Person;
let pavel: Person;
let mattresses: Named;
let deals: Deal[];
let pay: PayTold;

/** Steps of 5 % and, from 200 000 on, 10 %; mattresses always 3 %. */
const sales = (progressive: boolean) => ({
  ...{ base: 'REVENUE', on: 'WON', progressive },
  tiers: [
    { from: 0, percent: 5 },
    { from: 200_000, percent: 10 },
  ],
  lines: [{ productLineId: mattresses.id, percent: 3 }],
});

const bonus = { kpi: 'revenue', reach: { amount: 5000 }, exceed: { per: 'PERCENT', prize: { amount: 1000 } } };

/** S2's own example: the optimal plan is worth 0.5, the maximum 1.5. */
const coefficient = {
  of: 'VARIABLE',
  points: { minimum: 0, optimal: 0.5, maximum: 1.5 },
  kpis: [
    { kpi: 'revenue', weight: 3 },
    { kpi: 'wonDeals', weight: 1 },
  ],
};

beforeAll(async () => {
  world = await startWorld({ now: '2026-04-10T12:00:00+03:00' });
  await world.pipeline();
  const team = await world.team('Первая', { department: await world.department() });
  [olga, pavel] = [await world.manager('Ольга', { team }), await world.manager('Павел', { team })];
  mattresses = await world.productLine('Матрасы');
  const bed = await world.product('Кровать', { line: await world.productLine('Кровати') });
  const mattress = await world.product('Матрас', { line: mattresses });
  await employed(world, olga, { from: '2026-03-16' });
  const sells = async (day: number, told: { product?: Named; amount: number }): Promise<Deal> => {
    const { product, amount } = told;
    const at = `2026-03-${day}T12:00:00+03:00`;
    const deal = await olga.opens({ at, ...(product ? { lines: [{ product, price: amount }] } : { amount }) });
    return olga.wins(deal, { at });
  };
  deals = [
    await sells(17, { product: bed, amount: 150_000 }),
    await sells(19, { product: bed, amount: 100_000 }),
    await sells(20, { product: mattress, amount: 50_000 }),
    await sells(25, { amount: 10_000.33 }),
  ];
  await paidBy(world, { salary: 63_000, sales: sales(true), bonus, coefficient }, [olga], '2026-03', 'Продажи');
  await plans(world, olga, '2026-03', { kpi: 'revenue', minimum: 200_000, optimal: 300_000, maximum: 400_000 });
  await plans(world, olga, '2026-03', { kpi: 'wonDeals', minimum: 2, optimal: 4, maximum: 8 });
  pay = await payOf(world, olga, '2026-03');
});
afterAll(() => world?.close());

describe('a month reckoned by hand', () => {
  test('every line and the total', () => {
    // March 2026 has 21 working days, the 9th being a holiday; from the 16th on 12 of them: 63 000 × 12 ÷ 21 = 36 000
    // the steps see 260 000.33: 200 000 at 5 %, 60 000.33 at 10 % = 6 000.033, rounded half up
    // 310 000.33 of 300 000 is 3 whole percent more; the coefficient (3 × 0.6000033 + 0.5) ÷ 4 = 0.575002 → 0.5750
    // 25 500.03 × (0.575 − 1) = −10 837.51275 → −10 837.51
    expect(brief(pay)).toEqual([
      ['SALARY', 63_000, null, 36_000],
      ['SALES', 200_000, 5, 10_000],
      ['SALES', 60_000.33, 10, 6000.03],
      ['SALES', 50_000, 3, 1500],
      ['BONUS', null, null, 5000],
      ['BONUS', null, null, 3000],
      ['COEFFICIENT', 25_500.03, 57.5, -10_837.51],
    ]);
    expect(pay).toMatchObject({
      total: 50_662.52,
      closedAt: null,
      employee: { name: 'Ольга' },
      scheme: { name: 'Продажи' },
    });
  });

  test('each says how it came about', () => {
    const [salary, first, second, own, reach, exceed, multiplied] = pay.lines;
    expect(salary).toMatchObject({
      salary: { monthly: 63_000, workedDays: 12, workingDays: 21 },
      formula: '63000 × 12 ÷ 21',
    });
    expect(first?.tier).toEqual({ from: 0, to: 200_000, progressive: true, reached: 260_000.33 });
    expect(second?.tier).toEqual({ from: 200_000, to: null, progressive: true, reached: 260_000.33 });
    expect(own).toMatchObject({ productLine: { name: 'Матрасы' }, tier: null });
    expect(reach?.bonus).toEqual({ for: 'REACH', prize: 5000, times: 1 });
    expect(exceed?.bonus).toEqual({ for: 'PERCENT', prize: 1000, times: 3 });
    expect(multiplied?.coefficient).toEqual({ value: 0.575, of: 'VARIABLE', minimum: 0, optimal: 0.5, maximum: 1.5 });
    expect(multiplied?.figures).toEqual([
      {
        ...{ kpi: 'revenue', value: 310_000.33, weight: 3, coefficient: expect.closeTo(0.600_003_3, 9) },
        plan: { minimum: 200_000, optimal: 300_000, maximum: 400_000 },
      },
      { kpi: 'wonDeals', value: 4, weight: 1, coefficient: 0.5, plan: { minimum: 2, optimal: 4, maximum: 8 } },
    ]);
    expect(pay.lines.map(({ title }) => title.en)).toEqual([
      ...['Salary', '5 % of sales', '10 % of sales', '3 % of a product line'],
      ...['Bonus for the plan: Revenue', 'Bonus for exceeding the plan: Revenue', 'KPI coefficient'],
    ]);
  });

  test('the deals behind each step, the first sales filling the first', () => {
    const parts = pay.lines
      .slice(1, 4)
      .map((line) => line.deals.nodes.map(({ dealId, base, amount }) => [dealId, base, amount]));
    const [a, b, c, d] = deals.map(({ id }) => id);
    expect(parts).toEqual([
      [
        [a, 150_000, 7500],
        [b, 50_000, 2500],
      ],
      [
        [b, 50_000, 5000],
        [d, 10_000.33, 1000.03],
      ],
      [[c, 50_000, 1500]],
    ]);
    // a deal won is an entry of money; the entries of its figures count it too
    expect(pay.lines[1]?.entries.totalCount).toBe(2);
    expect(pay.lines[6]?.entries.totalCount).toBe(4);
  });
});

const simulation = `query ($employeeId: ID, $terms: PayTermsInput, $schemeId: ID) {
  simulatePay(employeeId: $employeeId, from: "2026-03-01", to: "2026-04-01", terms: $terms, schemeId: $schemeId) {
    actual simulated difference people { employee { name } months { month paid actual simulated } } } }`;

async function wouldBe(terms: object): Promise<number> {
  const answer = await world.ask<{ simulatePay: { simulated: number } }>(simulation, { employeeId: olga.id, terms });
  return answer.simulatePay.simulated;
}

describe('other terms for the same month', () => {
  test.each<[string, () => object, number]>([
    ['the whole sum at the step it has reached', () => ({ salary: 0, sales: sales(false) }), 26_000.03 + 1500],
    ['one percent of all', () => percentage(1), 3100.0],
    ['salary alone', () => ({ salary: 21_000 }), 12_000],
    [
      'a bonus of the salary earned, and one for the maximum that was not reached',
      () => ({
        salary: 21_000,
        bonus: { kpi: 'revenue', reach: { percentOfSalary: 50 }, exceed: { per: 'MAXIMUM', prize: { amount: 9 } } },
      }),
      18_000,
    ],
    [
      'the points of the department: optimal 1, maximum 1.5',
      () => ({ ...percentage(1), coefficient: { of: 'VARIABLE', kpis: [{ kpi: 'revenue', weight: 1 }] } }),
      // 1 + 10 000.33 ÷ 100 000 × 0.5 = 1.05000165 → 1.05
      3100 + 155,
    ],
    [
      'everything multiplied, nothing planned of one figure: half of it counts as 1',
      () => ({
        salary: 21_000,
        coefficient: {
          of: 'EVERYTHING',
          points: { minimum: 0, optimal: 0.5, maximum: 1.5 },
          kpis: [
            { kpi: 'calls', weight: 1 },
            { kpi: 'wonDeals', weight: 1 },
          ],
        },
      }),
      9000,
    ],
  ])('%s', async (_name, terms, expected) => {
    expect(await wouldBe(terms())).toBeCloseTo(expected, 6);
  });

  test('the margin, where the cost is known', async () => {
    const stool = await world.product('Стул');
    const at = '2026-03-10T12:00:00+03:00';
    const deal = await pavel.opens({
      at,
      lines: [
        { product: stool, price: 1000, cost: 400 },
        { product: await world.product('Стол'), price: 500, cost: null },
      ],
    });
    await pavel.wins(deal, { at });
    await paidBy(world, percentage(10, { base: 'MARGIN' }), [pavel]);
    expect(brief(await payOf(world, pavel, '2026-03'))).toEqual([['SALES', 600, 10, 60]]);
  });

  test('a person of nothing: no scheme, no lines', async () => {
    expect(await payOf(world, await world.employee('Новый'), '2026-03')).toMatchObject({
      total: 0,
      lines: [],
      scheme: null,
    });
  });
});

test('payments count when they come, those returned are taken back', async () => {
  const igor = await world.manager('Игорь');
  await paidBy(world, percentage(2, { on: 'PAID' }), [igor]);
  const at = '2026-02-10T12:00:00+03:00';
  const deal = await igor.wins(await igor.opens({ amount: 9000, at }), { at });
  const invoice = await does(world, 'addDocument', { kind: 'INVOICE', dealId: deal.id, amount: 9000 });
  await does(world, 'issueDocument', { id: invoice.id });
  const pays = (amount: number, when: string) =>
    does(world, 'addPayment', { documentId: invoice.id, amount, at: `${when}T12:00:00+03:00` });
  const first = await pays(5000, '2026-03-05');
  await pays(1000.5, '2026-03-06');
  expect(await payOf(world, igor, '2026-02')).toMatchObject({ total: 0 });
  expect(brief(await payOf(world, igor, '2026-03'))).toEqual([['SALES', 6000.5, 2, 120.01]]);
  expect((await payOf(world, igor, '2026-03')).lines[0]?.deals.nodes).toMatchObject([
    { dealId: deal.id, base: 6000.5, amount: 120.01 },
  ]);
  await does(world, 'endPayment', { id: first.id });
  expect(brief(await payOf(world, igor, '2026-04'))).toEqual([['SALES', -5000, 2, -100]]);
});
