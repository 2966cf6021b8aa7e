import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { refusal } from './graphql-client.ts';
import { startWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await world.pipeline(['Новая', 'Переговоры', 'Договор']);
});
afterAll(() => world?.close());

describe('people', () => {
  test('work on deals in words of the department', async () => {
    const olga = await world.manager('Ольга', { team: await world.team('Первая') });
    const client = await world.client('ООО «Ромашка»');
    const deal = await olga.opens({ client, amount: 4514.5 });
    expect(deal).toMatchObject({ status: 'OPEN', amount: 4514.5, owner: { name: 'Ольга' }, stage: { name: 'Новая' } });
    await olga.moves(deal, 'Переговоры');
    expect(deal.stage.name).toBe('Переговоры');
    world.clock.advance({ days: 2 });
    await olga.wins(deal);
    expect(deal).toMatchObject({
      status: 'WON',
      openedAt: '2026-03-18T09:00:00.000Z',
      closedAt: '2026-03-20T09:00:00.000Z',
    });
  });

  test('sell products, hand over, lose and reopen', async () => {
    const [olga, pavel] = [await world.manager('Ольга'), await world.manager('Павел')];
    const bed = await world.product('Кровать', { line: await world.productLine(), price: 1_000_00, cost: 400_00 });
    const deal = await olga.opens({ lines: [{ product: bed, quantity: 2 }], stage: 'Переговоры' });
    expect(deal).toMatchObject({ amount: 2000, stage: { name: 'Переговоры' } });
    await olga.amends(deal, { title: 'Две кровати' });
    await olga.gives(deal, pavel);
    await pavel.loses(deal, 'дорого');
    expect(deal).toMatchObject({
      status: 'LOST',
      lossReason: 'дорого',
      owner: { name: 'Павел' },
      title: 'Две кровати',
    });
    expect((await pavel.reopens(deal)).status).toBe('OPEN');
  });

  test('are refused in words of the API', async () => {
    const olga = await world.manager('Ольга');
    const deal = await olga.opens();
    await olga.wins(deal);
    expect(await refusal(olga.wins(deal))).toMatchObject({ code: 'REFUSED', refusal: 'DEAL_ALREADY_CLOSED' });
    expect(await world.refused('{ deal(id: "x") { id } }')).toMatchObject({ code: 'BAD_USER_INPUT', field: 'id' });
  });
});

describe('a test that is mistaken learns it', () => {
  test('when it expects a refusal that does not come', async () => {
    await expect(world.refused('{ teams { totalCount } }')).rejects.toThrow('expected a refusal, got');
  });

  test('when its question is wrong', async () => {
    await expect(world.ask('{ nonsense }')).rejects.toThrow('Cannot query field "nonsense"');
  });

  test('when it names a stage there is none of', async () => {
    const olga = await world.manager('Ольга');
    await expect(olga.opens({ stage: 'Нигде' })).rejects.toThrow('there is no stage «Нигде»');
  });

  test('when its clock has no offset', () => {
    expect(() => world.clock.set('2026-03-18T12:00:00')).toThrow('has no UTC offset');
  });
});

describe('a subscriber', () => {
  const question = 'subscription { kpis(period: { named: TODAY }) { total { wonDeals { value } } } }';

  test('waits for what fits', async () => {
    const own = await startWorld();
    try {
      await own.pipeline();
      const olga = await own.manager('Ольга');
      const subscriber = own.subscribe<{ kpis: { total: { wonDeals: { value: number } } } }>(question);
      expect((await subscriber.next()).kpis.total.wonDeals.value).toBe(0);
      await olga.wins(await olga.opens());
      await subscriber.next(({ kpis }) => kpis.total.wonDeals.value === 1);
      await expect(subscriber.next(() => false, 300)).rejects.toThrow('no fitting answer within 300 ms; the last of');
      await subscriber.close();
    } finally {
      await own.close();
    }
  });

  test('hears of a refusal', async () => {
    const subscriber = world.subscribe('subscription { nonsense }');
    await expect(subscriber.next()).rejects.toThrow('nonsense');
  });
});

describe('a second server', () => {
  test('opens the same database', async () => {
    const second = await startWorld({ databaseUrl: world.databaseUrl });
    const olga = await world.manager('Ольга');
    const deal = await olga.opens();
    expect(await second.ask('query ($id: ID!) { deal(id: $id) { owner { name } } }', { id: deal.id })).toEqual({
      deal: { owner: { name: 'Ольга' } },
    });
    await second.close();
  });
});
