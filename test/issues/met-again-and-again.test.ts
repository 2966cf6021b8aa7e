import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWorld, type World } from '../world/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const met = (code: string): Error => Object.assign(new Error('deadlock detected'), { code });

test('a transaction that meets others five times in a row is done in the end', async () => {
  let tries = 0;
  const done = await world.database.app.transaction(async () => {
    tries += 1;
    if (tries <= 5) throw met('40P01');
    return 'done';
  });
  expect({ done, tries }).toEqual({ done: 'done', tries: 6 });
});

test('but not for ever, and nothing else is tried twice', async () => {
  let tries = 0;
  const failing = (code: string) =>
    world.database.app.transaction(async () => {
      tries += 1;
      throw met(code);
    });
  await expect(failing('40P01')).rejects.toThrow('deadlock');
  expect(tries).toBe(8);
  tries = 0;
  await expect(failing('23505')).rejects.toThrow('deadlock');
  expect(tries).toBe(1);
});
