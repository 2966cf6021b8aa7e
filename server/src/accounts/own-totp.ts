import { sql } from '../lib/sql.ts';
import { AuthRefusal } from './auth-refusal.ts';
import { auditAccount, type Entrance } from './entrance.ts';
import { ensurePassword, type Own, readSecrets } from './own-password.ts';
import { forgiveTry, trySignIn } from './throttle.ts';
import { hashOfRecoveryCode, newRecoveryCodes, newTotp, takeCode } from './totp.ts';

/** A secret for an authenticator. Nothing is asked for until a code of it has been shown: who mistyped it is not locked out. */
export async function prepareTotp(
  entrance: Entrance,
  own: Own,
  issuer: string,
): Promise<{ secret: string; uri: string }> {
  const { login, passwordHash, totp } = await readSecrets(entrance, own.accountId);
  if (totp) throw new AuthRefusal(409, 'TOTP_ON', 'There is a second factor already: take it off first');
  if (login === null || passwordHash === null)
    throw new AuthRefusal(409, 'NO_PASSWORD', 'There is no password it could be asked for with');
  const made = newTotp(issuer, login);
  await entrance.database.owner.query(sql`/* prepare-totp */ update account_secret set totp_secret = ${made.secret}, totp_last_step = null
    where account_id = ${own.accountId} and totp_confirmed_at is null`);
  return made;
}

/** From now on signing in takes a code. Gives codes for the day the authenticator is lost, shown once. */
export async function confirmTotp(entrance: Entrance, own: Own, code: string): Promise<string[]> {
  const { owner } = entrance.database;
  const { login, totp } = await readSecrets(entrance, own.accountId);
  if (totp) throw new AuthRefusal(409, 'TOTP_ON', 'There is a second factor already: take it off first');
  const tried = await trySignIn(owner, login ?? `account:${own.accountId}`, entrance.clock.now());
  if (!tried.allowed) throw AuthRefusal.tooManyAttempts(tried.retryAfter);
  if (!(await takeCode(owner, own.accountId, code, entrance.clock.now())))
    throw new AuthRefusal(401, 'WRONG_CODE', 'The code is wrong');
  await forgiveTry(owner, tried.key, entrance.clock.now());
  const codes = newRecoveryCodes();
  const now = entrance.clock.now();
  const confirmed = await owner.query(sql`/* confirm-totp */ update account_secret
    set totp_confirmed_at = ${now}, recovery_hashes = ${codes.map(hashOfRecoveryCode)}::bytea[]
    where account_id = ${own.accountId} and totp_confirmed_at is null and totp_secret is not null returning account_id`);
  if (confirmed.length === 0) throw new AuthRefusal(409, 'TOTP_ON', 'There is a second factor already');
  await auditAccount(entrance, own.accountId, own, { action: 'totpOn', credentialId: own.credentialId });
  return codes;
}

/** Takes the second factor off. */
export async function removeTotp(entrance: Entrance, own: Own, password: string): Promise<void> {
  await ensurePassword(entrance, own, password);
  await entrance.database.owner.query(sql`/* remove-totp */ update account_secret
    set totp_secret = null, totp_confirmed_at = null, totp_last_step = null, recovery_hashes = '{}' where account_id = ${own.accountId}`);
  await auditAccount(entrance, own.accountId, own, { action: 'totpOff', credentialId: own.credentialId });
}
