import { sql } from '../lib/sql.ts';
import { AuthRefusal } from './auth-refusal.ts';
import { auditAccount, type Entrance } from './entrance.ts';
import { checkPassword, hashPassword, isPassword } from './password.ts';
import { endSessions, type Whence } from './session.ts';
import { forgetTries, forgiveTry, trySignIn } from './throttle.ts';

/** Somebody who is signed in. */
export interface Own extends Whence {
  accountId: string;
  credentialId: string;
}

interface Secrets {
  login: string | null;
  oidc: boolean;
  passwordHash: string | null;
  totp: boolean;
}

/** What somebody signs in with. */
export async function readSecrets({ database }: Entrance, accountId: string): Promise<Secrets> {
  const [row] =
    await database.owner.query<Secrets>(sql`/* own-secrets */ select a.login, a.oidc_subject is not null as oidc,
      s.password_hash as "passwordHash", s.totp_confirmed_at is not null as totp
    from account a left join account_secret s on s.account_id = a.id where a.id = ${accountId}`);
  if (!row) throw new Error(`account ${accountId} is gone`);
  return row;
}

/** Refuses unless the password is the account's. Tries are counted with those at signing in: an open page is no way around them. */
export async function ensurePassword(entrance: Entrance, { accountId, from }: Own, password: string): Promise<void> {
  const { owner } = entrance.database;
  const { login, passwordHash } = await readSecrets(entrance, accountId);
  if (login === null || passwordHash === null)
    throw new AuthRefusal(409, 'NO_PASSWORD', 'There is no password: you sign in by other means');
  const tried = await trySignIn(owner, login, entrance.clock.now());
  if (!tried.allowed) throw AuthRefusal.tooManyAttempts(tried.retryAfter);
  const right = await isPassword(passwordHash, password, from).catch(async (error: unknown) => {
    await forgiveTry(owner, tried.key, entrance.clock.now());
    throw error;
  });
  if (!right) throw new AuthRefusal(401, 'WRONG_CREDENTIALS', 'The password is wrong');
  await forgetTries(owner, tried.key);
}

/** Another password, for whoever knows the one there is. Every other session of theirs ends: one of them may be why. */
export async function changePassword(entrance: Entrance, own: Own, current: string, next: string): Promise<void> {
  const { login } = await readSecrets(entrance, own.accountId);
  checkPassword(next, login ?? '', 'next');
  await ensurePassword(entrance, own, current);
  const hash = await hashPassword(next, own.from);
  const { owner } = entrance.database;
  await owner.query(
    sql`/* change-password */ update account_secret set password_hash = ${hash} where account_id = ${own.accountId}`,
  );
  const by = `account:${own.accountId}`;
  const ended = await endSessions(owner, own.accountId, own.credentialId, by, entrance.clock.now());
  const event = { action: 'changePassword', credentialId: own.credentialId, details: { sessionsEnded: ended } };
  await auditAccount(entrance, own.accountId, own, event);
}
