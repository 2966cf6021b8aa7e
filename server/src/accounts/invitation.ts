import { addCredential, revokeCredentials } from '../access/credential.ts';
import { newSecret } from '../access/secret.ts';
import type { Queryable } from '../database/database.ts';
import { sql } from '../lib/sql.ts';

export const day = 24 * 60 * 60_000;
const invitationDays = 7;

/** The path of a link. The secret stands in the fragment: no log and no proxy sees it. */
export function linkOf(secret: string): string {
  return `/setup#${secret}`;
}

/** Makes the one link by which somebody chooses a password; those before it are gone. Gives its path. */
export async function invite(db: Queryable, accountId: string, by: string, now: Date): Promise<string> {
  await revokeCredentials(db, sql`c.account_id = ${accountId} and c.kind = 'invitation'`, by, now);
  const secret = newSecret();
  const expiresAt = new Date(now.getTime() + invitationDays * day);
  await addCredential(db, secret, { kind: 'invitation', accountId, expiresAt, createdBy: by }, now);
  return linkOf(secret);
}
