import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '../../server/src/lib/sql.ts';
import { startDatabase, type TestDatabase } from './database.ts';

let own: TestDatabase;
beforeAll(async () => {
  own = await startDatabase();
});
afterAll(() => own.close());

test('a test has a migrated, empty database of its own', async () => {
  await own.database.owner.query(sql`insert into territory (name) values ('Москва')`);
  const other = await startDatabase();
  expect(await other.database.app.query(sql`select count(*)::int as n from territory`)).toEqual([{ n: 0 }]);
  expect(await other.database.app.query(sql`select count(*)::int as n from ledger_mark`)).toEqual([{ n: 1 }]);
  await other.close();
});
