import pino from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startSimulator } from '../../server/src/demo/simulator.ts';
import { sql } from '../../server/src/lib/sql.ts';
import { MoveableClock } from '../world/clock.ts';
import { startDatabase } from '../world/database.ts';
import { contextOn, type DemoDepartment, startDemoDepartment } from './department.ts';

const log = pino({ level: 'silent' });
let department: DemoDepartment;
beforeAll(async () => {
  department = await startDemoDepartment('2026-03-18T12:00:00+03:00');
}, 180_000);
afterAll(() => department.close());

const deeds = async () => (await department.one<{ n: number }>(sql`select count(*)::int as n from idempotency`)).n;

/** Waits until something is so. */
async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 50));
}

describe('the simulator', () => {
  test('lives by itself, one at a time, and stops promptly', async () => {
    let served = 0;
    const counting = () => {
      served += 1;
      return department.makeContext();
    };
    const first = startSimulator(department.makeContext, { speed: 1000, log });
    await until(async () => (await deeds()) > 5);
    const second = startSimulator(counting, { speed: 1000, log });
    await until(async () => served > 0);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(served).toBe(1);
    // what is being done is done; nothing else is begun, however long the next thing would have waited
    await Promise.all([first.stop(), second.stop()]);
    const stopped = await deeds();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await deeds()).toBe(stopped);
  });

  test('at speed 0 nothing happens', async () => {
    const before = await deeds();
    await startSimulator(department.makeContext, { speed: 0, log }).stop();
    expect(await deeds()).toBe(before);
  });

  test('a failure is logged, not thrown', async () => {
    const warned: string[] = [];
    const listening = pino({ level: 'warn' }, { write: (line: string) => void warned.push(line) });
    const simulator = startSimulator(
      () => {
        throw new Error('no database today');
      },
      { speed: 1, log: listening },
    );
    await until(async () => warned.length > 0);
    expect(warned[0]).toContain('no database today');
    await simulator.stop();
  });

  test('a department that is no demo is left alone', async () => {
    const own = await startDatabase();
    const context = await contextOn(own.database, new MoveableClock('2026-03-18T12:00:00+03:00'));
    const simulator = startSimulator(context, { speed: 1000, log });
    await new Promise((resolve) => setTimeout(resolve, 300));
    await simulator.stop();
    expect(await own.database.owner.query(sql`select count(*)::int as n from ledger`)).toEqual([{ n: 0 }]);
    await own.close();
  });
});
