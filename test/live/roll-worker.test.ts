import pino from 'pino';
import { expect, test } from 'vitest';
import type { Pool, Transaction } from '../../server/src/database/database.ts';
import { startRoller } from '../../server/src/ledger/roll-worker.ts';
import { sql } from '../../server/src/lib/sql.ts';
import { startLiveWorld } from './live-harness.ts';

test('the roller merges what is posted, outlasts failures, and has let go of the database when it has stopped', async () => {
  const world = await startLiveWorld();
  const { owner, app } = world.database;
  let failures = 2;
  const flaky: Pool = Object.assign(Object.create(owner), {
    transaction: (work: (tx: Transaction) => Promise<unknown>) => {
      if (failures === 0) return owner.transaction(work);
      failures -= 1;
      return Promise.reject(new Error('the connection was lost'));
    },
  });
  const roller = startRoller({ owner: flaky, log: pino({ level: 'silent' }), interval: 10 });
  const merged = async () => {
    const [row] = await app.query<{ won: string | null }>(sql`/* merged */ select sum(won) as won from rollup_people`);
    return Number(row?.won ?? 0);
  };
  await world.happens([{}, {}]);
  await expect.poll(merged).toBe(2);
  failures = 1;
  await world.happens({});
  await expect.poll(merged).toBe(3);
  await roller.stop();
  expect(owner.pool.totalCount).toBe(owner.pool.idleCount);
  await world.close();
});
