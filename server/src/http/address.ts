import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

/**
 * The address a request came from. What a client writes into X-Forwarded-For is its own invention: only the entries that our own proxies
 * have appended are believed, so many from the right.
 */
export function addressOf({ headers, socket }: IncomingMessage, proxies: number): string | null {
  const header = [headers['x-forwarded-for']].flat().join(',');
  const chain = header.split(',').map((part) => part.trim());
  // some proxies write the port as well, which would make another address of every line
  const told =
    proxies > 0 ? (chain.at(-proxies) ?? '').replace(/^\[(.*)\](:\d+)?$/, '$1').replace(/^([\d.]+):\d+$/, '$1') : '';
  return (isIP(told) ? told : socket.remoteAddress)?.replace(/^::ffff:/, '') ?? null;
}
