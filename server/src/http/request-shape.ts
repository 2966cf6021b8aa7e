import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import { OddRequest } from './request-failure.ts';
import type { RequestLimits } from './request-limits.ts';

/** Names under which people put a credential into an address: there it would be kept by histories, proxies and logs. */
const secretInUrl = /[?&](access_?token|token|authorization|auth|bearer|api_?key|secret|password)=/i;

/** What is wrong with a request's outside; null: nothing. */
export function misshapen(
  { url = '', rawHeaders }: IncomingMessage,
  { urlLength, headers }: RequestLimits,
): OddRequest | null {
  if (url.length > urlLength) return new OddRequest(414, 'url', `at most ${urlLength} characters`);
  if (rawHeaders.length / 2 > headers) return new OddRequest(431, 'headers', `at most ${headers}`);
  if (!secretInUrl.test(url)) return null;
  return new OddRequest(400, 'url', 'no credential: send it as the header Authorization: Bearer …');
}

/** Refuses a request by its outside. */
export function refuseMisshapen(limits: RequestLimits): RequestHandler {
  return (request, _response, next) => next(misshapen(request, limits) ?? undefined);
}
