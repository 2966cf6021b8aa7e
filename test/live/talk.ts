import { once } from 'node:events';
import WebSocket from 'ws';

export interface Said {
  id?: string;
  type: string;
  payload?: unknown;
}

/** A client that speaks the protocol by hand, right or wrong. Everything waits for what comes, nothing sleeps. */
export class Talk {
  readonly heard: Said[] = [];
  readonly ws: WebSocket;
  readonly #closed: Promise<{ code: number; reason: string }>;
  #read = 0;
  #arrived = Promise.withResolvers<void>();

  private constructor(ws: WebSocket) {
    this.ws = ws;
    ws.on('error', () => undefined);
    ws.on('message', (data) => {
      this.heard.push(JSON.parse(data.toString()) as Said);
      this.#announce();
    });
    this.#closed = new Promise((resolve) =>
      ws.on('close', (code, reason) => {
        resolve({ code, reason: reason.toString() });
        this.#announce();
      }),
    );
  }

  static async open(
    url: string,
    {
      greet = true,
      protocol = 'graphql-transport-ws',
      origin,
      headers,
    }: {
      greet?: boolean;
      protocol?: string | string[];
      origin?: string;
      headers?: Record<string, string>;
    } = {},
  ): Promise<Talk> {
    const talk = new Talk(new WebSocket(url, protocol, { origin, headers }));
    await once(talk.ws, 'open');
    if (greet) {
      talk.say({ type: 'connection_init' });
      await talk.next((said) => said.type === 'connection_ack');
    }
    return talk;
  }

  say(message: object | string): void {
    this.ws.send(typeof message === 'string' ? message : JSON.stringify(message));
  }

  asks(id: string, query: string, variables?: object): void {
    this.say({ id, type: 'subscribe', payload: { query, variables } });
  }

  /** The next message that fits; those before it are passed over. */
  async next(fits: (said: Said) => boolean = () => true, withinMs = 5_000): Promise<Said> {
    const late = AbortSignal.timeout(withinMs);
    for (;;) {
      while (this.#read < this.heard.length) {
        const said = this.heard[(this.#read += 1) - 1] as Said;
        if (fits(said)) return said;
      }
      if (this.ws.readyState === WebSocket.CLOSED) throw new Error('the socket is closed');
      const overdue = Promise.withResolvers<void>();
      late.addEventListener('abort', () =>
        overdue.reject(new Error(`nothing fitting; heard ${JSON.stringify(this.heard).slice(0, 600)}`)),
      );
      await Promise.race([this.#arrived.promise, overdue.promise]);
    }
  }

  /** How the server closed the socket. */
  closed(): Promise<{ code: number; reason: string }> {
    return this.#closed;
  }

  /** Stops reading: the server's messages pile up in the pipe. */
  stopsReading(): void {
    this.ws.pause();
  }

  readsOn(): void {
    this.ws.resume();
  }

  hangUp(): void {
    this.ws.terminate();
  }

  #announce(): void {
    this.#arrived.resolve();
    this.#arrived = Promise.withResolvers();
  }
}
