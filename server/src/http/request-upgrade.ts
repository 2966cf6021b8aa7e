import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { refuse } from '../live/ws-server.ts';
import type { RequestLimits } from './request-limits.ts';
import { misshapen } from './request-shape.ts';

const statuses: Record<number, string> = {
  400: '400 Bad Request',
  414: '414 URI Too Long',
  431: '431 Request Header Fields Too Large',
};

type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** For the HTTP server's `upgrade` event: one address takes WebSockets, under the same outer rules as every request. */
export function upgrades(take: Upgrade, limits: RequestLimits): Upgrade {
  return (request, socket, head) => {
    // nobody else listens yet, and an error nobody listens to would end the process
    socket.on('error', () => socket.destroy());
    const found = misshapen(request, limits);
    if (found) return refuse(socket, statuses[found.status] ?? '400 Bad Request');
    if (/^\/graphql(\?|$)/.test(request.url ?? '')) return take(request, socket, head);
    refuse(socket, '404 Not Found');
  };
}
