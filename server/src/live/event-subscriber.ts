import { setTimeout as sleep } from 'node:timers/promises';
import type { GraphQLFormattedError } from 'graphql';
import { type ErrorFormatter, isRefusal } from '../lib/graphql-errors.ts';
import { checkReached } from './event-cursor.ts';
import type { EventMessage } from './event-ring.ts';
import type { Boundary, EventStream, Follower } from './event-stream.ts';
import { MessageHead, type Outlet, type Waiter } from './outlet.ts';
import type { Position } from './snapshot.ts';

/** From where on a subscriber wants events. */
export type Start = { after: Position } | { last: number } | 'now';

export interface EventSubscriberOptions {
  id: string;
  outlet: Outlet;
  stream: EventStream;
  format: ErrorFormatter;
  onSent: (message: EventMessage) => void;
  /** the stream is over for this subscriber */
  onError: (errors: readonly GraphQLFormattedError[]) => void;
}

/**
 * One subscriber of a stream. First it reads by itself what it missed, page by page as its socket takes them, up to a point the stream has
 * reached too; from there on it takes the stream's own events. Both have then seen the same, so every cursor holds for both.
 */
export class EventSubscriber implements Follower, Waiter {
  readonly #options: EventSubscriberOptions;
  readonly #head: MessageHead;
  /** number of the stream's event to take next; null while still reading by itself */
  #number: number | null = null;
  #waiting = false;
  #ended = false;
  #drained: (() => void) | null = null;
  #cursor: string | null = null;

  constructor(options: EventSubscriberOptions) {
    this.#options = options;
    this.#head = new MessageHead(options.id);
  }

  /** Begins; while the database cannot be read it tries again from where it has got to. */
  async start(from: Start): Promise<void> {
    let begun = from;
    const reached = (position: Position): void => void (begun = { after: position });
    for (let failures = 1; !this.#ended; failures += 1) {
      try {
        return await this.#begin(begun, reached);
      } catch (error) {
        const shown = this.#options.format(error);
        if (isRefusal(shown)) return this.#fail(shown);
        await sleep(Math.min(200 * 2 ** failures, 5_000), undefined, { ref: false });
      }
    }
  }

  /** The stream has more, or what it had is about to be forgotten. */
  news(): void {
    if (this.#number === null || this.#ended) return;
    if (this.#number < this.#options.stream.ring.first) this.#overflow();
    else if (!this.#waiting) this.#take();
  }

  resume(): void {
    this.#waiting = false;
    this.#drained?.();
    this.#drained = null;
    if (this.#number !== null && !this.#ended) this.#take();
  }

  end(): void {
    this.#ended = true;
    this.#drained?.();
    this.#options.outlet.forget(this);
    this.#options.stream.leave(this);
  }

  async #begin(from: Start, reached: (position: Position) => void): Promise<void> {
    const { stream } = this.#options;
    if (from !== 'now' && 'after' in from) return this.#readUp(from.after, reached);
    const { messages, boundary } =
      from === 'now' ? { messages: [], boundary: await stream.boundary() } : await stream.latest(from.last);
    for (const message of messages) await this.#send(message);
    if (!this.#joins(boundary)) await this.#readUp({ snapshot: boundary.upTo, part: null }, reached);
  }

  /** Reads what was committed behind a position until the stream can take over. */
  async #readUp(after: Position, reached: (position: Position) => void): Promise<void> {
    const { stream } = this.#options;
    let position = after;
    for (;;) {
      const boundary = await stream.boundary();
      checkReached(position, boundary.upTo);
      for (let more = true; more && !this.#ended; ) {
        const page = await stream.source.page(position, boundary.upTo);
        for (const message of page.messages) await this.#send(message);
        ({ next: position, more } = page);
        reached(position);
      }
      if (this.#ended || this.#joins(boundary)) return;
    }
  }

  /** Takes the stream's events from a point on, if it still has them all. */
  #joins({ number }: Boundary): boolean {
    if (number < this.#options.stream.ring.first) return false;
    this.#follow(number);
    return true;
  }

  #follow(number: number): void {
    if (this.#ended) return;
    this.#number = number;
    this.#options.stream.follow(this);
    this.#take();
  }

  #take() {
    const { outlet, stream } = this.#options;
    while (this.#number !== null && this.#number < stream.ring.next && outlet.open) {
      if (!outlet.drained) return this.#wait();
      const message = stream.ring.at(this.#number);
      if (!message) return this.#overflow();
      this.#number += 1;
      this.#write(message);
    }
  }

  async #send(message: EventMessage): Promise<void> {
    while (!this.#ended && !this.#options.outlet.drained) {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#drained = resolve;
      this.#wait();
      await promise;
    }
    if (!this.#ended && this.#options.outlet.open) this.#write(message);
  }

  #write(message: EventMessage): void {
    this.#cursor = message.cursor;
    this.#options.outlet.share(this.#head, message.tail);
    this.#options.onSent(message);
  }

  #wait(): void {
    this.#waiting = true;
    this.#options.outlet.wait(this);
  }

  #overflow(): void {
    this.#resumeLater('The stream is too far ahead of this subscriber: subscribe again after the cursor');
  }

  /** Ends it for a reason that subscribing again heals. */
  breakOff(): void {
    this.#resumeLater('What this subscriber may see has changed: subscribe again after the cursor');
  }

  #resumeLater(message: string): void {
    this.#fail({ message, extensions: { code: 'RESUME', cursor: this.#cursor } });
  }

  #fail(error: GraphQLFormattedError): void {
    if (this.#ended) return;
    this.end();
    this.#options.onError([error]);
  }
}
