import type { Logger } from 'pino';
import { type AuditEvent, audit } from '../access/audit.ts';
import type { Role } from '../access/roles.ts';
import type { Database } from '../database/database.ts';
import type { Clock } from '../lib/clock.ts';
import type { Whence } from './session.ts';

/** What letting somebody in takes. Secrets are read by the owner alone: a mistake in a request's SQL never reaches them. */
export interface Entrance {
  database: Database;
  clock: Clock;
  log: Logger;
}

/** Somebody who has come in: the secret goes into their cookie. */
export interface Entered {
  secret: string;
  viewer: { name: string; role: Role };
}

/** Writes what an account did, or was tried with, to the audit log. */
export function auditAccount(
  { database, clock }: Entrance,
  accountId: string,
  whence: Whence,
  event: AuditEvent & { credentialId?: string },
): Promise<void> {
  const { credentialId = null, ...told } = event;
  const actor = { principal: `account:${accountId}`, accountId, credentialId, from: whence.from };
  return audit(database.owner, actor, clock.now(), told);
}
