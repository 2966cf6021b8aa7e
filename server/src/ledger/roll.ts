import type { Pool, Transaction } from '../database/database.ts';
import { locks } from '../database/locks.ts';
import { alwaysThere, measureNames } from './measures.ts';
import { type Rollup, rollups } from './rollups.ts';

/** the first measures stand in every row, and are zero there; those that came with the whole department are null until touched */
const sums = measureNames.map((m) => (alwaysThere.has(m) ? `coalesce(sum(${m}), 0)` : `sum(${m})`)).join(', ');
const added = measureNames
  .map((m) =>
    alwaysThere.has(m)
      ? `${m} = r.${m} + excluded.${m}`
      : `${m} = coalesce(r.${m} + excluded.${m}, r.${m}, excluded.${m})`,
  )
  .join(', ');

/** `insert … on conflict` that adds a range of the ledger to one rollup; in order, so that a period's rows lie together. */
function merge(rollup: Rollup, where: string): string {
  const keys = [rollup.grain, ...rollup.dimensions].join(', ');
  return `/* roll */ insert into ${rollup.table} as r (${keys}, ${measureNames.join(', ')})
    select ${keys}, ${sums} from ledger where ${where} group by ${keys} order by ${keys}
    on conflict (${keys}) do update set ${added}`;
}

/**
 * Merges entries older than every running transaction into the rollups and moves the mark. Returns how many entries it merged.
 *
 * Exactness rests on the order of statements: first the lock, in a statement of its own, and only then, under READ COMMITTED, the
 * mark and the horizon. Locking, reading and updating in one statement works on a snapshot from before the lock and loses entries.
 */
export async function roll(owner: Pool): Promise<number> {
  return owner.transaction(async (tx) => {
    await tx.query({ text: '/* roll */ select pg_advisory_xact_lock($1)', values: [locks.roll] });
    const [range] = await tx.query<{ mark: string; horizon: string }>({
      text: '/* roll */ select mark::text, pg_snapshot_xmin(pg_current_snapshot())::text as horizon from ledger_mark',
      values: [],
    });
    if (!range || BigInt(range.horizon) <= BigInt(range.mark)) return 0;
    return mergeRange(tx, range.mark, range.horizon);
  });
}

async function mergeRange(tx: Transaction, mark: string, horizon: string): Promise<number> {
  const bounds = [mark, horizon];
  const where = 'xid >= $1::xid8 and xid < $2::xid8';
  const [counted] = await tx.query<{ n: string }>({
    text: `/* roll */ select count(*) as n from ledger where ${where}`,
    values: bounds,
  });
  const merged = Number(counted?.n ?? 0);
  // moving the mark alone would use a transaction id, which moves the horizon, so that an idle server would write for ever
  if (merged === 0) return 0;
  for (const rollup of rollups) await tx.query({ text: merge(rollup, where), values: bounds });
  await tx.query({
    text: '/* roll */ update ledger_mark set mark = $1::xid8, merged = merged + $2 where mark < $1::xid8',
    values: [horizon, merged],
  });
  return merged;
}

/**
 * Transaction ids belong to a cluster. On the first start, and on a start in another cluster than the mark was made in (a restored
 * dump), every entry's xid becomes 0 and the rollups and the mark are built anew, before anything is served.
 */
export async function prepareLedger(owner: Pool): Promise<{ rebuilt: boolean }> {
  return owner.transaction(async (tx) => {
    await tx.query({ text: '/* prepare-ledger */ select pg_advisory_xact_lock($1)', values: [locks.roll] });
    const [found] = await tx.query<{ same: boolean; marked: boolean }>({
      text: `/* prepare-ledger */ select exists (select from ledger_mark) as marked,
        exists (select from ledger_mark m, pg_control_system() c where m.system_identifier = c.system_identifier) as same`,
      values: [],
    });
    if (found?.same) return { rebuilt: false };
    await rebuild(tx, Boolean(found?.marked));
    return { rebuilt: Boolean(found?.marked) };
  });
}

async function rebuild(tx: Transaction, foreign: boolean): Promise<void> {
  const run = (text: string) => tx.query({ text: `/* rebuild-rollups */ ${text}`, values: [] });
  await run('lock table ledger in share row exclusive mode');
  if (foreign) {
    await run('alter table ledger disable trigger ledger_no_change');
    await run("update ledger set xid = '0'::xid8 where xid <> '0'::xid8");
    await run('alter table ledger enable always trigger ledger_no_change');
  }
  for (const rollup of rollups) await run(`truncate ${rollup.table}`);
  for (const rollup of rollups) await tx.query({ text: merge(rollup, 'true'), values: [] });
  await run('delete from ledger_mark');
  await run(`insert into ledger_mark (mark, merged, system_identifier)
    select pg_current_xact_id(), (select count(*) from ledger), system_identifier from pg_control_system()`);
}
