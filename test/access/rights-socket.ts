import { once } from 'node:events';
import WebSocket from 'ws';
import type { Data } from '../world/graphql-client.ts';

interface Said {
  id?: string;
  type: string;
  payload?: unknown;
}

/** What one operation has said so far. */
export interface Heard<Answer> {
  answers: Answer[];
  /** the codes it failed with */
  failed: { code: string; cursor?: string }[] | null;
  complete: boolean;
}

/** A socket with several operations on it, of which a test can tell what each has said, and how the socket was closed. */
export class RightsSocket {
  readonly #ws: WebSocket;
  readonly #operations = new Map<string, Heard<unknown>>();
  closed: number | null = null;

  private constructor(ws: WebSocket) {
    this.#ws = ws;
    ws.on('close', (code) => (this.closed = code));
    ws.on('error', () => undefined);
    ws.on('message', (data) => this.#take(JSON.parse(data.toString()) as Said));
  }

  static async open(url: string, token: string): Promise<RightsSocket> {
    const ws = new WebSocket(`${url.replace(/^http/, 'ws')}/graphql`, 'graphql-transport-ws');
    await once(ws, 'open');
    const greeted = once(ws, 'message');
    ws.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }));
    await greeted;
    return new RightsSocket(ws);
  }

  asks<Answer>(query: string, variables: Data = {}): Heard<Answer> {
    const id = String(this.#operations.size + 1);
    const heard: Heard<Answer> = { answers: [], failed: null, complete: false };
    this.#operations.set(id, heard as Heard<unknown>);
    this.#ws.send(JSON.stringify({ id, type: 'subscribe', payload: { query, variables } }));
    return heard;
  }

  hangUp(): void {
    this.#ws.terminate();
  }

  #take({ id = '', type, payload }: Said): void {
    const heard = this.#operations.get(id);
    if (!heard) return;
    if (type === 'next') heard.answers.push((payload as { data: unknown }).data);
    if (type === 'complete') heard.complete = true;
    if (type === 'error')
      heard.failed = (payload as { extensions: { code: string; cursor?: string } }[]).map(
        ({ extensions }) => extensions,
      );
  }
}
