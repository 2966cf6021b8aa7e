import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dimensionColumns, dimensions } from '../../server/src/ledger/dimensions.ts';
import { measureNames } from '../../server/src/ledger/measures.ts';
import { rollups } from '../../server/src/ledger/rollups.ts';
import { sql } from '../../server/src/lib/sql.ts';
import { startDatabase, type TestDatabase } from '../world/database.ts';

/** Columns of the ledger that neither break it down nor are summed. */
const about = [
  ...['id', 'xid', 'recorded_at', 'effective_at', 'day', 'month', 'kind', 'origin', 'event', 'correction'],
  ...['actor_id', 'reverses', 'fact_id', 'deal_id', 'noun', 'noun_id'],
];

let own: TestDatabase;
beforeAll(async () => {
  own = await startDatabase();
});
afterAll(() => own?.close());

async function columnsOf(table: string): Promise<string[]> {
  const rows = await own.database.app.query<{
    name: string;
  }>(sql`/* columns-of */ select attname as name from pg_attribute
    where attrelid = to_regclass(${table}) and attnum > 0 and not attisdropped order by attname collate "C"`);
  return rows.map(({ name }) => name);
}

describe('the registry mirrors the tables', () => {
  test('the ledger', async () => {
    expect(await columnsOf('ledger')).toEqual([...about, ...dimensionColumns, ...measureNames].toSorted());
  });

  test.each(rollups.map((rollup) => [rollup.table, rollup] as const))(
    '%s',
    async (table, { grain, dimensions: keys }) => {
      expect(await columnsOf(table)).toEqual([grain, ...keys, ...measureNames].toSorted());
    },
  );

  test('no rollup is missing', async () => {
    const rows = await own.database.app.query<{ name: string }>(
      sql`/* rollups */ select relname as name from pg_class where relkind = 'r' and relname like 'rollup\\_%' order by 1`,
    );
    expect(rows.map(({ name }) => name)).toEqual(rollups.map(({ table }) => table).sort());
  });

  test('every dimension names a table', async () => {
    for (const table of Object.values(dimensions)) expect(await columnsOf(table), table).toContain('id');
  });

  test('a column more, or one less, is found', async () => {
    const planted = await startDatabase();
    const before = own;
    try {
      own = planted;
      await planted.database.owner.query(sql`alter table rollup_people add column forgotten bigint`);
      expect(await columnsOf('rollup_people')).toContain('forgotten');
      await planted.database.owner.query(sql`alter table ledger drop column won`);
      expect(await columnsOf('ledger')).not.toEqual([...about, ...dimensionColumns, ...measureNames].toSorted());
    } finally {
      own = before;
      await planted.close();
    }
  });
});
