import { afterAll, beforeAll, expect, test } from 'vitest';
import { findings } from '../department/house.ts';
import { startWorld, type World } from '../world/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await world.pipeline();
});
afterAll(() => world.close());

test('many deals of one client reopened at once do not wait for each other in a circle', async () => {
  const owner = await world.manager('Ольга');
  const client = await world.client('Общий', { owner });
  const deals = await Promise.all(Array.from({ length: 8 }, (_, i) => owner.opens({ client, amount: 10 + i })));
  for (const deal of deals) await owner.wins(deal);
  const deadlocks = async () => {
    const [row] = await world.database.owner.query<{ n: string }>({
      text: '/* deadlocks */ select pg_stat_force_next_flush(), deadlocks as n from pg_stat_database where datname = current_database()',
      values: [],
    });
    return Number(row?.n);
  };
  await Promise.all(deals.map((deal) => owner.reopens(deal)));
  expect(await deadlocks()).toBe(0);
  expect(await findings(world)).toEqual([]);
}, 60_000);
