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

/** The secrets a request presents: a token in a header alone, else the cookies, a person's session before a screen's. */
export function presentedSecrets({
  headers,
  authorization,
}: Presented): { secret: string; by: 'header' | 'session' | 'screen' }[] {
  const token = tokenOf(authorization ?? headers.authorization);
  if (token !== undefined) return [{ secret: token, by: 'header' }];
  const cookies = [
    { secret: cookieOf(headers.cookie, sessionCookie) ?? '', by: 'session' as const },
    { secret: cookieOf(headers.cookie, screenCookie) ?? '', by: 'screen' as const },
  ];
  return cookies.filter(({ secret }) => secret !== '');
}

/** The token of an Authorization header. Of another scheme it is for somebody else: a proxy that asks for a name and a password of its own. */
export function tokenOf(header: string | string[] | undefined): string | undefined {
  return /^bearer\b *(.*)$/is.exec([header ?? ''].flat().join().trim())?.[1];
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
 * Who asks. A token that holds no more is refused; a session that does not is nobody, who may still read a page and sign in. In the demo
 * nobody is its guest, elsewhere nobody may ask anything. A screen whose credential was taken back is no guest either: it shows its code.
 */
export async function viewerOf(presented: Presented, { db, clock, demo }: Authenticator): Promise<Viewer> {
  const now = clock.now();
  const given = presentedSecrets(presented);
  for (const { secret } of given) {
    const holder = await findHolder(db, secret, now, presented.from);
    if (!holder) continue;
    await noteUse(db, holder, now);
    return holder.viewer;
  }
  if (demo() && given.every(({ by }) => by === 'session')) return guestViewer(presented.from);
  throw unauthenticated(given.length > 0);
}

/** The refusal of who has no credential, or none that holds. */
export function unauthenticated(presented: boolean): Refusal {
  const message = presented
    ? 'The credential does not hold: it is unknown, revoked or expired'
    : 'Sign in, or bring a token';
  return new Refusal('UNAUTHENTICATED', message);
}
