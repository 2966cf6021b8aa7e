import { addCredential, type Holder, revokeCredentials } from '../access/credential.ts';
import { hashOf, newSecret } from '../access/secret.ts';
import type { Queryable } from '../database/database.ts';
import { sql } from '../lib/sql.ts';
import { day } from './invitation.ts';

/** Without being renewed a session ends after so long; renewed or not, after the longest. */
export const idle = 14 * day;
export const longest = 90 * day;
/** a secret younger than this is not changed */
const rotateAfter = 10 * 60_000;

/** From where somebody comes: address and browser. */
export interface Whence {
  from: string | null;
  browser: string;
}

/** A session that has begun: its secret goes into the cookie and is kept nowhere. */
export interface Session {
  id: string;
  secret: string;
}

/** Lets somebody in. */
export async function startSession(db: Queryable, accountId: string, { browser }: Whence, now: Date): Promise<Session> {
  const secret = newSecret();
  const createdBy = `account:${accountId}`;
  const expiresAt = new Date(now.getTime() + idle);
  const id = await addCredential(db, secret, { kind: 'session', accountId, name: browser, expiresAt, createdBy }, now);
  return { id, secret };
}

/**
 * Keeps a session alive, and changes its secret when it is old enough: gives the new one, or null. The old one holds until the new one is
 * used, so that a lost answer locks nobody out; of several tabs that ask at once one gets it.
 */
export async function renewSession(
  db: Queryable,
  holder: Holder,
  presented: string,
  now: Date,
): Promise<string | null> {
  const id = holder.viewer.credentialId;
  const until = sql`least(${new Date(now.getTime() + idle)}::timestamptz, created_at + make_interval(days => ${longest / day}))`;
  const old = new Date(now.getTime() - rotateAfter);
  if (holder.rotatedAt <= old) {
    const secret = newSecret();
    const rotated = await db.query(sql`/* rotate-session */ update credential
      set next_hash = ${hashOf(secret)}, rotated_at = ${now}, expires_at = ${until}
      where id = ${id} and revoked_at is null and secret_hash = ${hashOf(presented)} and coalesce(rotated_at, created_at) <= ${old}
      returning id`);
    if (rotated.length > 0) return secret;
  }
  await db.query(
    sql`/* renew-session */ update credential set expires_at = ${until} where id = ${id} and revoked_at is null`,
  );
  return null;
}

/** Ends the sessions of an account, but one. */
export function endSessions(
  db: Queryable,
  accountId: string,
  but: string | null,
  by: string,
  now: Date,
): Promise<number> {
  const others = sql`c.account_id = ${accountId} and c.kind = 'session' and c.id is distinct from ${but}::bigint`;
  return revokeCredentials(db, others, by, now);
}
