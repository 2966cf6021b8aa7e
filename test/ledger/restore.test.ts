import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../server/src/database/database.ts';
import { migrate } from '../../server/src/database/migrate.ts';
import { prepareLedger, roll } from '../../server/src/ledger/roll.ts';
import { rollups } from '../../server/src/ledger/rollups.ts';
import { ledgerChecks, verify } from '../../server/src/ledger/verify.ts';
import { raw, sql } from '../../server/src/lib/sql.ts';
import { clientsEqualTheirPurchases } from '../../server/src/sales/clients/verify-clients.ts';
import { dealsEqualTheirFacts } from '../../server/src/sales/deals/verify-deals.ts';
import { startCluster, type TestCluster } from '../world/cluster.ts';
import { startDatabase, type TestDatabase } from '../world/database.ts';
import { servedAgainstBruteForce } from './brute-force.ts';
import { anyVerb, type Department, furnish, seeded } from './random-department.ts';

let own: TestDatabase;
let department: Department;
let elsewhere: TestCluster;

beforeAll(async () => {
  own = await startDatabase();
  department = await furnish(own.database);
  const random = seeded(7);
  for (let i = 0; i < 150; i += 1) {
    await anyVerb(department, random, `k${i}`);
    if (i === 100) await roll(own.database.owner);
  }
  elsewhere = await startCluster();
});
afterAll(async () => {
  await own?.close();
  await elsewhere?.stop();
});

test('a dump restored into a fresh cluster answers the same and goes on right', async () => {
  await migrate(elsewhere.url);
  const restored = openDatabase(elsewhere.url, 4, () => undefined);
  try {
    await dumpAndRestore(own.database, restored);
    const before = await sums(own.database);
    expect(await prepareLedger(restored.owner)).toEqual({ rebuilt: true });
    expect(await prepareLedger(restored.owner), 'a second start finds it prepared').toEqual({ rebuilt: false });
    expect(await sums(restored)).toEqual(before);
    expect(await servedAgainstBruteForce(restored)).toEqual([]);

    const there = { ...department, ctx: { ...department.ctx, database: restored } };
    const random = seeded(8);
    for (let i = 0; i < 60; i += 1) {
      await anyVerb(there, random, `after-${i}`);
      if (i % 20 === 0) await roll(restored.owner);
      if (i % 20 === 10) expect(await servedAgainstBruteForce(restored)).toEqual([]);
    }
    expect(await verify(restored.owner, [...ledgerChecks, dealsEqualTheirFacts, clientsEqualTheirPurchases])).toEqual(
      [],
    );
    expect((await sums(restored)).entries).toBeGreaterThan(before.entries);
    await expect(restored.owner.query({ text: 'delete from ledger', values: [] })).rejects.toThrow('append-only');
  } finally {
    await restored.close();
  }
}, 60_000);

/** Rows of every table as a logical dump holds them: with their keys, xids and the mark of the old cluster. */
async function dumpAndRestore(from: Database, to: Database): Promise<void> {
  const tables = [
    ...[
      'setting',
      'department',
      'position',
      'territory',
      'team',
      'employee',
      'product_line',
      'product',
      'channel',
      'source',
      'campaign',
      'segment',
    ],
    ...[
      'pipeline',
      'stage',
      'client',
      'client_place',
      'deal',
      'deal_line',
      'deal_fact',
      'idempotency',
      'ledger',
      'ledger_mark',
    ],
    ...rollups.map((rollup) => rollup.table),
  ];
  for (const table of tables) {
    const [dump] = await from.owner.query<{ rows: object[] | null }>(
      sql`select jsonb_agg(to_jsonb(t)) as rows from ${raw(table)} t`,
    );
    // what is generated from other columns is generated anew
    const [told] = await to.owner.query<{
      columns: string;
    }>(sql`select string_agg(quote_ident(column_name), ', ') as columns
      from information_schema.columns where table_schema = 'public' and table_name = ${table} and is_generated = 'NEVER'`);
    const columns = raw(told?.columns ?? '');
    await to.owner.query(sql`insert into ${raw(table)} (${columns}) select ${columns}
      from jsonb_populate_recordset(null::public.${raw(table)}, ${JSON.stringify(dump?.rows ?? [])})`);
  }
  const sequences = await from.owner.query<{ name: string; value: string | null }>(
    sql`select sequencename as name, last_value as value from pg_sequences where schemaname = 'public'`,
  );
  for (const { name, value } of sequences) {
    if (value !== null && name !== 'migration_id_seq')
      await to.owner.query(sql`select setval(${name}::regclass, ${value})`);
  }
}

async function sums(database: Database): Promise<{ entries: number; revenue: string; revision: string }> {
  const [row] = await database.owner.query<{
    entries: string;
    revenue: string;
    revision: string;
  }>(sql`select count(*) as entries,
    (select sum(revenue) from (select revenue from rollup_product union all select revenue from ledger where xid >= (select mark from ledger_mark)) s) as revenue,
    (select merged + (select count(*) from ledger where xid >= mark) from ledger_mark) as revision from ledger`);
  return { entries: Number(row?.entries), revenue: String(row?.revenue), revision: String(row?.revision) };
}
