import { afterAll, beforeAll, expect, test } from 'vitest';
import { offerSetUp } from '../../server/src/accounts/set-up.ts';
import { sql } from '../../server/src/lib/sql.ts';
import { startDatabase, type TestDatabase } from '../world/database.ts';

// A first account made on the command line that decides nothing ended the set-up link: nobody could ever let anybody in.

let own: TestDatabase;
beforeAll(async () => {
  own = await startDatabase();
});
afterAll(() => own?.close());

const account = (role: string) =>
  own.database.owner.query(
    sql`/* fixture */ insert into account (name, login, role, created_at) values (${role}, ${role}, ${role}::account_role, now())`,
  );

test('the link to set up is offered until there is somebody who decides', async () => {
  const now = new Date();
  expect(await offerSetUp(own.database.owner, now)).toMatch(/^\/setup#/);
  await account('manager');
  expect(await offerSetUp(own.database.owner, now)).toMatch(/^\/setup#/);
  await account('administrator');
  expect(await offerSetUp(own.database.owner, now)).toBeNull();
});
