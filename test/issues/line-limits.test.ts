import { afterAll, beforeAll, expect, test } from 'vitest';
import { verify } from '../../server/src/ledger/verify.ts';
import { dealsEqualTheirFacts } from '../../server/src/sales/deals/verify-deals.ts';
import type { Named } from '../world/nouns.ts';
import { startWorld, type World } from '../world/world.ts';

let world: World;
let product: Named;
beforeAll(async () => {
  world = await startWorld();
  await world.pipeline();
  product = await world.product('Кровать', { price: 100_000, cost: 50_000 });
});
afterAll(() => world?.close());

const open = `mutation ($input: OpenDealInput!) { openDeal(input: $input) { id amount lines { discount } } }`;

async function input(more: object): Promise<{ input: object }> {
  return { input: { key: crypto.randomUUID(), clientId: (await world.client()).id, ...more } };
}

test('a cost so large that the deal could never be won is refused when it is told', async () => {
  const lines = [{ productId: product.id, quantity: 1e6, price: 1, cost: 1e12 }];
  expect(await world.refused(open, await input({ lines }))).toMatchObject({
    code: 'BAD_USER_INPUT',
    field: 'input.lines.0.cost',
  });
});

test('lines that add up to more than an amount may be are refused: kopecks would be lost', async () => {
  const lines = Array.from({ length: 200 }, (_, i) => ({ productId: product.id, price: 1e12 - 0.01 * (1 + (i % 2)) }));
  expect(await world.refused(open, await input({ lines }))).toMatchObject({
    code: 'BAD_USER_INPUT',
    field: 'input.lines',
  });
});

test('a discount finer than it is kept is refused, so that verify finds what was told', async () => {
  const lines = (discount: number) => ({ lines: [{ productId: product.id, discount }] });
  expect(await world.refused(open, await input(lines(1 / 3)))).toMatchObject({
    code: 'BAD_USER_INPUT',
    field: 'input.lines.0.discount',
  });
  expect(await world.ask(open, await input(lines(0.1 + 0.2)))).toMatchObject({ openDeal: { amount: 700 } });
  expect(await world.ask(open, await input(lines(0.333333)))).toMatchObject({
    openDeal: { amount: 666.67, lines: [{ discount: 0.333333 }] },
  });
  expect(await verify(world.database.owner, [dealsEqualTheirFacts])).toEqual([]);
});

test.each([1e-7, 0.000_004, 0.001])('%d is not silently nothing', async (amount) => {
  expect(await world.refused(open, await input({ amount }))).toMatchObject({
    code: 'BAD_USER_INPUT',
    field: 'input.amount',
  });
});

test.each([
  [0.1 + 0.2, 0.3],
  [0, 0],
  [1e12, 1e12],
  [999_999_999_999.99, 999_999_999_999.99],
  [1234.56 * 3, 3703.68],
])('%d is kept as %d', async (amount, kept) => {
  expect(await world.ask(open, await input({ amount }))).toMatchObject({ openDeal: { amount: kept } });
});
