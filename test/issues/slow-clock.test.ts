import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, test } from 'vitest';
import { startWorld, type World } from '../world/world.ts';

let ahead: World;
let behind: World;
beforeAll(async () => {
  ahead = await startWorld();
  behind = await startWorld({ databaseUrl: ahead.databaseUrl });
  await ahead.pipeline();
});
afterAll(async () => {
  await behind?.close();
  await ahead?.close();
});

test('a server whose clock is behind shows what another one has won as soon as its clock is there', async () => {
  behind.clock.advance({ seconds: -1 });
  const live = behind.subscribe<{ kpis: { total: { wonDeals: { value: number } } } }>(
    'subscription { kpis(period: { named: TODAY }) { total { wonDeals { value } } } }',
  );
  await live.next();
  const anna = await ahead.manager('Анна');
  await anna.wins(await anna.opens({ amount: 1 }));
  await sleep(500);
  behind.clock.advance({ seconds: 2 });
  // long before the answer would be repeated anyway
  await live.next(({ kpis }) => kpis.total.wonDeals.value === 1, 10_000);
});
