import type { Database, Transaction } from '../../server/src/database/database.ts';
import { roll } from '../../server/src/ledger/roll.ts';
import { rollups } from '../../server/src/ledger/rollups.ts';
import { dealRows, entryRows, functions, nouns, plainDeals, story } from './generate-sql.ts';

/** What came of it. */
export interface Generated {
  deals: number;
  entries: number;
  rollupRows: number;
}

/**
 * Four years of a department of sixty, generated in SQL straight into the tables: every deal's entries as its verbs would have posted
 * them, in the order they took effect. There are no facts: nobody may edit these deals. And the same deals as a plain table, with ordinary
 * and covering indexes, for the peers.
 */
export async function generate(
  { owner }: Database,
  deals: number,
  tell: (what: string) => void = () => undefined,
): Promise<Generated> {
  const entries = await owner.transaction(async (tx) => {
    const run = runner(tx);
    // the foreign keys of a million deals would be looked up one by one
    await run("set local session_replication_role = 'replica'");
    await run("set local work_mem = '1GB'");
    await run("set local timezone = 'Europe/Moscow'");
    await run('select setseed(0.42)');
    await run(functions);
    for (const noun of nouns) await run(noun);
    await run(story(deals));
    await run(plainDeals);
    tell('stories told');
    const indexes = await dropIndexes(tx, ['deal', 'ledger']);
    await run(dealRows);
    await run(entryRows);
    tell('deals and entries written');
    for (const index of indexes) await run(index);
    await run('analyze ledger');
    const [counted] = await tx.query<{ n: number }>({ text: 'select count(*)::int as n from ledger', values: [] });
    return counted?.n ?? 0;
  });
  tell('indexes built');
  await roll(owner);
  tell('rolled');
  // in life rows come to a rollup day after day, not in the order of one great hashing
  for (const { table } of rollups) await owner.query({ text: `cluster ${table} using ${table}_key`, values: [] });
  await owner.query({ text: 'vacuum (analyze)', values: [] });
  tell('vacuumed');
  const [size] = await owner.query<{ n: number }>({ text: 'select count(*)::int as n from rollup_people', values: [] });
  return { deals, entries, rollupRows: size?.n ?? 0 };
}

function runner(tx: Transaction): (text: string) => Promise<unknown> {
  return (text) => tx.query({ text: `/* generate */ ${text}`, values: [] });
}

/** Drops what indexes tables; gives the statements that build it again. */
async function dropIndexes(tx: Transaction, tables: string[]): Promise<string[]> {
  const found = await tx.query<{ drop: string; create: string }>({
    text: `select case when c.conname is null then format('drop index %s', i.indexrelid::regclass)
        else format('alter table %s drop constraint %I cascade', i.indrelid::regclass, c.conname) end as drop,
      case when c.conname is null then pg_get_indexdef(i.indexrelid)
        else format('alter table %s add constraint %I %s', i.indrelid::regclass, c.conname, pg_get_constraintdef(c.oid)) end as create
    from pg_index i left join pg_constraint c on c.conindid = i.indexrelid and c.contype in ('p', 'u')
    where i.indrelid = any($1::regclass[])`,
    values: [tables],
  });
  const foreign = await tx.query<{ create: string }>({
    text: `select format('alter table %s add constraint %I %s not valid', conrelid::regclass, conname, pg_get_constraintdef(oid)) as create
      from pg_constraint where contype = 'f' and confrelid = any($1::regclass[])`,
    values: [tables],
  });
  for (const { drop } of found) await tx.query({ text: drop, values: [] });
  return [...found, ...foreign].map(({ create }) => create);
}
