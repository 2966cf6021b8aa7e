import { addCredential, revokeCredentials } from '../access/credential.ts';
import { newSecret } from '../access/secret.ts';
import type { Pool, Queryable } from '../database/database.ts';
import { locks } from '../database/locks.ts';
import { sql } from '../lib/sql.ts';
import { keyholders } from './account.rules.ts';
import { day, linkOf } from './invitation.ts';

/** Whether there is nobody yet who decides who is let in: then whoever holds the link makes that account. */
export async function isUnclaimed(db: Queryable): Promise<boolean> {
  const [row] = await db.query<{ none: boolean }>(
    sql`/* is-unclaimed */ select not exists (select from account where role = any(${[...keyholders]}::account_role[])) as none`,
  );
  return row?.none === true;
}

/** Until the transaction ends nobody else makes the first account. */
export async function lockSetUp(tx: Queryable): Promise<void> {
  await tx.query(sql`/* lock-set-up */ select pg_advisory_xact_lock(${locks.setUp})`);
}

/** The path of a link by which the first account is made, good for a day and once; null when there are accounts. Earlier links end. */
export function offerSetUp(owner: Pool, now: Date): Promise<string | null> {
  return owner.transaction(async (tx) => {
    await lockSetUp(tx);
    if (!(await isUnclaimed(tx))) return null;
    await revokeCredentials(tx, sql`c.kind = 'invitation' and c.account_id is null`, 'system', now);
    const secret = newSecret();
    // the role is chosen when it is used; a credential without an account has to have one
    const made = { kind: 'invitation', role: 'administrator', createdBy: 'system' } as const;
    await addCredential(tx, secret, { ...made, expiresAt: new Date(now.getTime() + day) }, now);
    return linkOf(secret);
  });
}
