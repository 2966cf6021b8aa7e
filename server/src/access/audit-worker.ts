import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Pool } from '../database/database.ts';
import { chainAudit, chainHead } from './audit-chain.ts';

export interface ChainerOptions {
  owner: Pool;
  log: Logger;
  /** milliseconds between the end of one look and the next */
  interval?: number;
}

export interface Chainer {
  /** Resolves when the look under way, if any, has ended: the pool may then be closed. */
  stop(): Promise<void>;
}

const longestWait = 30_000;

/** Keeps the audit log chained: looks, waits, looks again. A failure is told once and waited out. */
export function startChainer(options: ChainerOptions): Chainer {
  const stopping = new AbortController();
  const running = chainUntil(stopping.signal, options);
  return {
    stop: () => {
      stopping.abort();
      return running;
    },
  };
}

async function chainUntil(signal: AbortSignal, { owner, log, interval = 1000 }: ChainerOptions): Promise<void> {
  let failures = 0;
  // the log is usually sent elsewhere: there it proves that the chain was not begun anew
  let told = false;
  while (!signal.aborted) {
    try {
      await chainAudit(owner);
      if (!told) log.info(await chainHead(owner), 'the audit log is chained up to here');
      told = true;
      if (failures > 0) log.info({ failures }, 'the audit log is chained again');
      failures = 0;
    } catch (error) {
      failures += 1;
      if (failures === 1) log.warn({ err: error }, 'the audit log cannot be chained; trying again');
    }
    const wait = failures > 0 ? Math.min(interval * 2 ** failures, longestWait) : interval;
    await sleep(wait, undefined, { signal }).catch(() => undefined);
  }
}
