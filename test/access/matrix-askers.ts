import { once } from 'node:events';
import WebSocket from 'ws';
import type { AnsweredError, Data } from '../world/graphql-client.ts';

/** An answer as it came, errors beside data. */
export interface Answered {
  data: Data | null;
  errors: AnsweredError[];
}

/** A way to ask, the same for HTTP and WebSocket. */
export interface Asker {
  ask(query: string, variables?: Data): Promise<Answered>;
  close(): void;
}

export type Transport = 'http' | 'websocket';
export const transports: readonly Transport[] = ['http', 'websocket'];

/** Asks over HTTP; without a token as nobody. */
export function httpAsker(url: string, token: string | null): Asker {
  const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) };
  return {
    ask: async (query, variables = {}) => {
      const body = JSON.stringify({ query, variables });
      const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body });
      const { data = null, errors = [] } = (await response.json()) as Partial<Answered>;
      return { data, errors };
    },
    close: () => undefined,
  };
}

interface Said {
  id?: string;
  type: string;
  payload?: unknown;
}

/** A socket may say so many things at once; another one is opened for the rest. */
const sayings = 150;

/** Asks over WebSocket: queries, mutations, and of subscriptions the first answer. */
export function socketAsker(url: string, token: string | null): Asker {
  let socket: Promise<WebSocket> | null = null;
  const open: WebSocket[] = [];
  const waiting = new Map<string, PromiseWithResolvers<Answered>>();
  let said = 0;
  const take = (ws: WebSocket, { id = '', type, payload }: Said): void => {
    if (type === 'error') waiting.get(id)?.resolve({ data: null, errors: payload as AnsweredError[] });
    if (type === 'next') {
      const { data = null, errors = [] } = payload as Partial<Answered>;
      waiting.get(id)?.resolve({ data, errors });
      ws.send(JSON.stringify({ id, type: 'complete' }));
    }
  };
  const greet = async (): Promise<WebSocket> => {
    const ws = new WebSocket(`${url.replace(/^http/, 'ws')}/graphql`, 'graphql-transport-ws');
    open.push(ws);
    await once(ws, 'open');
    ws.on('close', (code, reason) => {
      for (const { reject } of waiting.values()) reject(new Error(`closed with ${code} ${reason}`));
    });
    const greeted = once(ws, 'message');
    ws.send(JSON.stringify({ type: 'connection_init', payload: token ? { authorization: `Bearer ${token}` } : {} }));
    await Promise.race([greeted, once(ws, 'close').then(([code]) => Promise.reject(new Error(`closed with ${code}`)))]);
    ws.on('message', (data) => take(ws, JSON.parse(data.toString()) as Said));
    return ws;
  };
  return {
    ask: async (query, variables = {}) => {
      if (said % sayings === 0) socket = greet();
      const id = String((said += 2));
      const ws = await (socket as Promise<WebSocket>);
      const answer = Promise.withResolvers<Answered>();
      waiting.set(id, answer);
      ws.send(JSON.stringify({ id, type: 'subscribe', payload: { query, variables } }));
      return answer.promise.finally(() => waiting.delete(id));
    },
    close: () => {
      for (const ws of open) ws.terminate();
    },
  };
}

export function askerOf(transport: Transport, url: string, token: string | null): Asker {
  return transport === 'http' ? httpAsker(url, token) : socketAsker(url, token);
}

/** Codes of what was refused. */
export function codesOf({ errors }: Answered): string[] {
  return errors.map(({ extensions }) => String(extensions?.code ?? 'NONE'));
}

/** Does all of it, so many at a time. */
export async function atOnce<Item>(width: number, items: readonly Item[], work: (item: Item) => Promise<void>) {
  const left = [...items];
  const worker = async (): Promise<void> => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: width }, worker));
}
