import { once } from 'node:events';
import WebSocket from 'ws';

/** An answer, and which of the screens it came to. */
export type Hear = (message: Buffer, screen: number) => void;

/** Screens on the wall: a socket each, all subscribed to one question. Only what the bench needs of the protocol. */
export class Screens {
  readonly #host: string;
  readonly #token: string;
  readonly #query: string;
  readonly #variables: object;
  readonly #sockets: WebSocket[] = [];
  /** called for every answer of every screen, the first ones included */
  hear: Hear = () => undefined;

  constructor({ host, token }: { host: string; token: string }, query: string, variables: object) {
    this.#host = host;
    this.#token = token;
    this.#query = query;
    this.#variables = variables;
  }

  get count(): number {
    return this.#sockets.length;
  }

  /** Brings the number of screens to this; the new ones have had their first answer. */
  async become(count: number): Promise<void> {
    for (const ws of this.#sockets.splice(count)) ws.terminate();
    while (this.#sockets.length < count) {
      const some = Math.min(50, count - this.#sockets.length);
      this.#sockets.push(
        ...(await Promise.all(Array.from({ length: some }, (_, i) => this.#open(this.#sockets.length + i)))),
      );
    }
  }

  close(): Promise<void> {
    return this.become(0);
  }

  async #open(screen: number): Promise<WebSocket> {
    const ws = new WebSocket(`ws://${this.#host}/graphql`, 'graphql-transport-ws', { perMessageDeflate: false });
    await once(ws, 'open');
    const payload = { authorization: `Bearer ${this.#token}` };
    ws.send(JSON.stringify({ type: 'connection_init', payload }));
    await once(ws, 'message');
    const question = { query: this.#query, variables: this.#variables };
    ws.send(JSON.stringify({ id: '1', type: 'subscribe', payload: question }));
    const [first] = (await once(ws, 'message')) as [Buffer];
    if (!first.includes('"next"')) throw new Error(`a screen was answered ${first}`);
    this.hear(first, screen);
    ws.on('message', (message: Buffer) => this.hear(message, screen));
    return ws;
  }
}
