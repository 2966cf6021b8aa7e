import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Named } from '../world/nouns.ts';
import type { Person } from '../world/person.ts';
import { startWorld, type Visitor, type World } from '../world/world.ts';
import { does, findings, refusedTo, sums } from './deal-desk.ts';

let world: World;
let olga: Person;
let seller: Visitor;
let bed: Named;

beforeAll(async () => {
  world = await startWorld({ now: '2026-03-18T12:00:00+03:00' });
  await world.pipeline(['Новая', 'Договор']);
  olga = await world.manager('Ольга');
  seller = await world.enters('manager', { employee: olga });
  bed = await world.product('Кровать', { price: 1000_00, cost: 600_00 });
});
afterAll(async () => {
  const wrong = await findings(world);
  await world.close();
  expect(wrong).toEqual([]);
});

const fields = 'id version amount currency rate currencyAmount lines { price currencyPrice amount cost }';
interface Read {
  id: string;
  version: number;
  amount: number | null;
  currency: string | null;
  rate: number | null;
  currencyAmount: number | null;
}
const rate = (currency: string, day: string, value: number) =>
  does<{ id: string; rate: number }>(world, 'setCurrencyRate', { currency, day, rate: value }, 'id rate');

describe('a deal of another currency', () => {
  test('follows the rate while it is open, and keeps that of its closing', async () => {
    await rate('USD', '2026-03-10', 90);
    await rate('USD', '2026-03-15', 92.5);
    const client = await world.client('Dollar Inc', { owner: olga });
    // on the 12th: 1 234.56 × 90 = 111 110.40
    const deal = await does<Read>(
      seller,
      'openDeal',
      { clientId: client.id, currency: 'USD', amount: 1234.56, at: '2026-03-12T10:00:00+03:00' },
      fields,
    );
    expect(deal).toMatchObject({ amount: 111_110.4, currency: 'USD', rate: 90, currencyAmount: 1234.56 });
    // moved on the 16th: × 92.5 = 114 196.80
    const stages = await world.ask<{ stages: { nodes: Named[] } }>(
      '{ stages(where: { search: "Договор" }) { nodes { id name } } }',
    );
    const on = (version: number) => ({ dealId: deal.id, version });
    const moved = await does<Read>(
      seller,
      'moveDeal',
      { ...on(1), stageId: stages.stages.nodes[0]?.id, at: '2026-03-16T10:00:00+03:00' },
      fields,
    );
    expect(moved).toMatchObject({ amount: 114_196.8, rate: 92.5 });
    // a rate of today is taken when something happens next: 1 000 × 95.1234 = 95 123.40
    await rate('USD', '2026-03-18', 95.1234);
    const amended = await does<Read>(seller, 'amendDeal', { ...on(2), amount: 1000 }, fields);
    expect(amended).toMatchObject({ amount: 95_123.4, currencyAmount: 1000 });
    const won = await does<Read>(seller, 'winDeal', on(3), fields);
    expect(won).toMatchObject({ amount: 95_123.4, rate: 95.1234 });
    await rate('USD', '2026-03-18', 200);
    // what is told of it afterwards is still worth what the closing's rate says: 500 × 95.1234
    const restated = await does<Read>(seller, 'amendDeal', { ...on(4), amount: 500 }, fields);
    expect(restated).toMatchObject({ amount: 47_561.7, rate: 95.1234 });
    expect(await sums(world, ['revenue', 'pipeline'], { deal_id: deal.id })).toEqual({
      revenue: 47_561_70,
      pipeline: 0,
    });
    const reopened = await does<Read>(seller, 'reopenDeal', on(5), fields);
    expect(reopened).toMatchObject({ amount: 100_000, rate: 200 });
    expect(await sums(world, ['revenue', 'pipeline'], { deal_id: deal.id })).toEqual({
      revenue: 0,
      pipeline: 100_000_00,
    });
  });

  test('with lines: prices are in its currency, the list price converted, the cost in ours', async () => {
    await rate('EUR', '2026-03-01', 98.7654);
    const client = await world.client('Euro GmbH', { owner: olga });
    const lines = [{ productId: bed.id, quantity: 3, price: 12.34, discount: 0.05 }, { productId: bed.id }];
    const deal = await does<Read>(seller, 'openDeal', { clientId: client.id, currency: 'EUR', lines }, fields);
    // 3 × 12.34 − 5 % = 35.169 → 35.17 € × 98.7654 = 3 473.579… → 3 473.58; 1 000 ÷ 98.7654 = 10.125 → 10.13 € × 98.7654 = 1 000.4935 → 1 000.49
    expect(deal).toMatchObject({
      currencyAmount: 45.3,
      amount: 4474.07,
      lines: [
        { currencyPrice: 12.34, price: 1218.77, amount: 3473.58, cost: 600 },
        { currencyPrice: 10.13, price: 1000.49, amount: 1000.49, cost: 600 },
      ],
    });
    const back = { dealId: deal.id, version: 1, currency: null };
    expect(await refusedTo(seller, 'amendDeal', back)).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.amount' });
    const ours = await does<Read>(seller, 'amendDeal', { ...back, lines: [{ productId: bed.id }] }, fields);
    expect(ours).toMatchObject({ currency: null, rate: null, currencyAmount: null, amount: 1000 });
  });

  test('is refused where no rate is known', async () => {
    const client = await world.client('Yen KK', { owner: olga });
    const open = { clientId: client.id, amount: 1 };
    expect(await refusedTo(seller, 'openDeal', { ...open, currency: 'JPY' })).toMatchObject({
      refusal: 'RATE_UNKNOWN',
      field: 'input.currency',
    });
    expect(await refusedTo(seller, 'openDeal', { ...open, currency: 'XXZ' })).toMatchObject({
      field: 'input.currency',
    });
    // 100 yen are worth 60: one yen 0.6; a yen has no smaller part
    await rate('JPY', '2026-03-01', 0.6);
    const deal = await does<Read>(seller, 'openDeal', { ...open, amount: 1001, currency: 'JPY' }, fields);
    expect(deal).toMatchObject({ amount: 600.6, currencyAmount: 1001 });
    const plain = await does<Read>(seller, 'openDeal', { ...open, currency: 'RUB' }, fields);
    expect(plain).toMatchObject({ amount: 1, currency: null });
  });

  test('a rate is set once a day, by whoever may', async () => {
    const first = await rate('CNY', '2026-03-01', 12.5);
    expect(await rate('CNY', '2026-03-01', 12.75)).toEqual({ id: first.id, rate: 12.75 });
    const set = { currency: 'CNY', day: '2026-03-02', rate: 13 };
    expect(await refusedTo(seller, 'setCurrencyRate', set)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refusedTo(world, 'setCurrencyRate', { ...set, rate: 0 })).toMatchObject({ field: 'input.rate' });
    expect(await refusedTo(world, 'setCurrencyRate', { ...set, currency: 'cny' })).toMatchObject({
      field: 'input.currency',
    });
    expect(await refusedTo(world, 'setCurrencyRate', { ...set, currency: 'RUB' })).toMatchObject({
      field: 'input.currency',
    });
    await does(world, 'setCurrencyRate', { ...set, key: 'once' });
    await does(world, 'setCurrencyRate', { ...set, key: 'once' });
    const { currencyRates } = await world.ask<{ currencyRates: { totalCount: number } }>(
      '{ currencyRates(where: { currency: ["CNY"] }) { totalCount } }',
    );
    expect(currencyRates.totalCount).toBe(2);
  });
});

describe('a discount', () => {
  test('above what the product allows is for superiors; one that was given may stay', async () => {
    const product = await does<{ id: string; version: number }>(world, 'addProduct', {
      name: 'Диван',
      price: 500,
      maxDiscount: 0.1,
    });
    const client = await world.client('ООО «Скидка»', { owner: olga });
    const lines = (discount: number, quantity = 1) => [{ productId: product.id, discount, quantity }];
    const open = { clientId: client.id, ownerId: olga.id };
    expect(await refusedTo(seller, 'openDeal', { ...open, lines: lines(0.11) })).toMatchObject({
      refusal: 'DISCOUNT_TOO_LARGE',
      field: 'input.lines.0.discount',
      most: 0.1,
    });
    const deal = await does(seller, 'openDeal', { ...open, lines: lines(0.1) });
    const on = (version: number) => ({ dealId: deal.id, version });
    await does(world, 'amendDeal', { ...on(1), lines: lines(0.3) });
    await does(seller, 'amendDeal', { ...on(2), lines: lines(0.3, 2) });
    expect(await refusedTo(seller, 'amendDeal', { ...on(3), lines: lines(0.31) })).toMatchObject({ most: 0.3 });
  });
});

describe('a lost deal', () => {
  test('has its reason in words and of the list, and losses are counted by it', async () => {
    const price = await does<Named>(world, 'addLossReason', { name: 'Дорого' }, 'id name');
    const rival = await does<Named>(world, 'addLossReason', { name: 'Конкурент' }, 'id name');
    expect(await refusedTo(world, 'addLossReason', { name: 'дорого' })).toMatchObject({
      refusal: 'TAKEN',
      field: 'input.name',
    });
    const pipeline = await world.pipeline(['Одна'], 'Потери');
    const lose = async (told: object, amount?: number) => {
      const deal = await olga.opens({ pipeline, amount });
      return does<{ id: string; lossReason: string | null; listedLossReason: Named | null }>(
        seller,
        'loseDeal',
        { dealId: deal.id, version: 1, ...told },
        'id lossReason listedLossReason { id name }',
      );
    };
    expect(await lose({ reason: 'дорого' }, 10)).toMatchObject({ lossReason: 'дорого', listedLossReason: price });
    expect(await lose({ reasonId: price.id }, 20)).toMatchObject({ lossReason: 'Дорого', listedLossReason: price });
    expect(await lose({ reasonId: rival.id, reason: 'ушли к Б' })).toMatchObject({
      lossReason: 'ушли к Б',
      listedLossReason: rival,
    });
    expect(await lose({ reason: 'Передумали' }, 5)).toMatchObject({ listedLossReason: null });
    await lose({ reason: 'передумали' }, 6);
    await lose({});
    const { lossesByReason } = await world.ask<{ lossesByReason: object[] }>(
      `query ($pipeline: ID) { lossesByReason(from: "2026-03-01", to: "2026-04-01", pipeline: $pipeline) {
        words deals amount reason { name } } }`,
      { pipeline: pipeline.id },
    );
    expect(lossesByReason).toEqual([
      { words: null, deals: 2, amount: 30, reason: { name: 'Дорого' } },
      { words: expect.stringMatching(/передумали/i), deals: 2, amount: 11, reason: null },
      { words: null, deals: 1, amount: null, reason: { name: 'Конкурент' } },
      { words: null, deals: 1, amount: null, reason: null },
    ]);
    await does(world, 'amendPipeline', { id: pipeline.id, version: 1, listedLossReasons: true });
    await does(world, 'endLossReason', { id: rival.id });
    const deal = await olga.opens({ pipeline });
    const on = { dealId: deal.id, version: 1 };
    expect(await refusedTo(seller, 'loseDeal', { ...on, reason: 'Так вышло' })).toMatchObject({
      refusal: 'REASON_NOT_LISTED',
      field: 'input.reason',
    });
    expect(await refusedTo(seller, 'loseDeal', on)).toMatchObject({
      refusal: 'REASON_NOT_LISTED',
      field: 'input.reasonId',
    });
    expect(await refusedTo(seller, 'loseDeal', { ...on, reasonId: rival.id })).toMatchObject({
      refusal: 'ENDED',
      field: 'input.reasonId',
    });
    expect(await refusedTo(seller, 'loseDeal', { ...on, reasonId: '999' })).toMatchObject({
      code: 'NOT_FOUND',
      field: 'input.reasonId',
    });
    await does(seller, 'loseDeal', { ...on, reasonId: price.id });
    const reopened = await does<object>(
      seller,
      'reopenDeal',
      { ...on, version: 2 },
      'lossReason listedLossReason { id }',
    );
    expect(reopened).toEqual({ lossReason: null, listedLossReason: null });
  });
});
