import type { IncomingMessage } from 'node:http';

/**
 * The address a request came from. What a client writes into X-Forwarded-For is its own invention: only the entries that our own proxies
 * have appended are believed, so many from the right.
 */
export function addressOf({ headers, socket }: IncomingMessage, proxies: number): string | null {
  const told = [headers['x-forwarded-for']].flat().join(',');
  const chain = told.split(',').map((part) => part.trim());
  const address = proxies > 0 ? (chain.at(-proxies) ?? '') : '';
  return (/^[\da-fA-F.:]{2,45}$/.test(address) ? address : socket.remoteAddress)?.replace(/^::ffff:/, '') ?? null;
}
