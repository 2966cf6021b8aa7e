import { forgiveCode, tryCode } from '../accounts/throttle.ts';
import type { Context } from '../context.ts';
import type { Queryable } from '../database/database.ts';
import { Refusal } from '../lib/refusal.ts';
import { type Fragment, sql } from '../lib/sql.ts';
import { readUserCode } from './user-code.ts';

/** A screen that waits to be let in. */
export interface OpenPairing {
  id: string;
  userCode: string;
  from: string;
  browser: string;
  createdAt: Date;
  expiresAt: Date;
}

/**
 * The screen that shows a code; null when none does (any more). Wrong codes are counted, by whom they come from: a code is short enough to
 * be read off a wall, so it must not be found by trying.
 */
export async function findPairing(
  db: Queryable,
  ctx: Context,
  typed: string,
  field: string,
  locked: Fragment = sql``,
): Promise<OpenPairing | null> {
  const code = readUserCode(typed, field);
  const now = ctx.clock.now();
  // beside the transaction: a refusal takes that back, and must not take this back
  const { owner } = ctx.database;
  const tried = await tryCode(owner, guesser(ctx), now);
  if (!tried.allowed) {
    const message = `${field}: too many wrong codes, try again in ${tried.retryAfter} s`;
    throw Refusal.refused('TOO_MANY_ATTEMPTS', message, { field, retryAfter: tried.retryAfter });
  }
  const [found] =
    await db.query<OpenPairing>(sql`/* find-pairing */ select id, user_code as "userCode", asked_from as "from", browser,
      created_at as "createdAt", expires_at as "expiresAt"
    from pairing where user_code = ${code} and expires_at > ${now} and denied_at is null and credential_id is null ${locked}`);
  if (found) await forgiveCode(owner, tried.key);
  return found ?? null;
}

/** Whoever has an account is one, however many tokens they make. */
function guesser({ viewer }: Context): string {
  return viewer.accountId === null ? viewer.principal : `account:${viewer.accountId}`;
}

/** The same for a verb: locked until it has ended; refuses a code that no screen shows. */
export async function lockPairing(db: Queryable, ctx: Context, typed: string, field: string): Promise<OpenPairing> {
  const found = await findPairing(db, ctx, typed, field, sql`for update`);
  if (found) return found;
  throw new Refusal('NOT_FOUND', `${field}: no screen shows this code (any more)`, { field, noun: 'pairing' });
}
