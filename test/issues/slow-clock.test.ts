import { afterAll, beforeAll, expect, test } from 'vitest';
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

/** How many answers the slow server has computed for its topics. */
async function computations(): Promise<number> {
  const metrics = await (await fetch(`${behind.url}/metrics`)).text();
  return Number(/^voronka_computations_total\{outcome="answered"\} (\d+)/m.exec(metrics)?.[1] ?? 0);
}

test('a server whose clock is behind shows what another one has won as soon as its clock is there', async () => {
  behind.clock.advance({ seconds: -1 });
  const live = behind.subscribe<{ kpis: { total: { wonDeals: { value: number } } } }>(
    'subscription { kpis(period: { named: TODAY }) { total { wonDeals { value } } } }',
  );
  await live.next();
  const before = await computations();
  const anna = await ahead.manager('Анна');
  await anna.wins(await anna.opens({ amount: 1 }));
  // the win has been looked at here once, by a clock that has not reached it yet
  await expect.poll(computations, { timeout: 5_000 }).toBeGreaterThan(before);
  behind.clock.advance({ seconds: 2 });
  // long before the answer would be repeated anyway
  await live.next(({ kpis }) => kpis.total.wonDeals.value === 1, 10_000);
});
