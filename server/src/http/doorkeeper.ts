import type { IncomingMessage } from 'node:http';
import { currentHolders } from '../access/credential.ts';
import { guestViewer, type Viewer } from '../access/viewer.ts';
import { accessOf, makeContext, onQuestions, type Surroundings } from '../app-context.ts';
import type { Context } from '../context.ts';
import { type Caller, type Greeting, localeOf, toldAuthorization } from '../live/scope.ts';
import { addressOf } from './address.ts';
import { viewerOf } from './authenticate.ts';

/** Who is let in, by HTTP and by WebSocket alike, and who still is. */
export interface Doorkeeper {
  /** the address a request came from */
  addressOf(request: IncomingMessage): string | null;
  /** Who sends a request; refuses who may not ask anything. */
  viewerOf(request: IncomingMessage): Promise<Viewer>;
  /** The context a request of theirs is answered in. */
  contextOf(request: IncomingMessage): Promise<Context>;
  /** The context something live is executed in. */
  liveContext(caller: Caller, free: boolean): Context;
  admit(greeting: Greeting): Promise<Caller>;
  recheck(callers: readonly Caller[]): Promise<(Caller | null)[]>;
}

/** Everything about credentials is looked up in the database each time: what is taken back is gone at once, on every server. */
export function createDoorkeeper(around: Surroundings, trustProxy: number): Doorkeeper {
  const { database, clock } = around;
  const authenticator = { db: database.app, clock, demo: () => around.settings().demo };
  const from = (request: IncomingMessage): string | null => addressOf(request, trustProxy);
  const recognise = (request: IncomingMessage): Promise<Viewer> =>
    viewerOf({ headers: request.headers, from: from(request) }, authenticator);
  return {
    addressOf: from,
    viewerOf: recognise,
    contextOf: async (request) => makeContext(around, await recognise(request)),
    liveContext: (caller, free) => {
      const ctx = makeContext(around, caller.viewer, caller.access);
      return free ? onQuestions(ctx) : ctx;
    },
    admit: async (greeting) => {
      const token = toldAuthorization(greeting)?.replace(/^bearer\b */i, '');
      const told = token === undefined ? {} : { authorization: `Bearer ${token}` };
      const viewer = await viewerOf({ headers: greeting.headers, from: greeting.from, ...told }, authenticator);
      return { viewer, access: accessOf(viewer), locale: localeOf(greeting) };
    },
    recheck: async (callers) => {
      const ids = callers.map(({ viewer }) => viewer.credentialId).filter((id) => id !== null);
      const holders = ids.length > 0 ? await currentHolders(database.app, [...new Set(ids)], clock.now()) : new Map();
      return callers.map((caller) => stillIn(caller, holders, authenticator.demo()));
    },
  };
}

/** The same caller when nothing about them has changed; a new one with the rights they have now; null: they are not let in any more. */
function stillIn(caller: Caller, holders: ReadonlyMap<string, Viewer>, demo: boolean): Caller | null {
  const { viewer } = caller;
  const found =
    viewer.credentialId === null ? (demo ? guestViewer(viewer.from) : undefined) : holders.get(viewer.credentialId);
  if (!found) return null;
  const now = { ...found, from: viewer.from };
  const same = (Object.keys(now) as (keyof Viewer)[]).every((key) => now[key] === viewer[key]);
  return same ? caller : { ...caller, viewer: now, access: accessOf(now) };
}
