import { once } from 'node:events';
import WebSocket from 'ws';
import type { Target } from './attack-harness.ts';

/** What a client says first. */
export const greeting = (token: string) => ({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });

/** An upgraded line on which frames are written by hand. */
export async function upgraded(target: Target) {
  const socket = await target.line();
  socket.write(
    'GET /graphql HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n',
  );
  await once(socket, 'data');
  socket.resume();
  return socket;
}

/** A frame masked with zeros; `first` is its first byte. */
export function frame(first: number, text: string | Buffer = ''): Buffer {
  const payload = Buffer.from(text);
  const head =
    payload.length < 126 ? [first, 0x80 | payload.length] : [first, 0xfe, payload.length >> 8, payload.length & 255];
  return Buffer.concat([Buffer.from([...head, 0, 0, 0, 0]), payload]);
}

/** One that has greeted, too. */
export async function greeted(target: Target) {
  const socket = await upgraded(target);
  socket.write(frame(0x81, JSON.stringify(greeting(target.tokens.analyst))));
  await once(socket, 'data');
  return socket;
}

/** What walls ask. */
export const board = 'subscription { kpis(period: { named: THIS_MONTH }) { revision } }';
/** So many of something, at once. */
export const many = <Item>(times: number, item: (i: number) => Item): Item[] =>
  Array.from({ length: times }, (_, i) => item(i));

/** A socket with anything about it; the status when it is not opened. */
export function open(url: string, protocol: string | string[], options: WebSocket.ClientOptions = {}): Promise<number> {
  return new Promise((resolve) => {
    const ws = new WebSocket(url, protocol, options);
    ws.on('open', () => resolve(101)).on('error', () => resolve(0));
    ws.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
  });
}
