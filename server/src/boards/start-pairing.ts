import { revokeCredentials } from '../access/credential.ts';
import { hashOf, newSecret } from '../access/secret.ts';
import type { Database, Transaction } from '../database/database.ts';
import { locks } from '../database/locks.ts';
import type { Clock } from '../lib/clock.ts';
import { sql } from '../lib/sql.ts';
import { newUserCode } from './user-code.ts';

/** seconds a code is good for, and between two questions whether it was approved */
export const lifetime = 600;
export const pollInterval = 5;

/** codes that are open at once: in all, and asked for from one address */
const mostOpen = 1000;
const mostFrom = 50;

export interface PairingPlace {
  database: Database;
  clock: Clock;
}

export interface Begun {
  deviceCode: string;
  userCode: string;
}

/** A screen asks to be let in: it gets a code to show and a secret to ask again with. */
export function startPairing({ database, clock }: PairingPlace, from: string, browser: string): Promise<Begun> {
  const now = clock.now();
  return database.app.transaction(async (tx) => {
    // one after another: what they delete to make room would have them wait for each other in circles
    await tx.query(sql`/* lock-pairings */ select pg_advisory_xact_lock(${locks.pairing})`);
    await sweep(tx, now);
    const deviceCode = newSecret();
    const expires = new Date(now.getTime() + lifetime * 1000);
    for (;;) {
      const userCode = newUserCode();
      const added = await tx.query(sql`/* start-pairing */ insert into pairing
        (device_hash, user_code, asked_from, browser, created_at, expires_at, poll_interval)
        values (${hashOf(deviceCode)}, ${userCode}, ${from}, ${browser}, ${now}, ${expires}, ${pollInterval})
        on conflict (user_code) do nothing returning id`);
      if (added.length === 0) continue;
      await makeRoom(tx, from);
      return { deviceCode, userCode };
    }
  });
}

/** What ran out a while ago: the screen has heard of it by then. One that was let in and never came is let in no more. */
async function sweep(tx: Transaction, now: Date): Promise<void> {
  const old = new Date(now.getTime() - lifetime * 1000);
  const gone = await tx.query<{ credential_id: string | null }>(
    sql`/* sweep-pairings */ delete from pairing where expires_at < ${old} returning credential_id`,
  );
  const approved = gone.map((row) => row.credential_id).filter((id) => id !== null);
  if (approved.length > 0)
    await revokeCredentials(tx, sql`c.id = any(${approved}::bigint[]) and c.last_used_at is null`, 'system', now);
}

/** The oldest give way: whoever floods us with questions mostly pushes out their own. */
async function makeRoom(tx: Transaction, from: string): Promise<void> {
  await tx.query(sql`/* make-room */ delete from pairing where id in (
    (select id from pairing where credential_id is null and asked_from = ${from} order by id desc offset ${mostFrom})
    union all (select id from pairing where credential_id is null order by id desc offset ${mostOpen}))`);
}
