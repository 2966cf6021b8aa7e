import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';

/** Somebody who has more to say once the socket has taken what it was given. */
export interface Waiter {
  resume(): void;
}

/** The beginning of the `next` messages of one subscription; payload and closing brace follow. */
export class MessageHead {
  readonly #text: Buffer;
  #frame: Buffer;
  #more = 0;

  constructor(id: string) {
    this.#text = Buffer.from(`{"id":${JSON.stringify(id)},"type":"next","payload":`);
    this.#frame = framed(this.#text, 0);
  }

  /** The beginning of a frame in which so many bytes follow. Answers of one question are often equally long: the last one is kept. */
  before(more: number): Buffer {
    if (more !== this.#more) {
      this.#frame = framed(this.#text, more);
      this.#more = more;
    }
    return this.#frame;
  }
}

/** The way out of one socket: ordinary messages, shared bytes, and the news that it has drained. */
export class Outlet {
  readonly #ws: WebSocket;
  readonly #socket: Duplex;
  readonly #unsentBytes: number;
  readonly #waiters = new Set<Waiter>();
  /** called when a full pipe has been emptied */
  onDrained: () => void = () => undefined;

  constructor(ws: WebSocket, socket: Duplex, unsentBytes: number) {
    this.#ws = ws;
    this.#socket = socket;
    this.#unsentBytes = unsentBytes;
  }

  get open(): boolean {
    return this.#ws.readyState === this.#ws.OPEN;
  }

  /** Whether the system has taken all that was written: a socket whose client does not read stops taking. */
  get drained(): boolean {
    return this.#socket.writableLength === 0;
  }

  /** Whether more is unsent than anybody who reads leaves unsent. */
  get overfull(): boolean {
    return this.#socket.writableLength > this.#unsentBytes;
  }

  /** Sends an ordinary message. One who keeps asking and never reads is cut off: answers may not pile up here. */
  say(message: object): void {
    if (!this.open) return;
    if (this.overfull) this.#ws.terminate();
    else this.#ws.send(JSON.stringify(message));
  }

  /**
   * Sends a message whose second part is shared by many. The frame is written here, past `ws`, so that the shared bytes are never copied or
   * encoded again; `ws` itself writes whole frames at once (compression is off), so the two cannot get in between each other.
   */
  share(head: MessageHead, tail: Buffer): void {
    const socket = this.#socket;
    socket.cork();
    socket.write(head.before(tail.length));
    socket.write(tail);
    socket.uncork();
  }

  /** Calls `resume` once, when the socket has drained. */
  wait(waiter: Waiter): void {
    const first = this.#waiters.size === 0;
    this.#waiters.add(waiter);
    // the callback of an empty write comes after all that was written before
    if (first) this.#socket.write('', this.#flushed);
  }

  forget(waiter: Waiter): void {
    this.#waiters.delete(waiter);
  }

  readonly #flushed = (): void => {
    if (this.open) this.onDrained();
    else this.#waiters.clear();
    for (const waiter of [...this.#waiters]) {
      if (!this.drained) break;
      if (this.#waiters.delete(waiter)) waiter.resume();
    }
    if (this.#waiters.size > 0) this.#socket.write('', this.#flushed);
  };
}

/** An unmasked text frame (RFC 6455 §5.2) around `head` and so many bytes more: everything but those bytes. */
export function framed(head: Buffer, more: number): Buffer {
  const length = head.length + more;
  const extended = length > 65_535 ? 8 : length > 125 ? 2 : 0;
  const frame = Buffer.allocUnsafe(2 + extended + head.length);
  frame[0] = 0x81;
  frame[1] = extended === 8 ? 127 : extended === 2 ? 126 : length;
  if (extended === 2) frame.writeUInt16BE(length, 2);
  if (extended === 8) frame.writeBigUInt64BE(BigInt(length), 2);
  head.copy(frame, 2 + extended);
  return frame;
}
