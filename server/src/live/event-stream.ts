import { setTimeout as sleep } from 'node:timers/promises';
import type { EntryKind } from '../ledger/entry.ts';
import { type EventMessage, EventRing } from './event-ring.ts';
import type { LiveLimits } from './limits.ts';
import type { Position, Snapshot } from './snapshot.ts';
import type { TailEntry } from './tail-entry.ts';

/** Rendered events of a page of the ledger. */
export interface RenderedPage {
  messages: EventMessage[];
  next: Position;
  more: boolean;
}

/** Where a stream's events come from. */
export interface EventSource {
  now(): Promise<Position>;
  page(position: Position, upTo?: Snapshot): Promise<RenderedPage>;
  latest(count: number, upTo: Snapshot): Promise<EventMessage[]>;
}

/** A point between two events: everything in the snapshot has a lower number, everything else will get a higher one. */
export interface Boundary {
  upTo: Snapshot;
  number: number;
}

/** Who follows a stream. Called when there is something new to take. */
export interface Follower {
  news(): void;
}

export interface StreamOptions {
  kinds: readonly EntryKind[];
  source: EventSource;
  limits: Pick<LiveLimits, 'streamEvents' | 'streamBytes'>;
  onError: (error: unknown) => void;
}

const retry = { first: 200, longest: 5_000 };
/** how long the answer to `last` is shared while no event comes: a thousand walls opening at once ask the same */
const latestKept = 1_000;
/** even when only other events happen it reads on now and then, so that the next one need not be looked for among all of those */
const longestUnread = 60_000;

/**
 * The live end of the events that many follow: each is read from the ledger, rendered and serialised once, in the order of reading. Being
 * woken only says that there is something to read: the position says what, so nothing can be lost or doubled on the way here.
 */
export class EventStream {
  readonly #options: StreamOptions;
  readonly #kinds: ReadonlySet<EntryKind>;
  readonly #followers = new Set<Follower>();
  readonly ring: EventRing;
  #position: Position | null = null;
  #readAt = performance.now();
  #wanted = false;
  #running: Promise<void> | null = null;
  #asking: PromiseWithResolvers<Boundary>[] = [];
  #latest: { count: number; number: number; at: number; found: Promise<EventMessage[]>; boundary: Boundary } | null =
    null;
  readonly #closing = new AbortController();

  constructor(options: StreamOptions) {
    this.#options = options;
    this.#kinds = new Set(options.kinds);
    this.ring = new EventRing(options.limits.streamEvents, options.limits.streamBytes);
  }

  get source(): EventSource {
    return this.#options.source;
  }

  see(entries: readonly TailEntry[]): void {
    const stale = performance.now() - this.#readAt > longestUnread;
    if (stale || entries.some((entry) => entry.event && this.#kinds.has(entry.kind))) this.wake();
  }

  /** There may be new events. */
  wake(): void {
    this.#wanted = true;
    this.#running ??= this.#run();
  }

  /** Reads on, and gives the point at which everything committed before this call has been read. */
  boundary(): Promise<Boundary> {
    const asked = Promise.withResolvers<Boundary>();
    this.#asking.push(asked);
    this.wake();
    return asked.promise;
  }

  /** The latest events, and the point they lead up to. */
  async latest(count: number): Promise<{ messages: EventMessage[]; boundary: Boundary }> {
    const fresh = (): boolean =>
      this.#latest?.count === count &&
      this.#latest.number === this.ring.next &&
      performance.now() - this.#latest.at < latestKept;
    if (!fresh()) {
      const boundary = await this.boundary();
      if (!fresh()) {
        const found = this.source.latest(count, boundary.upTo);
        this.#latest = { count, number: boundary.number, at: performance.now(), found, boundary };
      }
    }
    const { found, boundary } = this.#latest ?? (await this.#nothing());
    return { messages: await found, boundary };
  }

  follow(follower: Follower): void {
    this.#followers.add(follower);
  }

  leave(follower: Follower): void {
    this.#followers.delete(follower);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#running;
  }

  async #nothing(): Promise<{ found: Promise<EventMessage[]>; boundary: Boundary }> {
    return { found: Promise.resolve([]), boundary: await this.boundary() };
  }

  async #run(): Promise<void> {
    let failures = 0;
    while (this.#wanted && !this.#closing.signal.aborted) {
      this.#wanted = false;
      const asking = this.#asking.splice(0);
      try {
        const boundary = await this.#readOn();
        for (const { resolve } of asking) resolve(boundary);
        failures = 0;
      } catch (error) {
        this.#options.onError(error);
        this.#asking.unshift(...asking);
        this.#wanted = true;
        failures += 1;
        const wait = Math.min(retry.first * 2 ** failures, retry.longest);
        await sleep(wait, undefined, { signal: this.#closing.signal }).catch(() => undefined);
      }
    }
    this.#running = null;
  }

  async #readOn(): Promise<Boundary> {
    this.#readAt = performance.now();
    this.#position ??= await this.source.now();
    for (;;) {
      const page = await this.source.page(this.#position);
      this.#position = page.next;
      if (page.messages.length > 0) {
        this.ring.push(page.messages);
        for (const follower of [...this.#followers]) follower.news();
      }
      if (!page.more) return { upTo: this.#position.snapshot, number: this.ring.next };
    }
  }
}
