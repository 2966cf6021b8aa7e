import type { Queryable } from '../database/database.ts';
import { type Fragment, sql } from '../lib/sql.ts';
import { audit } from './audit.ts';
import type { Role } from './roles.ts';
import { hashOf, isSecret } from './secret.ts';
import type { Viewer } from './viewer.ts';

export type CredentialKind = 'session' | 'token' | 'screen' | 'invitation';

/** Whose a credential is, and what its upkeep needs. */
export interface Holder {
  viewer: Viewer;
  /** when its secret was last changed */
  rotatedAt: Date;
  lastUsedAt: Date | null;
}

/**
 * Which of a credential's secrets was presented. A session's change: the `next` one is sent and takes effect when it comes back; the `previous`
 * one is good for what was under way; later it is `spent`, and whoever has it has it from somewhere.
 */
type WhichSecret = 'current' | 'next' | 'previous' | 'spent';

interface HolderRow {
  id: string;
  kind: Exclude<CredentialKind, 'invitation'>;
  which_secret: WhichSecret;
  rotated_at: Date;
  last_used_at: Date | null;
  role: Role;
  read_only: boolean;
  board: string | null;
  name: string;
  account_id: string | null;
  employee_id: string | null;
  department_id: string | null;
}

/** Credentials that hold now. Role and employee of a person's are those of their account today, not those of the day it was made. */
const holders = (now: Date, which: Fragment, secret: Fragment): Fragment => sql`/* holders */
  select c.id, c.kind, ${secret} as which_secret, coalesce(c.rotated_at, c.created_at) as rotated_at, c.last_used_at,
    coalesce(a.role, c.role) as role, c.read_only, c.board, coalesce(a.name, c.name, '') as name, c.account_id,
    coalesce(a.employee_id, c.employee_id) as employee_id, t.department_id
  from credential c left join account a on a.id = c.account_id
  left join employee e on e.id = coalesce(a.employee_id, c.employee_id) left join team t on t.id = e.team_id
  where ${which} and c.kind <> 'invitation' and c.revoked_at is null and (c.expires_at is null or c.expires_at > ${now})
    and a.ended_at is null`;

/** for requests under way when a session's secret changed */
const grace = 60_000;

/**
 * Finds whose a secret is; null when it is nobody's, was revoked, or has expired. `from`: the address it was presented from. A session
 * whose spent secret turns up has been copied: it ends, whoever of the two has it.
 */
export async function findHolder(
  db: Queryable,
  secret: string,
  now: Date,
  from: string | null,
): Promise<Holder | null> {
  if (!isSecret(secret)) return null;
  const hash = hashOf(secret);
  const which = sql`(c.secret_hash = ${hash} or c.next_hash = ${hash} or c.previous_hash = ${hash})`;
  const presented = sql`case when c.secret_hash = ${hash} then 'current' when c.next_hash = ${hash} then 'next'
    when c.previous_until > ${now} then 'previous' else 'spent' end`;
  // once a request: planning it would take longer than running it
  const [row] = await db.query<HolderRow>(holders(now, which, presented).prepared('find-holder'));
  if (!row) return null;
  const holder = holderOf(row, from);
  if (row.which_secret === 'spent') {
    await endCopied(db, holder.viewer, now);
    return null;
  }
  if (row.which_secret === 'next') await promote(db, row.id, hash, now);
  return holder;
}

/** The secret that was sent has arrived: from now on it is the one. */
async function promote(db: Queryable, id: string, hash: Buffer, now: Date): Promise<void> {
  await db.query(sql`/* promote-secret */ update credential
    set previous_hash = secret_hash, previous_until = ${new Date(now.getTime() + grace)}, secret_hash = next_hash, next_hash = null
    where id = ${id} and next_hash = ${hash}`);
}

async function endCopied(db: Queryable, viewer: Viewer, now: Date): Promise<void> {
  const revoked = await revokeCredentials(db, sql`c.id = ${viewer.credentialId}`, 'copied', now);
  if (revoked > 0) {
    const subject = { subject: 'Credential', subjectId: viewer.credentialId };
    await audit(db, viewer, now, { action: 'sessionCopied', ...subject, alert: true });
  }
}

/** Who the holders of credentials are now, all in one statement; those that do not hold any more are left out. */
export async function currentHolders(db: Queryable, ids: readonly string[], now: Date): Promise<Map<string, Viewer>> {
  const rows = await db.query<HolderRow>(holders(now, sql`c.id = any(${ids}::bigint[])`, sql`'current'`));
  return new Map(rows.map((row) => [row.id, holderOf(row, null).viewer]));
}

const minute = 60_000;

/** Notes that a credential was used, at most once a minute: it is for people to read. */
export async function noteUse(db: Queryable, { viewer, lastUsedAt }: Holder, now: Date): Promise<void> {
  if (lastUsedAt && now.getTime() - lastUsedAt.getTime() < minute) return;
  await db.query(sql`/* note-use */ update credential set last_used_at = ${now}, last_used_from = ${viewer.from}
    where id = ${viewer.credentialId} and (last_used_at is null or last_used_at < ${new Date(now.getTime() - minute)})`);
}

function holderOf(row: HolderRow, from: string | null): Holder {
  const viewer: Viewer = {
    ...{ kind: row.kind, role: row.role, name: row.name, board: row.board, from, credentialId: row.id },
    principal: row.kind === 'session' ? `account:${row.account_id}` : `${row.kind}:${row.id}`,
    ...{
      readOnly: row.read_only,
      accountId: row.account_id,
      employeeId: row.employee_id,
      departmentId: row.department_id,
    },
    origin: row.kind === 'token' ? 'api' : 'ui',
  };
  return { viewer, rotatedAt: row.rotated_at, lastUsedAt: row.last_used_at };
}

/** A credential about to be made. */
export interface NewCredential {
  kind: CredentialKind;
  accountId?: string | null;
  /** of those that belong to no account */
  role?: Role | null;
  employeeId?: string | null;
  name?: string | null;
  readOnly?: boolean;
  board?: string | null;
  expiresAt?: Date | null;
  createdBy: string;
  /** the id to take, where a verb has reserved one */
  id?: string;
}

/** Stores a credential for a secret; gives its id. */
export async function addCredential(db: Queryable, secret: string, made: NewCredential, now: Date): Promise<string> {
  const id = made.id ? sql`${made.id}::bigint` : sql`nextval(pg_get_serial_sequence('credential', 'id'))`;
  const [row] = await db.query<{ id: string }>(sql`/* add-credential */ insert into credential
    (id, kind, secret_hash, account_id, role, employee_id, name, read_only, board, expires_at, created_at, created_by)
    values (${id}, ${made.kind}, ${hashOf(secret)}, ${made.accountId ?? null}, ${made.role ?? null}, ${made.employeeId ?? null},
      ${made.name ?? null}, ${made.readOnly ?? false}, ${made.board ?? null}, ${made.expiresAt ?? null}, ${now}, ${made.createdBy})
    returning id`);
  if (!row) throw new Error('a credential was stored and is gone');
  return row.id;
}

/** Takes credentials back, for good: the one way in which any of them ends before its time. Gives how many still held. */
export async function revokeCredentials(db: Queryable, which: Fragment, by: string, now: Date): Promise<number> {
  const rows =
    await db.query(sql`/* revoke-credentials */ update credential c set revoked_at = ${now}, revoked_by = ${by}
    where ${which} and revoked_at is null returning id`);
  return rows.length;
}

/** Tokens and links that somebody has made for others: their secrets were shown to whoever made them. */
export function shownTo(principal: string): Fragment {
  return sql`(c.created_by = ${principal} and c.kind in ('token', 'invitation'))`;
}

/** The same credentials, and those made with the tokens among them, and with those: a secret that is known must not live on in what it made. */
export function withWhatTheyMade(which: Fragment): Fragment {
  return sql`c.id in (with recursive made as (
      select c.id from credential c where ${which}
      union select n.id from credential n join made on n.created_by = 'token:' || made.id and n.kind in ('token', 'invitation')
    ) select id from made)`;
}
