import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import { Refusal } from '../lib/refusal.ts';
import { sameHost } from '../live/ws-server.ts';
import { tokenOf } from './authenticate.ts';

/** Whether a page may act here in its visitor's name. */
export type OwnOrigin = (origin: string, host: string | undefined) => boolean;

/** Pages of this very host, and of the address people reach it by. */
export function ownOrigin(publicUrl: string | null): OwnOrigin {
  const own = publicUrl === null ? null : new URL(publicUrl).origin;
  return (origin, host) => origin === own || sameHost(origin, host);
}

/**
 * Refuses what another site's page makes a browser send. Browsers add cookies by themselves, and the demo needs none: for those only the browser
 * can say whose page it is. A token is never sent by itself: who brings one needs no leave.
 */
export function refuseForeign(isOwn: OwnOrigin): RequestHandler {
  return (request, _response, next) => {
    const brings = tokenOf(request.headers.authorization) !== undefined;
    next(!brings && isForeign(request, isOwn) ? foreign() : undefined);
  };
}

/** The same for what changes something where only cookies count: no token helps there. A link from elsewhere may open a page. */
export function refuseForeignChanges(isOwn: OwnOrigin): RequestHandler {
  return (request, _response, next) => {
    const looks = request.method === 'GET' || request.method === 'HEAD';
    next(!looks && isForeign(request, isOwn) ? foreign() : undefined);
  };
}

function foreign(): Refusal {
  return new Refusal('FORBIDDEN', 'origin: expected a page of this server, or a token', { field: 'origin' });
}

function isForeign({ headers }: IncomingMessage, isOwn: OwnOrigin): boolean {
  const { origin, host } = headers;
  if (origin !== undefined && !isOwn(origin, host)) return true;
  const site = headers['sec-fetch-site'];
  // another port of the same host is "same-site", and another server
  return site !== undefined && site !== 'same-origin' && site !== 'none' && origin === undefined;
}
