import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { chainAudit } from '../../server/src/access/audit-chain.ts';
import { auditChainHolds } from '../../server/src/access/audit-verify.ts';
import { fenced } from '../../server/src/access/fence.ts';
import { migrate } from '../../server/src/database/migrate.ts';
import { prepareLedger, roll } from '../../server/src/ledger/roll.ts';
import { ledgerChecks, verify } from '../../server/src/ledger/verify.ts';
import { sql } from '../../server/src/lib/sql.ts';
import { contactFence } from '../../server/src/sales/contacts/contact.rules.ts';
import { dealsEqualTheirFacts } from '../../server/src/sales/deals/verify-deals.ts';
import { createDatabase, databaseAt, dropDatabase } from '../world/databases.ts';
import { adds, contextOf, does, type Office, openOffice, revealed } from './contacts-office.ts';

const clusterUrl = inject('clusterUrl');
const name = `plain_${randomUUID().replaceAll('-', '')}`;
let office: Office;

/** An owner as others' PostgreSQL has them: no superuser, no way round row-level security. */
beforeAll(async () => {
  await asSuperuser(`create role ${name} login password 'plain' nosuperuser nobypassrls; grant voronka_app to ${name}`);
  await createDatabase(clusterUrl, name, 'template0');
  await asSuperuser(`alter database ${name} owner to ${name}`);
  const url = new URL(databaseAt(clusterUrl, name));
  Object.assign(url, { username: name, password: 'plain' });
  await migrate(url.href);
  office = await openOffice({ databaseUrl: url.href });
});
afterAll(async () => {
  await office?.close();
  await dropDatabase(clusterUrl, name);
  await asSuperuser(`drop role ${name}`);
});

async function asSuperuser(text: string): Promise<void> {
  const client = new pg.Client({ connectionString: clusterUrl });
  await client.connect();
  await client.query(text).finally(() => client.end());
}

test('an owner who is no superuser migrates, serves, rolls, chains and verifies', async () => {
  const { world, clients } = office;
  const { owner } = world.database;
  expect(
    await owner.query(sql`select rolsuper or rolbypassrls as mighty from pg_roles where rolname = current_user`),
  ).toEqual([{ mighty: false }]);
  const contact = await adds(world, clients.olgas, { phone: '+79161234567' });
  expect(await does(world, 'revealContact', { contactId: contact.id }, revealed)).toMatchObject({
    phone: '+79161234567',
  });
  await does(world, 'eraseContact', { id: contact.id }, '{ name }');
  await prepareLedger(owner);
  expect(await roll(owner)).toBeGreaterThanOrEqual(0);
  await chainAudit(owner);
  expect(await verify(owner, [...ledgerChecks, dealsEqualTheirFacts, auditChainHolds])).toEqual([]);
});

test('is held to the fence, and has the door', async () => {
  const { world, clients } = office;
  await adds(world, clients.pavels);
  const { owner } = world.database;
  expect(await owner.query(sql`select 1 from contact`)).toEqual([]);
  const dump = owner.transaction(async (tx) => {
    await tx.query(sql`set local row_security = off`);
    return tx.query(sql`select 1 from contact`);
  });
  await expect(dump, 'a dump that would leave rows out says so').rejects.toThrow('row-level security');
  const ctx = contextOf(world, { role: 'director' });
  const found = await fenced(owner, ctx, { fence: contactFence }, (tx) => tx.query(sql`select 1 from contact`));
  expect(found.length).toBeGreaterThan(0);
});
