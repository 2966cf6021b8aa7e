import type { Logger } from 'pino';
import type { Queryable } from '../database/database.ts';
import { raw } from '../lib/sql.ts';
import { positionNow, readBehind } from './ledger-page.ts';
import type { Position } from './snapshot.ts';
import { type TailEntry, tailColumns } from './tail-entry.ts';

export interface TailOptions {
  /** a connection of its own: the wall must not wait behind requests for one of the pool's */
  db: Queryable;
  log: Logger;
  onEntries: (entries: readonly TailEntry[]) => void;
  /** the first read after a start or an outage has succeeded: what was answered before may lack entries */
  onCaughtUp: () => void;
  /** milliseconds between reads when nothing happens */
  interval?: number;
  /** rows a read may bring at most; a longer tail is read in several */
  batch?: number;
}

const longestWait = 5_000;

/**
 * Follows the ledger: every entry committed after the start is delivered once, soon, in whatever order transactions commit. One statement
 * at a time; it never ends by itself, however long the database is away.
 */
export class TailReader {
  readonly #options: TailOptions;
  readonly #interval: number;
  #position: Position | null = null;
  #poked = false;
  #wake: (() => void) | null = null;
  #failures = 0;
  #stopped = false;
  #running: Promise<void> | null = null;
  #readAt = performance.now();

  constructor(options: TailOptions) {
    this.#options = options;
    this.#interval = options.interval ?? 100;
  }

  start(): void {
    this.#running ??= this.#run();
  }

  /** Reads at once instead of at the next tick: somebody here has committed. Pokes during a read lead to one more. */
  poke(): void {
    this.#poked = true;
    this.#wake?.();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#wake?.();
    await this.#running;
  }

  /** Whether what has been delivered is as good as current. */
  get healthy(): boolean {
    return this.#position !== null && this.#failures === 0 && this.lag < this.#interval / 100 + 1;
  }

  /** Seconds since the last read that succeeded began: how old news can be. */
  get lag(): number {
    return (performance.now() - this.#readAt) / 1000;
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      const more = await this.#readSafely();
      if (more) await new Promise(setImmediate);
      else await this.#pause();
    }
  }

  /** Reads once; tells whether more is waiting. */
  async #readSafely(): Promise<boolean> {
    const begun = performance.now();
    this.#poked = false;
    try {
      const more = await this.#read();
      this.#readAt = begun;
      return more;
    } catch (error) {
      this.#failures += 1;
      const details = { err: error, failures: this.#failures };
      if (this.#failures === 1) this.#options.log.warn(details, 'the tail of the ledger cannot be read; trying again');
      else this.#options.log.debug(details, 'the tail of the ledger still cannot be read');
      return false;
    }
  }

  async #read(): Promise<boolean> {
    const { db, batch = 2_000, onEntries, onCaughtUp } = this.#options;
    const recovered = this.#failures > 0 || this.#position === null;
    const read = { name: 'tail', columns: tailColumns, where: raw('true'), limit: batch };
    const page = this.#position ? await readBehind<TailEntry>(db, this.#position, read) : null;
    this.#position = page ? page.next : await positionNow(db);
    if (recovered && this.#failures > 0) this.#options.log.info('the tail of the ledger is read again');
    this.#failures = 0;
    this.#deliver(() => page && page.rows.length > 0 && onEntries(page.rows));
    if (recovered) this.#deliver(onCaughtUp);
    return page?.more ?? false;
  }

  /** A listener that fails must neither stop the tail nor make it deliver twice. */
  #deliver(tell: () => unknown): void {
    try {
      tell();
    } catch (error) {
      this.#options.log.error({ err: error }, 'a listener of the tail failed');
    }
  }

  #pause(): Promise<void> {
    const wait = this.#failures > 0 ? Math.min(this.#interval * 2 ** this.#failures, longestWait) : this.#interval;
    if (this.#stopped || (this.#poked && this.#failures === 0)) return Promise.resolve();
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#wake = null;
        resolve();
      };
      const timer = setTimeout(done, wait);
      this.#wake = done;
    });
  }
}
