import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Pool } from '../database/database.ts';
import { roll } from './roll.ts';

export interface RollerOptions {
  owner: Pool;
  log: Logger;
  /** milliseconds between the end of one roll and the next */
  interval?: number;
}

export interface Roller {
  /** Resolves when the roll under way, if any, has ended: the pool may then be closed. */
  stop(): Promise<void>;
}

const longestWait = 10_000;

/** Keeps the rollups up to date: rolls, waits, rolls again; never twice at a time. A failure is told once and waited out. */
export function startRoller(options: RollerOptions): Roller {
  const stopping = new AbortController();
  const running = rollUntil(stopping.signal, options);
  return {
    stop: () => {
      stopping.abort();
      return running;
    },
  };
}

async function rollUntil(signal: AbortSignal, { owner, log, interval = 250 }: RollerOptions): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    try {
      await roll(owner);
      if (failures > 0) log.info({ failures }, 'the ledger is rolled again');
      failures = 0;
    } catch (error) {
      failures += 1;
      if (failures === 1) log.warn({ err: error }, 'the ledger cannot be rolled; trying again');
    }
    const wait = failures > 0 ? Math.min(interval * 2 ** failures, longestWait) : interval;
    await sleep(wait, undefined, { signal }).catch(() => undefined);
  }
}
