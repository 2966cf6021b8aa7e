import { EventEmitter } from 'node:events';
import type { Duplex } from 'node:stream';
import type { GraphQLFormattedError } from 'graphql';
import { describe, expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import { type EventSource, EventStream } from '../../server/src/live/event-stream.ts';
import { EventSubscriber } from '../../server/src/live/event-subscriber.ts';
import { Outlet } from '../../server/src/live/outlet.ts';
import type { Position } from '../../server/src/live/snapshot.ts';

const nowhere: Position = { snapshot: { xmin: 1n, xmax: 1n, running: [] }, part: null };

/** A ledger of numbered events. */
class Source implements EventSource {
  made = 0;
  #read = 0;

  now = async () => nowhere;
  latest = async () => [];
  page = async (_position: Position, upTo?: unknown) => {
    const from = upTo ? this.made : this.#read;
    this.#read = this.made;
    const messages = Array.from({ length: this.made - from }, (_, i) => ({
      cursor: `c${from + i + 1}`,
      tail: Buffer.from(`${from + i + 1}}`),
    }));
    return { messages, next: nowhere, more: false };
  };
}

/** A socket that takes what it is told to take. */
class Pipe extends EventEmitter {
  readonly written: string[] = [];
  full = false;
  #callbacks: (() => void)[] = [];

  get writableLength(): number {
    return this.full ? 1 : 0;
  }

  write(chunk: Buffer | string, callback?: () => void): void {
    if (chunk.length > 0) this.written.push(chunk.toString('latin1'));
    if (callback) this.#callbacks.push(callback);
  }

  cork(): void {}
  uncork(): void {}

  drain(): void {
    this.full = false;
    for (const callback of this.#callbacks.splice(0)) callback();
  }

  get numbers(): number[] {
    return this.written.filter((text) => /^\d+\}$/.test(text)).map((text) => Number.parseInt(text, 10));
  }
}

async function following(events: number) {
  const source = new Source();
  const stream = new EventStream({
    kinds: [],
    source,
    limits: { streamEvents: events, streamBytes: 1e6 },
    onError: () => undefined,
  });
  const join = async () => {
    const pipe = new Pipe();
    const errors: GraphQLFormattedError[] = [];
    const ws = { readyState: 1, OPEN: 1 } as WebSocket;
    const outlet = new Outlet(ws, pipe as unknown as Duplex, 1e6);
    const format = (error: unknown) => ({ message: String(error), extensions: { code: 'REFUSED' } });
    const subscriber = new EventSubscriber({
      id: '1',
      outlet,
      stream,
      format,
      onSent: () => undefined,
      onError: (list) => errors.push(...list),
    });
    await subscriber.start('now');
    return { pipe, errors, subscriber };
  };
  const happen = async (count: number) => {
    source.made += count;
    await stream.boundary();
  };
  return { join, happen };
}

describe('a subscriber that is slow', () => {
  test('gets what it missed when its socket has drained, in order', async () => {
    const { join, happen } = await following(10);
    const { pipe, errors } = await join();
    await happen(2);
    pipe.full = true;
    await happen(3);
    await happen(4);
    expect(pipe.numbers).toEqual([1, 2]);
    pipe.drain();
    expect(pipe.numbers).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(errors).toEqual([]);
  });

  test('is told to resume after its last event once it is too far behind, and the others go on', async () => {
    const { join, happen } = await following(10);
    const slow = await join();
    const quick = await join();
    await happen(2);
    slow.pipe.full = true;
    await happen(10);
    expect(slow.errors).toEqual([]);
    await happen(1);
    expect(slow.errors).toMatchObject([{ extensions: { code: 'RESUME', cursor: 'c2' } }]);
    slow.pipe.drain();
    expect(slow.pipe.numbers).toEqual([1, 2]);
    expect(quick.pipe.numbers.length).toBe(13);
    expect(quick.errors).toEqual([]);
  });
});
