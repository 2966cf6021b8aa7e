import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '../../server/src/lib/sql.ts';
import { adds, type ContactTold, type Office, openOffice } from '../access/contacts-office.ts';
import { refusal } from '../world/graphql-client.ts';
import type { World } from '../world/world.ts';

// Whoever may not read contacts asked what is held about each of them, thirty in a document, and had the client base.

let office: Office;
let world: World;
let contacts: ContactTold[];
beforeAll(async () => {
  office = await openOffice();
  ({ world } = office);
  contacts = [];
  for (let i = 0; i < 14; i += 1)
    contacts.push(await adds(world, office.clients.olgas, { name: `Контакт ${i}`, phone: `+7916000000${i % 10}` }));
});
afterAll(() => office?.close());

const held = (ids: string[]) =>
  `{ ${ids.map((id, i) => `a${i}: subjectExport(contactId: "${id}") { json }`).join(' ')} }`;
const noted = async () =>
  (
    await world.database.owner.query<{ n: number }>(
      sql`select count(*)::int as n from audit_entry where action = 'exportSubject'`,
    )
  )[0]?.n;

test('not by a credential that may only look', async () => {
  const looker = await world.enters('administrator', { readOnly: true });
  const [{ id }] = contacts as [ContactTold];
  expect(await looker.refused(held([id]))).toMatchObject({ code: 'FORBIDDEN' });
  expect(await noted()).toBe(0);
});

test('one in a document', async () => {
  const administrator = await world.enters('administrator');
  const all = held(contacts.map(({ id }) => id));
  expect(await administrator.refused(all)).toMatchObject({ refusal: 'ONE_AT_A_TIME' });
});

test('ten a day, however many at once; what is noted was told, what was told is noted', async () => {
  const administrator = await world.enters('administrator');
  const told = await Promise.allSettled(contacts.map(({ id }) => administrator.ask(held([id]))));
  expect(told.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
  expect(await noted()).toBe(1 + 10);
  const [{ id }] = contacts as [ContactTold];
  expect(await refusal(administrator.ask(held([id])))).toMatchObject({ refusal: 'EXPORT_LIMIT' });
  world.clock.advance({ hours: 25 });
  await administrator.ask(held([id]));
});
