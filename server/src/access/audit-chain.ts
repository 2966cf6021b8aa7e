import { createHash } from 'node:crypto';
import type { Pool, Queryable, Transaction } from '../database/database.ts';
import { locks } from '../database/locks.ts';
import { type Fragment, sql } from '../lib/sql.ts';

const batch = 5000;

/** Where the chain ends. Kept elsewhere, it proves later that nothing before it was changed. */
export interface ChainHead {
  position: string;
  /** in hex */
  hash: string;
}

/** What the first hash is over, in place of one before it. */
export const beginning: Buffer = Buffer.alloc(32);

/** Everything an entry says, as one text: the same on every server and in every later version. */
export const saidBy = (entry: Fragment): Fragment => sql`jsonb_build_array(${entry}.id,
  to_char(${entry}.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), ${entry}.principal, ${entry}.account_id, ${entry}.credential_id,
  ${entry}.action, ${entry}.subject, ${entry}.subject_id, ${entry}.address, ${entry}.alert, ${entry}.details)::text`;

/** sha256(the hash before, then the entry's text) */
export function hashAfter(before: Buffer, said: string): Buffer {
  return createHash('sha256').update(before).update(said, 'utf8').digest();
}

/** The last link; null while there is none. */
export async function chainHead(db: Queryable): Promise<ChainHead | null> {
  const [head] = await db.query<ChainHead>(
    sql`/* chain-head */ select position, encode(hash, 'hex') as hash from audit_chain order by position desc limit 1`,
  );
  return head ?? null;
}

/** Adds every entry that is there to the chain; gives how many. Another server may be at it: then nothing is done. */
export async function chainAudit(owner: Pool, most = batch): Promise<number> {
  for (let chained = 0; ; ) {
    const added = await owner.transaction((tx) => chainBatch(tx, most));
    chained += added;
    if (added < most) return chained;
  }
}

/**
 * Nobody who writes to the log ever waits for this: entries are taken as they are seen, in whatever order they were committed.
 *
 * Nothing is lost: whatever is older than every running transaction and not in the chain yet is seen by the statement that looks for it
 * (first the horizon, then, in a later statement, the entries), and only then does the mark move up to that horizon.
 */
async function chainBatch(tx: Transaction, most: number): Promise<number> {
  const [lock] = await tx.query<{ mine: boolean }>(
    sql`/* chain */ select pg_try_advisory_xact_lock(${locks.chain}) as mine`,
  );
  if (!lock?.mine) return 0;
  const [range] = await tx.query<{ mark: string; horizon: string; same: boolean }>(sql`/* chain */ select m.mark::text,
    pg_snapshot_xmin(pg_current_snapshot())::text as horizon, m.system_identifier = c.system_identifier as same
    from audit_mark m, pg_control_system() c`);
  if (!range) throw new Error('the audit log has lost its mark');
  if (!range.same) await adopt(tx);
  const mark = range.same ? range.mark : '0';
  const entries = await tx.query<{
    id: string;
    said: string;
  }>(sql`/* chain */ select e.id, ${saidBy(sql`e`)} as said from audit_entry e
    where e.xid >= ${mark}::xid8 and not exists (select from audit_chain c where c.entry_id = e.id) order by e.id limit ${most}`);
  if (entries.length === 0) return 0;
  const head = await chainHead(tx);
  let hash: Buffer = head ? Buffer.from(head.hash, 'hex') : beginning;
  const hashes = entries.map(({ said }) => (hash = hashAfter(hash, said)).toString('hex'));
  await tx.query(sql`/* chain */ insert into audit_chain (position, entry_id, hash) select ${head?.position ?? '0'}::bigint + n, id, decode(hash, 'hex')
    from unnest(${entries.map(({ id }) => id)}::bigint[], ${hashes}::text[]) with ordinality as l(id, hash, n)`);
  // of a full batch there may be more below the horizon
  if (entries.length < most)
    await tx.query(
      sql`/* chain */ update audit_mark set mark = ${range.horizon}::xid8 where mark < ${range.horizon}::xid8`,
    );
  return entries.length;
}

/** Transaction ids belong to a cluster: in another one (a restored dump) those of all entries become 0, and all are looked through once. */
async function adopt(tx: Transaction): Promise<void> {
  const run = (text: string) => tx.query({ text: `/* adopt-audit */ ${text}`, values: [] });
  await run('lock table audit_entry in share row exclusive mode');
  await run('alter table audit_entry disable trigger audit_no_change');
  await run("update audit_entry set xid = '0'::xid8 where xid <> '0'::xid8");
  await run('alter table audit_entry enable always trigger audit_no_change');
  await run(
    "update audit_mark m set mark = '0'::xid8, system_identifier = c.system_identifier from pg_control_system() c",
  );
}
