import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { describeDatabase } from '../../server/src/database/describe.ts';
import { printNouns } from '../../server/src/print-nouns.ts';
import { printVoronkaSchema } from '../../server/src/schema.ts';
import { startDatabase, type TestDatabase } from '../world/database.ts';
import { projectRoot } from './project-files.ts';

const howto = 'schema/ differs from what this build emits: run `npm run voronka -- schema` and look at what changed';

function committed(name: string): string {
  return readFileSync(join(projectRoot, 'schema', name), 'utf8');
}

let own: TestDatabase;
let described: string;
beforeAll(async () => {
  own = await startDatabase();
  described = await describeDatabase(own.database.owner);
});
afterAll(() => own?.close());

describe('the committed schema', () => {
  test('schema.graphql is what the server offers', () => {
    expect(committed('schema.graphql'), howto).toBe(printVoronkaSchema());
  });

  test('the table of nouns and their verbs in server/README.md is whole', () => {
    expect(readFileSync(join(projectRoot, 'server', 'README.md'), 'utf8'), howto).toBe(printNouns());
  });

  test('database.sql is what the migrations make', () => {
    expect(committed('database.sql'), howto).toBe(described);
  });
});

describe('a changed database is described differently', () => {
  test.each([
    'alter table ledger disable trigger ledger_no_change',
    'alter table ledger add column note text',
    'alter table deal alter column title drop not null',
    'alter table deal alter column version set default 2',
    'alter table deal drop constraint deal_amount_check',
    'drop index ledger_xid',
    'grant update on ledger to voronka_app',
    'grant update on sequence ledger_id_seq to voronka_app',
    "alter type origin add value 'planted'",
    "create or replace function refuse_ledger_change() returns trigger language plpgsql as 'begin return new; end'",
    'alter table contact no force row level security',
    'drop policy contact_add on contact',
    'revoke update (data) on deal_fact from voronka_app',
    'create view planted_view as select 1 as n',
    'create table planted (id int)',
  ])('%s', async (change) => {
    const before = described;
    await own.database.owner.query({ text: change, values: [] });
    described = await describeDatabase(own.database.owner);
    expect(described).not.toBe(before);
  });
});

test('the order in which things were made does not matter', async () => {
  const [one, other] = await Promise.all([startDatabase(), startDatabase()]);
  const [a, b] = ['create table planted_a (id int)', 'create table planted_b (id int)'];
  for (const text of [a, b]) await one.database.owner.query({ text, values: [] });
  for (const text of [b, a]) await other.database.owner.query({ text, values: [] });
  expect(await describeDatabase(one.database.owner)).toBe(await describeDatabase(other.database.owner));
  await Promise.all([one.close(), other.close()]);
});
