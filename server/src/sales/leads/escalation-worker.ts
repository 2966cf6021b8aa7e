import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Context } from '../../context.ts';
import { escalateOverdue } from './escalate-overdue.ts';

export interface EscalatorOptions {
  /** made anew for every look: settings may have changed */
  makeContext: () => Context;
  log: Logger;
  /** milliseconds between the end of one look and the next */
  interval?: number;
}

export interface Escalator {
  /** Resolves when the look under way, if any, has ended: the pool may then be closed. */
  stop(): Promise<void>;
}

const longestWait = 300_000;

/** Looks for overdue leads, waits, looks again. A failure is told once and waited out. */
export function startEscalator(options: EscalatorOptions): Escalator {
  const stopping = new AbortController();
  const running = escalateUntil(stopping.signal, options);
  return {
    stop: () => {
      stopping.abort();
      return running;
    },
  };
}

async function escalateUntil(
  signal: AbortSignal,
  { makeContext, log, interval = 30_000 }: EscalatorOptions,
): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    try {
      await escalateOverdue(makeContext());
      if (failures > 0) log.info({ failures }, 'overdue leads are escalated again');
      failures = 0;
    } catch (error) {
      failures += 1;
      if (failures === 1) log.warn({ err: error }, 'overdue leads cannot be escalated; trying again');
    }
    const wait = failures > 0 ? Math.min(interval * 2 ** failures, longestWait) : interval;
    await sleep(wait, undefined, { signal }).catch(() => undefined);
  }
}
