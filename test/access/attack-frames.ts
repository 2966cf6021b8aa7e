import { once } from 'node:events';
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
