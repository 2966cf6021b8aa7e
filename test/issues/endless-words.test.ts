import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWorld, type World } from '../world/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

test.each(['Script', 'Objection'])('a word longer than PostgreSQL finds is kept in a %s all the same', async (noun) => {
  const endless = 'ы'.repeat(5000);
  const add = `mutation ($input: Add${noun}Input!) { add${noun}(input: $input) { words } }`;
  const input = { key: noun, title: 'Дорого', words: `Скидка ${endless}` };
  const made = await world.ask<Record<string, { words: string }>>(add, { input });
  expect(made[`add${noun}`]?.words).toBe(input.words);
  const search = `query ($words: String!) { searchScripts(words: $words) { totalCount } }`;
  const found = await world.ask<{ searchScripts: { totalCount: number } }>(search, { words: 'скидки' });
  expect(found.searchScripts.totalCount).toBeGreaterThan(0);
});
