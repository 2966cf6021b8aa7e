import { setTimeout as pause } from 'node:timers/promises';
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sql } from '../../server/src/lib/sql.ts';
import { TailReader } from '../../server/src/live/tail-reader.ts';
import { type LiveWorld, startLiveWorld } from './live-harness.ts';

let world: LiveWorld;
beforeEach(async () => {
  world = await startLiveWorld();
});
afterEach(() => world.close());

/** A tail of the test's own, and what it has delivered. */
async function follow(batch: number): Promise<{ tail: TailReader; ids: string[] }> {
  const ids: string[] = [];
  const begun = Promise.withResolvers<void>();
  const tail = new TailReader({
    db: world.database.app,
    log: pino({ level: 'silent' }),
    onEntries: (entries) => ids.push(...entries.map(({ id }) => id)),
    onCaughtUp: begun.resolve,
    interval: 5,
    batch,
  });
  tail.start();
  await begun.promise;
  return { tail, ids };
}

async function posted(): Promise<string[]> {
  const rows = await world.database.app.query<{ id: string }>(sql`select id from ledger where kind = 'deal_won'`);
  return rows.map(({ id }) => id).toSorted();
}

describe('the tail of the ledger', () => {
  test.each([3, 1_000])('delivers every entry once, %i rows at a time, however transactions overlap', async (batch) => {
    const { tail, ids } = await follow(batch);
    const write = async (writer: number): Promise<void> => {
      for (let i = 0; i < 15; i += 1) {
        await world.database.app.transaction(async (tx) => {
          await world.post(
            tx,
            Array.from({ length: 1 + ((writer * i) % 8) }, () => ({})),
          );
          await pause(writer === 0 ? 40 : Math.random() * 8);
          await world.post(tx, [{}]);
        });
      }
    };
    await Promise.all([0, 1, 2, 3, 4].map(write));
    const all = await posted();
    await expect.poll(() => ids.length).toBeGreaterThanOrEqual(all.length);
    await tail.stop();
    expect(ids.toSorted()).toEqual(all);
  });

  test('delivers what is committed while a transaction elsewhere stays open', async () => {
    const { tail, ids } = await follow(100);
    await world.database.owner.transaction(async (open) => {
      await open.query(sql`select pg_current_xact_id()`);
      await world.happens([{}, {}]);
      await expect.poll(() => ids.length).toBe(2);
    });
    await tail.stop();
  });

  test('goes on after its connection was lost, and nothing of that time is missing', async () => {
    const board = 'subscription { kpis(period: { named: THIS_MONTH }) { total { wonDeals { value } } } }';
    const wall = world.subscribe<{ kpis: { total: { wonDeals: { value: number } } } }>(board);
    await wall.next();
    for (let i = 1; i <= 3; i += 1) {
      await world.database.owner.query(sql`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and application_name = 'voronka-tail'`);
      await world.happens({});
      await wall.next((answer) => answer.kpis.total.wonDeals.value === i);
    }
    await expect.poll(() => world.live.healthy()).toBe(true);
  });
});
