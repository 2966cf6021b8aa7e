import { hashOf, isSecret, newSecret } from '../access/secret.ts';
import type { Transaction } from '../database/database.ts';
import { sql } from '../lib/sql.ts';
import type { PairingPlace } from './start-pairing.ts';

/** What a screen that asks again hears, in the words of RFC 8628; or that it is let in, and by what. */
export type Verdict =
  | { error: 'authorization_pending' | 'slow_down' | 'expired_token' | 'access_denied' }
  | { secret: string; board: string };

interface Asked {
  id: string;
  expired: boolean;
  denied: boolean;
  too_soon: boolean;
  credential_id: string | null;
  board: string | null;
  /** it holds, and nobody has used it yet */
  fresh: boolean;
}

/** clocks and networks are not exact: so many milliseconds early is in time */
const tolerance = 500;

/** A screen asks whether it has been let in. Until it has used what it gets, it may ask again: the answer may have been lost. */
export function pollPairing({ database, clock }: PairingPlace, deviceCode: string): Promise<Verdict> {
  if (!isSecret(deviceCode)) return Promise.resolve({ error: 'expired_token' });
  const now = clock.now();
  return database.app.transaction(async (tx) => {
    const asked = await lockAsked(tx, deviceCode, now);
    if (!asked) return { error: 'expired_token' };
    if (asked.denied) return { error: 'access_denied' };
    if (asked.credential_id !== null) return letIn(tx, asked);
    if (asked.expired) return { error: 'expired_token' };
    await tx.query(sql`/* note-poll */ update pairing
      set polled_at = ${now}, poll_interval = poll_interval + ${asked.too_soon ? 5 : 0} where id = ${asked.id}`);
    return { error: asked.too_soon ? 'slow_down' : 'authorization_pending' };
  });
}

async function lockAsked(tx: Transaction, deviceCode: string, now: Date): Promise<Asked | undefined> {
  const early = new Date(now.getTime() + tolerance);
  const [asked] =
    await tx.query<Asked>(sql`/* poll-pairing */ select p.id, p.expires_at <= ${now} as expired, p.denied_at is not null as denied,
      coalesce(p.polled_at + make_interval(secs => p.poll_interval) > ${early}, false) as too_soon, p.credential_id, c.board,
      (c.revoked_at is null and c.last_used_at is null) as fresh
    from pairing p left join credential c on c.id = p.credential_id where p.device_hash = ${hashOf(deviceCode)} for update of p`);
  return asked;
}

async function letIn(tx: Transaction, { credential_id, board, fresh }: Asked): Promise<Verdict> {
  if (!fresh || board === null) return { error: 'expired_token' };
  const secret = newSecret();
  const given = await tx.query(sql`/* give-screen-secret */ update credential set secret_hash = ${hashOf(secret)}
    where id = ${credential_id} and last_used_at is null and revoked_at is null returning id`);
  return given.length > 0 ? { secret, board } : { error: 'expired_token' };
}
