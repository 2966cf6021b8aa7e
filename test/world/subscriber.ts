import { type Client, createClient } from 'graphql-ws';
import WebSocket from 'ws';
import type { Data } from './graphql-client.ts';

/** A subscription of a test: what came and was not yet asked for waits. */
export interface Subscriber<Answer> {
  /** The next answer that fits; those before it are passed over. Fails after `withinMs` (5,000 unless told) or when the stream ends. */
  next(fits?: (answer: Answer) => boolean, withinMs?: number): Promise<Answer>;
  /** Fails when an answer comes within this time. */
  nothing(duringMs: number): Promise<void>;
  /** everything that ever came */
  readonly seen: readonly Answer[];
  close(): Promise<void>;
}

/** Subscribes over the protocol graphql-transport-ws, on a socket of its own. */
export function subscribeOverWebSocket<Answer>(
  url: string,
  query: string,
  variables: Data = {},
  token?: string,
): Subscriber<Answer> {
  const sockets: WebSocket[] = [];
  class KeptSocket extends WebSocket {
    constructor(address: string, protocols: string[]) {
      super(address, protocols, { handshakeTimeout: 5_000 });
      sockets.push(this);
    }
  }
  const connectionParams = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const client = createClient({
    url,
    connectionParams,
    webSocketImpl: KeptSocket,
    retryAttempts: 0,
    lazyCloseTimeout: 0,
  });
  return new Inbox<Answer>(client, sockets, query, variables);
}

class Inbox<Answer> implements Subscriber<Answer> {
  readonly seen: Answer[] = [];
  #read = 0;
  #end: Error | undefined;
  #closing = false;
  #arrived = Promise.withResolvers<void>();
  readonly #client: Client;
  readonly #sockets: readonly WebSocket[];
  readonly #unsubscribe: () => void;

  constructor(client: Client, sockets: readonly WebSocket[], query: string, variables: Data) {
    this.#client = client;
    this.#sockets = sockets;
    this.#unsubscribe = client.subscribe<Answer>(
      { query, variables },
      {
        next: ({ data, errors }) => {
          if (errors?.length)
            return this.#ended(new Error(`the subscription answered with errors: ${JSON.stringify(errors)}`));
          this.seen.push(data as Answer);
          this.#announce();
        },
        error: (cause) => this.#ended(new Error(`the subscription failed: ${describe(cause)}`, { cause })),
        complete: () => this.#ended(new Error('the subscription has ended')),
      },
    );
  }

  async next(fits: (answer: Answer) => boolean = () => true, withinMs = 5_000): Promise<Answer> {
    const deadline = AbortSignal.timeout(withinMs);
    for (;;) {
      while (this.#read < this.seen.length) {
        const answer = this.seen[this.#read] as Answer;
        this.#read += 1;
        if (fits(answer)) return answer;
      }
      if (this.#end) throw this.#end;
      if (!(await arrives(this.#arrived.promise, deadline))) throw new Error(this.#overdue(withinMs));
    }
  }

  async nothing(duringMs: number): Promise<void> {
    const before = this.seen.length;
    await arrives(this.#arrived.promise, AbortSignal.timeout(duringMs));
    if (this.seen.length > before) throw new Error(`expected nothing, got ${JSON.stringify(this.seen.at(-1))}`);
    if (this.#end) throw this.#end;
  }

  async close(): Promise<void> {
    this.#closing = true;
    this.#unsubscribe();
    // A server that does not answer the close must not keep the test.
    const terminate = () => {
      for (const socket of this.#sockets) socket.terminate();
    };
    const late = setTimeout(terminate, 1_000);
    if (this.#sockets.some(({ readyState }) => readyState === WebSocket.OPEN)) await this.#client.dispose();
    else terminate();
    clearTimeout(late);
  }

  #overdue(withinMs: number): string {
    const last =
      this.seen.length > 0
        ? `the last of ${this.seen.length}: ${JSON.stringify(this.seen.at(-1)).slice(0, 500)}`
        : 'none came at all';
    return `no fitting answer within ${withinMs} ms; ${last}`;
  }

  #ended(error: Error): void {
    if (!this.#closing) this.#end ??= error;
    this.#announce();
  }

  #announce(): void {
    this.#arrived.resolve();
    this.#arrived = Promise.withResolvers();
  }
}

/** Whether it comes before the deadline. */
function arrives(promise: Promise<void>, deadline: AbortSignal): Promise<boolean> {
  if (deadline.aborted) return Promise.resolve(false);
  return new Promise((resolve) => {
    const late = () => resolve(false);
    deadline.addEventListener('abort', late, { once: true });
    void promise.then(() => {
      deadline.removeEventListener('abort', late);
      resolve(true);
    });
  });
}

function describe(cause: unknown): string {
  if (cause instanceof Error) return cause.message;
  if (typeof cause === 'object' && cause !== null && 'code' in cause && 'reason' in cause)
    return `closed with ${cause.code} ${cause.reason}`;
  return JSON.stringify(cause);
}
