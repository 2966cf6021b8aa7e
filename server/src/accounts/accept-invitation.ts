import { revokeCredentials } from '../access/credential.ts';
import type { Role } from '../access/roles.ts';
import { hashOf, isSecret } from '../access/secret.ts';
import type { Queryable, Transaction } from '../database/database.ts';
import { Refusal } from '../lib/refusal.ts';
import { sql } from '../lib/sql.ts';
import { keyholders } from './account.rules.ts';
import { checkedLabel, checkedLogin } from './account-fields.ts';
import { addAccount } from './add-account.ts';
import { AuthRefusal } from './auth-refusal.ts';
import { auditAccount, type Entered, type Entrance } from './entrance.ts';
import { checkPassword, hashPassword } from './password.ts';
import { startSession, type Whence } from './session.ts';
import { isUnclaimed, lockSetUp } from './set-up.ts';
import { forgetLogin } from './throttle.ts';

/** What a link is for: the first account of all, or somebody's. */
export interface Invitation {
  setUp: boolean;
  name: string | null;
  login: string | null;
  role: Role | null;
}

export interface Accept {
  secret: string;
  password: string;
  /** of the first account */
  name?: string | undefined;
  login?: string | undefined;
  role?: Role | undefined;
}

interface Found {
  id: string;
  account_id: string | null;
  name: string | null;
  login: string | null;
  role: Role;
}

async function findInvitation(db: Queryable, secret: string, now: Date): Promise<Found> {
  if (!isSecret(secret)) throw AuthRefusal.invitationGone();
  const [found] =
    await db.query<Found>(sql`/* find-invitation */ select c.id, c.account_id, a.name, a.login, coalesce(a.role, c.role) as role
    from credential c left join account a on a.id = c.account_id
    where c.secret_hash = ${hashOf(secret)} and c.kind = 'invitation' and c.revoked_at is null and c.expires_at > ${now} and a.ended_at is null`);
  if (!found || (found.account_id === null && !(await isUnclaimed(db)))) throw AuthRefusal.invitationGone();
  return found;
}

/** Looks at a link, and leaves it as it is. */
export async function lookAtInvitation({ database, clock }: Entrance, secret: string): Promise<Invitation> {
  const found = await findInvitation(database.owner, secret, clock.now());
  if (found.account_id === null) return { setUp: true, name: null, login: null, role: null };
  return { setUp: false, name: found.name, login: found.login, role: found.role };
}

/** Uses a link: makes the first account, or gives somebody's a password, and lets them in. Of two at once one comes in. */
export async function acceptInvitation(entrance: Entrance, given: Accept, whence: Whence): Promise<Entered> {
  const { database, clock } = entrance;
  const now = clock.now();
  const found = await findInvitation(database.owner, given.secret, now);
  const first = found.account_id === null ? checkedFirst(given) : null;
  const login = first?.login ?? found.login ?? '';
  checkPassword(given.password, login, 'password');
  const passwordHash = await hashPassword(given.password, whence.from);
  const { accountId, session } = await database.owner.transaction(async (tx) => {
    if (first) await lockSetUp(tx);
    const taken = await revokeCredentials(tx, sql`c.id = ${found.id}`, 'used', now);
    if (taken === 0) throw AuthRefusal.invitationGone();
    const id = first ? await addFirst(tx, first, now) : (found.account_id ?? '');
    // whoever has lost their authenticator begins anew as well
    await tx.query(sql`/* choose-password */ insert into account_secret (account_id, password_hash) values (${id}, ${passwordHash})
      on conflict (account_id) do update set password_hash = excluded.password_hash, totp_secret = null, totp_confirmed_at = null,
        totp_last_step = null, recovery_hashes = '{}'`);
    // whoever had the old password may have made tokens with it
    await revokeCredentials(tx, sql`c.account_id = ${id} and c.kind in ('session', 'token')`, `account:${id}`, now);
    return { accountId: id, session: await startSession(tx, id, whence, now) };
  });
  await forgetLogin(database.owner, login);
  const action = first ? 'setUp' : 'acceptInvitation';
  await auditAccount(entrance, accountId, whence, { action, credentialId: session.id });
  const { name, role } = first ?? { name: found.name ?? '', role: found.role };
  return { secret: session.secret, viewer: { name, role } };
}

interface First {
  name: string;
  login: string;
  role: Role;
}

function checkedFirst({ name, login, role }: Accept): First {
  if (!role || !keyholders.includes(role)) throw Refusal.badInput('role', 'DIRECTOR or ADMINISTRATOR');
  return { name: checkedLabel(name ?? '', 'name'), login: checkedLogin(login ?? '', 'login'), role };
}

async function addFirst(tx: Transaction, first: First, now: Date): Promise<string> {
  if (!(await isUnclaimed(tx))) throw AuthRefusal.invitationGone();
  return addAccount(tx, first, '', now);
}
