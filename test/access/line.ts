import { once } from 'node:events';
import WebSocket from 'ws';

/** A socket that has greeted: what a test that is about its end needs. */
export interface Line {
  /** the code it is closed with; fails when it is not within this time */
  closed(withinMs: number): Promise<number>;
  close(): void;
}

/** Opens a socket with headers of one's own, and greets. */
export async function openLine(url: string, headers: Record<string, string>): Promise<Line> {
  const address = new URL('/graphql', url.replace(/^http/, 'ws')).href;
  const socket = new WebSocket(address, 'graphql-transport-ws', { headers });
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init' }));
  await Promise.race([once(socket, 'message'), closed]);
  return {
    closed: (withinMs) =>
      Promise.race([
        closed,
        new Promise<never>((_resolve, reject) =>
          setTimeout(() => reject(new Error(`the socket was not closed within ${withinMs} ms`)), withinMs).unref(),
        ),
      ]),
    close: () => socket.terminate(),
  };
}
