import { findHolder, noteUse } from '../access/credential.ts';
import { guestViewer, type Viewer } from '../access/viewer.ts';
import type { Queryable } from '../database/database.ts';
import type { Clock } from '../lib/clock.ts';
import { Refusal } from '../lib/refusal.ts';

export const sessionCookie = 'voronka_session';
export const screenCookie = 'voronka_screen';

/** What a request brings that may say who asks. */
export interface Presented {
  headers: Readonly<Record<string, string | string[] | undefined>>;
  /** the address it came from */
  from: string | null;
  /** what a WebSocket said in connection_init instead of a header: `Bearer …` */
  authorization?: string;
}

export interface Authenticator {
  db: Queryable;
  clock: Clock;
  demo: () => boolean;
}

/** The secret a request presents: a token in a header before a cookie; a person's session before a screen's. */
export function presentedSecret({
  headers,
  authorization,
}: Presented): { secret: string; by: 'header' | 'cookie' } | null {
  const given = authorization ?? headers.authorization;
  if (given !== undefined) return { secret: /^Bearer +(\S+)$/i.exec(String(given))?.[1] ?? '', by: 'header' };
  for (const name of [sessionCookie, screenCookie]) {
    const secret = cookieOf(headers.cookie, name);
    if (secret) return { secret, by: 'cookie' };
  }
  return null;
}

/** One cookie of a Cookie header. */
export function cookieOf(header: string | string[] | undefined, name: string): string | undefined {
  const pair = [header]
    .flat()
    .join(';')
    .split(';')
    .find((part) => part.trimStart().startsWith(`${name}=`));
  return pair?.slice(pair.indexOf('=') + 1).trim();
}

/**
 * Who asks. Refuses a token that holds no more. A cookie that holds no more is nobody: a page may be read and signed in from. In the demo
 * nobody is its guest; elsewhere nobody may ask anything.
 */
export async function viewerOf(presented: Presented, { db, clock, demo }: Authenticator): Promise<Viewer> {
  const now = clock.now();
  const given = presentedSecret(presented);
  const holder = given && (await findHolder(db, given.secret, now, presented.from));
  if (holder) {
    await noteUse(db, holder, now);
    return holder.viewer;
  }
  if (demo() && given?.by !== 'header') return guestViewer(presented.from);
  throw unauthenticated(given !== null);
}

/** The refusal of who has no credential, or none that holds. */
export function unauthenticated(presented: boolean): Refusal {
  const message = presented
    ? 'The credential does not hold: it is unknown, revoked or expired'
    : 'Sign in, or bring a token';
  return new Refusal('UNAUTHENTICATED', message);
}
