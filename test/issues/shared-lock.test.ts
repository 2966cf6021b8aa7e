import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { audit } from '../../server/src/access/audit.ts';
import { chainAudit } from '../../server/src/access/audit-chain.ts';
import { systemViewer } from '../../server/src/access/viewer.ts';
import { locks } from '../../server/src/database/locks.ts';
import { projectFiles } from '../guards/project-files.ts';
import { startDatabase, type TestDatabase } from '../world/database.ts';

// The demo's simulator held, for as long as it lived, the lock that the audit log's chain takes each second: nothing was ever chained.

let own: TestDatabase;
beforeAll(async () => {
  own = await startDatabase();
});
afterAll(() => own?.close());

test('every lock is its own, and stands in one place', () => {
  const numbers = Object.values(locks);
  expect(new Set(numbers).size).toBe(numbers.length);
  const elsewhere = projectFiles(['server/src', 'server/migrations'])
    .filter(({ path }) => !path.endsWith('database/locks.ts'))
    .filter(({ text }) => /7_?063_?451_?\d/.test(text));
  expect(elsewhere.map(({ path }) => path)).toEqual([]);
});

test.each(Object.keys(locks).filter((name) => name !== 'chain'))('the chain grows while %s is locked', async (name) => {
  const other = new pg.Client({ connectionString: own.url });
  await other.connect();
  try {
    await other.query('select pg_advisory_lock($1)', [locks[name as keyof typeof locks]]);
    await audit(own.database.owner, systemViewer('test', 'api'), new Date(), { action: 'test' });
    expect(await chainAudit(own.database.owner)).toBe(1);
  } finally {
    await other.end();
  }
});
