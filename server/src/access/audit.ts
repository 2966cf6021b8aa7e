import type { Queryable } from '../database/database.ts';
import { sql } from '../lib/sql.ts';
import type { Viewer } from './viewer.ts';

/** What somebody did, or looked at. Ids and small facts only: whoever is erased must not live on here. */
export interface AuditEvent {
  /** a verb, or what was looked at: `revealContact`, `signIn`, `signInFailed` … */
  action: string;
  /** GraphQL type and id of what it was done to */
  subject?: string;
  subjectId?: string | null;
  /** somebody should look at this */
  alert?: boolean;
  details?: Record<string, string | number | boolean | null>;
}

type Actor = Pick<Viewer, 'principal' | 'accountId' | 'credentialId' | 'from'>;

/** Writes to the audit log: inside a verb's transaction, so that both are there or neither. Nobody waits for anybody: the chain comes later. */
export async function audit(db: Queryable, actor: Actor, now: Date, event: AuditEvent): Promise<void> {
  await db.query(sql`/* audit */ insert into audit_entry (at, principal, account_id, credential_id, action, subject, subject_id, address, alert, details)
    values (${now}, ${actor.principal}, ${actor.accountId}, ${actor.credentialId}, ${event.action}, ${event.subject ?? null},
      ${event.subjectId ?? null}, ${actor.from}, ${event.alert ?? false}, ${event.details ?? {}})`);
}
