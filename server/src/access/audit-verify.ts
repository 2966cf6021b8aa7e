import type { Transaction } from '../database/database.ts';
import { sql } from '../lib/sql.ts';
import { beginning, type ChainHead, hashAfter, saidBy } from './audit-chain.ts';

/** Something about the audit log that is not as it was written. */
interface ChainFinding {
  check: 'audit chain';
  where: string;
  expected: unknown;
  found: unknown;
}

interface Link {
  position: string;
  entry_id: string;
  hash: string;
  /** null: the entry is gone */
  said: string | null;
}

const batch = 5000;

/** Recomputes the whole chain: an entry that was altered, removed, put elsewhere, or slipped in later does not fit. */
export async function auditChainHolds(tx: Transaction, limit: number): Promise<ChainFinding[]> {
  const findings: ChainFinding[] = [];
  let before = beginning;
  let position = 0n;
  for (;;) {
    const links =
      await tx.query<Link>(sql`/* verify-chain */ select c.position, c.entry_id, encode(c.hash, 'hex') as hash,
        case when e.id is not null then ${saidBy(sql`e`)} end as said
      from audit_chain c left join audit_entry e on e.id = c.entry_id where c.position > ${String(position)}::bigint
      order by c.position limit ${batch}`);
    if (links.length === 0) break;
    for (const link of links) {
      const wrong = judge(link, position, before);
      if (wrong && findings.length < limit) findings.push(wrong);
      // from here on as it stands, so that one change is one finding
      before = Buffer.from(link.hash, 'hex');
      position = BigInt(link.position);
    }
  }
  return [...findings, ...(await unchained(tx, limit))].slice(0, limit);
}

function judge({ position, entry_id, hash, said }: Link, last: bigint, before: Buffer): ChainFinding | null {
  const where = `position ${position}, entry ${entry_id}`;
  if (BigInt(position) !== last + 1n) return finding(where, `position ${last + 1n}`, `position ${position}`);
  if (said === null) return finding(where, 'an entry of the audit log', 'none');
  const computed = hashAfter(before, said).toString('hex');
  return computed === hash ? null : finding(where, computed, hash);
}

/** Of what is older than the mark everything was chained when the mark moved. */
async function unchained(tx: Transaction, limit: number): Promise<ChainFinding[]> {
  const rows = await tx.query<{ id: string }>(sql`/* verify-chained */ select e.id from audit_entry e
    where e.xid < (select mark from audit_mark) and not exists (select from audit_chain c where c.entry_id = e.id) order by e.id limit ${limit}`);
  return rows.map(({ id }) => finding(`entry ${id}`, 'a link of the chain', 'none'));
}

/** Compares with a head that was kept elsewhere: a chain that was cut short or written anew has another link there, or none. */
export function chainLeadsFrom({ position, hash }: ChainHead): (tx: Transaction) => Promise<ChainFinding[]> {
  return async (tx) => {
    const [link] = await tx.query<{ hash: string }>(
      sql`/* verify-head */ select encode(hash, 'hex') as hash from audit_chain where position = ${position}`,
    );
    return link?.hash === hash ? [] : [finding(`position ${position}`, hash, link?.hash ?? 'none')];
  };
}

function finding(where: string, expected: unknown, found: unknown): ChainFinding {
  return { check: 'audit chain', where, expected, found };
}
