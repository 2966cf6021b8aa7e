import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { describeDatabase } from '../../server/src/database/describe.ts';
import { printVoronkaSchema } from '../../server/src/schema.ts';
import { startDatabase, type TestDatabase } from '../world/database.ts';
import { databaseFile, emitDatabase, graphqlFile } from './emit-schema.ts';

const howto = 'the committed schema differs: emit it anew (CONTRIBUTING.md) and look at what changed';

describe('the committed schema', () => {
  test('schema.graphql is what the server offers', () => {
    expect(readFileSync(graphqlFile, 'utf8'), howto).toBe(printVoronkaSchema());
  });

  test('database.sql is what the migrations make', async () => {
    const own = await startDatabase({ migrated: false });
    const emitted = await emitDatabase(own.url);
    await own.close();
    expect(readFileSync(databaseFile, 'utf8'), howto).toBe(emitted);
  });
});

describe('a changed database is described differently', () => {
  let own: TestDatabase;
  let before: string;
  beforeAll(async () => {
    own = await startDatabase();
    before = await describeDatabase(own.database.owner);
  });
  afterAll(() => own?.close());

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
    'create view planted as select 1 as n',
    'create table planted (id int)',
  ])('%s', async (change) => {
    await own.database.owner.query({ text: change, values: [] });
    const after = await describeDatabase(own.database.owner);
    expect(after).not.toBe(before);
    before = after;
  });
});
