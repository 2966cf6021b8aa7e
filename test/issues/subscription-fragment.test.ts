import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWorld, type World } from '../world/world.ts';

// A subscription is answered as the query of the same name; fragments went on speaking of the subscription, and the answer was empty for ever.

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.close());

test.each([
  ['a fragment', 'subscription { ...F } fragment F on Subscription { settings { currency } }'],
  ['an inline fragment', 'subscription { ... on Subscription { settings { currency } } }'],
  [
    'one inside the other',
    'subscription { ...F } fragment F on Subscription { ... on Subscription { settings { currency } } }',
  ],
])('%s on the subscription itself is answered', async (_, document) => {
  const subscriber = world.subscribe<{ settings: { currency: string } }>(document);
  expect(await subscriber.next()).toEqual({ settings: { currency: 'RUB' } });
  await subscriber.close();
});
