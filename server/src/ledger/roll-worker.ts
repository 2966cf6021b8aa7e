import type { Logger } from 'pino';
import type { Pool } from '../database/database.ts';
import { roll } from './roll.ts';

export interface RollWorkerOptions {
  owner: Pool;
  log: Logger;
  /** milliseconds between the end of one roll and the next */
  interval?: number;
}

const longestWait = 10_000;

/** Keeps the rollups up to date: rolls, waits, rolls again; never twice at a time. A failure is told once and waited out. */
export class RollWorker {
  readonly #options: RollWorkerOptions;
  readonly #stop = new AbortController();
  #running: Promise<void> | null = null;

  constructor(options: RollWorkerOptions) {
    this.#options = options;
  }

  start(): void {
    this.#running ??= this.#run();
  }

  /** Resolves when the roll under way, if any, has ended: the pool may then be closed. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { owner, log, interval = 250 } = this.#options;
    let failures = 0;
    while (!this.#stop.signal.aborted) {
      try {
        const merged = await roll(owner);
        if (failures > 0) log.info({ merged }, 'rolling works again');
        failures = 0;
      } catch (error) {
        failures += 1;
        if (failures === 1) log.warn({ err: error }, 'the ledger cannot be rolled; trying again');
      }
      await this.#pause(failures > 0 ? Math.min(interval * 2 ** failures, longestWait) : interval);
    }
  }

  #pause(milliseconds: number): Promise<void> {
    const { signal } = this.#stop;
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, milliseconds);
      signal.addEventListener('abort', done);
    });
  }
}
