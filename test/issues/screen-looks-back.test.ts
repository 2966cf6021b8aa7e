import { afterAll, beforeAll, expect, test } from 'vitest';
import { readCluster } from '../../server/src/live/deal-events.ts';
import type { Subscriber } from '../world/subscriber.ts';
import { startWorld, type Visitor, type World } from '../world/world.ts';

// Cursors can be made up: with a TV's credential every win of years could be had, with the names of their clients.

interface Win {
  dealEvents: { at: string; cursor: string };
}

let world: World;
let beginning: string;
beforeAll(async () => {
  world = await startWorld();
  await world.pipeline();
  const olga = await world.manager('Ольга');
  const opening = await olga.opens({ amount: 100 });
  await olga.wins(opening);
  world.clock.advance({ days: 30 });
  await olga.wins(await olga.opens({ amount: 200 }));
  beginning = Buffer.from(`1 ${await readCluster(world.database.owner)} 3:3: `).toString('base64url');
});
afterAll(() => world?.close());

const document =
  'subscription ($after: String, $last: Int) { dealEvents(kinds: [WON], after: $after, last: $last) { at cursor } }';
const wins = (by: Visitor, variables: object): Subscriber<Win> => by.subscribe<Win>(document, { ...variables });

test('a screen resumes from the last fortnight; who may look back, from the beginning', async () => {
  const screen = await world.enters('screen');
  const analyst = await world.enters('analyst');
  const [seen, all] = [wins(screen, { after: beginning }), wins(analyst, { after: beginning })];
  const [first, second] = [await all.next(), await all.next()];
  expect(Date.parse(second.dealEvents.at) - Date.parse(first.dealEvents.at)).toBe(30 * 86_400_000);
  expect((await seen.next()).dealEvents.at).toBe(second.dealEvents.at);
  await seen.nothing(300);
});

test('the latest few are shown however old they are: a quiet month leaves no wall empty', async () => {
  const screen = await world.enters('screen');
  world.clock.advance({ days: 60 });
  const latest = wins(screen, { last: 2 });
  expect((await latest.next()).dealEvents.cursor).toBeTruthy();
  expect((await latest.next()).dealEvents.cursor).toBeTruthy();
});
