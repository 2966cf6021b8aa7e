import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '../../server/src/lib/sql.ts';
import { startWorld, type World } from '../world/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await world.pipeline();
});
afterAll(() => world?.close());

test('two verbs with one key on one deal, one of them the careful way: nobody sees their deadlock', async () => {
  const anna = await world.manager('Анна');
  const deal = await anna.opens({ amount: 100 });
  const { promise, resolve } = Promise.withResolvers<void>();
  let won: Promise<unknown> | undefined;
  // the careful way takes the key first and the deal then; the quick way the deal first
  const other = world.database.app
    .transaction(async (tx) => {
      await tx.query(sql`insert into idempotency (principal, key, verb, body_hash, result_id, created_at)
        values ('local', sha256('once'), 'moveDeal', ''::bytea, ${deal.id}, now())`);
      won = anna.wins(deal, { key: 'once' });
      won.catch(() => undefined);
      resolve();
      await sleep(300);
      await tx.query(sql`select from deal where id = ${deal.id} for update`);
      throw new Error('refused after all');
    })
    .catch((error: Error) => error.message);
  await promise;
  await won;
  expect(await other).toMatch(/refused after all|deadlock/);
  expect(deal).toMatchObject({ status: 'WON', version: 2 });
});
