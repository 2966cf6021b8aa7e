import { afterAll, beforeAll, expect, test } from 'vitest';
import { fenced } from '../../server/src/access/fence.ts';
import { addAccount } from '../../server/src/accounts/add-account.ts';
import { sql } from '../../server/src/lib/sql.ts';
import { contactFence } from '../../server/src/sales/contacts/contact.rules.ts';
import { adds, contextOf, type Office, openOffice } from '../access/contacts-office.ts';
import { invites } from '../access/people.ts';
import { refusal } from '../world/graphql-client.ts';
import type { World } from '../world/world.ts';

// PostgreSQL wrote the login of whoever could not be given it twice into its log, where erasing does not reach.

let office: Office;
let world: World;
beforeAll(async () => {
  office = await openOffice();
  ({ world } = office);
});
afterAll(() => office?.close());

test('the embedded PostgreSQL logs errors without the values they are about', async () => {
  const shown = await world.database.owner.query(sql`select current_setting('log_error_verbosity') as verbosity,
    current_setting('log_min_error_statement') as statements`);
  expect(shown).toEqual([{ verbosity: 'terse', statements: 'panic' }]);
});

test('a login or an employee that is taken is refused without an error of the database', async () => {
  const olga = await world.employee('Ольга');
  await invites(world, { login: 'taken@example.test', employeeId: olga.id });
  const twin = { name: 'Ольга', role: 'manager', login: 'taken@example.test', employeeId: null } as const;
  await world.database.app.transaction(async (tx) => {
    const again = (account: { login: string; employeeId: string | null }) =>
      addAccount(tx, { ...twin, ...account }, 'input.', new Date()).catch((error: unknown) => String(error));
    expect(await again(twin)).toContain('input.login');
    expect(await again({ login: 'free@example.test', employeeId: olga.id })).toContain('input.employeeId');
    // after an error a transaction answers nothing any more
    expect(await tx.query(sql`select 1 as n`)).toEqual([{ n: 1 }]);
  });
  expect(await refusal(invites(world, { login: 'TAKEN@example.test' }))).toMatchObject({ refusal: 'LOGIN_TAKEN' });
});

test('the number of a contact that is taken is told by no error of the database: it lies behind the fence', async () => {
  await adds(world, office.clients.olgas, { externalId: 'Гиацинтов С.' });
  const ctx = contextOf(world, { role: 'director' });
  const again = fenced(world.database.app, ctx, { fence: contactFence, write: 'addContact' }, (tx) =>
    tx.query(
      sql`insert into contact (client_id, name, external_id) values (${office.clients.olgas.id}, 'X', 'Гиацинтов С.')`,
    ),
  );
  const error = await again.catch((thrown: { message: string; detail?: string }) => thrown);
  expect(error).toMatchObject({ code: '23505', constraint: 'contact_external_id_key' });
  expect(`${(error as Error).message} ${(error as { detail?: string }).detail}`).not.toContain('Гиацинтов');
});
