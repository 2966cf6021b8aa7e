import pino from 'pino';
import { expect, test } from 'vitest';
import { startRoller } from '../../server/src/ledger/roll-worker.ts';
import { sql } from '../../server/src/lib/sql.ts';
import { startLiveWorld } from './live-harness.ts';

test('the roller merges what is posted, survives a lost connection, and has let go of the database when it has stopped', async () => {
  const world = await startLiveWorld();
  const { owner } = world.database;
  const roller = startRoller({ owner, log: pino({ level: 'silent' }), interval: 10 });
  const merged = async () => {
    const [row] = await world.database.app.query<{ won: string | null }>(
      sql`select sum(won) as won from rollup_people`,
    );
    return Number(row?.won ?? 0);
  };
  await world.happens([{}, {}]);
  await expect.poll(merged).toBe(2);
  await world.database.app.query(sql`select 1`);
  await owner.query(sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and application_name = 'voronka' and pid <> pg_backend_pid()`);
  await world.happens({});
  await expect.poll(merged).toBe(3);
  await roller.stop();
  expect(owner.pool.totalCount).toBe(owner.pool.idleCount);
  await world.close();
});
