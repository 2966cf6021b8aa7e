import { createHash, randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import type { Queryable } from '../database/database.ts';
import { sql } from '../lib/sql.ts';

const period = 30;
const howManyCodes = 10;

/** A new secret for an authenticator (RFC 6238), as text and as the address an authenticator reads from a QR code. */
export function newTotp(issuer: string, label: string): { secret: string; uri: string } {
  const secret = new Secret({ size: 20 });
  // a colon would separate the two
  const [by, whose] = [issuer, label].map((part) => part.replaceAll(':', ' '));
  return { secret: secret.base32, uri: new TOTP({ issuer: by, label: whose, secret, period }).toString() };
}

/** The step of time whose code this is: now, the one before or the one after; null: none of them. */
export function stepOf(secret: string, code: string, now: Date): number | null {
  const totp = new TOTP({ secret: Secret.fromBase32(secret), period });
  const delta = totp.validate({ token: code, timestamp: now.getTime(), window: 1 });
  return delta === null ? null : Math.floor(now.getTime() / 1000 / period) + delta;
}

/** Codes for whoever has lost their authenticator: each is good once. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: howManyCodes }, () => {
    const { base32 } = new Secret({ buffer: new Uint8Array(randomBytes(10)).buffer });
    return base32.toLowerCase().replace(/(.{4})(?=.)/g, '$1-');
  });
}

/** What is kept of a recovery code: 80 random bits need no slow hash. */
export function hashOfRecoveryCode(code: string): Buffer {
  const plain = code.toLowerCase().replace(/[\s-]/g, '');
  return createHash('sha256').update(`recovery\n${plain}`).digest();
}

/** Whether a code, of the authenticator or for recovery, is right for an account and has not been used. It is used by that. */
export async function takeCode(owner: Queryable, accountId: string, code: string, now: Date): Promise<boolean> {
  const plain = code.replace(/\s/g, '');
  return /^\d{6}$/.test(plain) ? takeStep(owner, accountId, plain, now) : takeRecoveryCode(owner, accountId, plain);
}

async function takeStep(owner: Queryable, accountId: string, code: string, now: Date): Promise<boolean> {
  const [row] = await owner.query<{ secret: string | null }>(
    sql`/* totp-secret */ select totp_secret as secret from account_secret where account_id = ${accountId}`,
  );
  const step = row?.secret ? stepOf(row.secret, code, now) : null;
  if (step === null) return false;
  // a code that somebody looked over a shoulder for is worth nothing any more
  const taken = await owner.query(sql`/* take-totp-step */ update account_secret set totp_last_step = ${step}
    where account_id = ${accountId} and coalesce(totp_last_step, 0) < ${step} returning account_id`);
  return taken.length > 0;
}

async function takeRecoveryCode(owner: Queryable, accountId: string, code: string): Promise<boolean> {
  const hash = hashOfRecoveryCode(code);
  const taken = await owner.query(sql`/* take-recovery-code */ update account_secret
    set recovery_hashes = array_remove(recovery_hashes, ${hash}::bytea)
    where account_id = ${accountId} and ${hash}::bytea = any(recovery_hashes) returning account_id`);
  return taken.length > 0;
}
