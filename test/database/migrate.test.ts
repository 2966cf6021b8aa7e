import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { MigrationError, migrate, migrationsList } from '../../server/src/database/migrate.ts';
import { sql } from '../../server/src/lib/sql.ts';
import { startDatabase } from '../world/database.ts';
import { spawnServer } from '../world/spawn-server.ts';

const names = migrationsList.map((migration) => migration.name);

test('two servers starting at once on an empty database migrate once, and both serve', async () => {
  const own = await startDatabase({ migrated: false });
  const servers = await Promise.all([1, 2].map(() => spawnServer({ env: { DATABASE_URL: own.url } })));
  for (const server of servers) expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  const applied = await own.database.owner.query<{ name: string }>(sql`select name from migration order by id`);
  expect(applied.map((row) => row.name)).toEqual(names);
  for (const server of servers) expect(await server.stop()).toBe(0);
  await own.close();
}, 60_000);

test('a schema newer than the build is refused, and left as it is', async () => {
  const own = await startDatabase();
  await own.database.owner.query(sql`insert into migration (name) values ('9999-from-the-future')`);
  await expect(migrate(own.url)).rejects.toThrow(MigrationError);
  await expect(spawnServer({ env: { DATABASE_URL: own.url } })).rejects.toThrow(
    'migrated by a newer Voronka (9999-from-the-future)',
  );
  await own.close();
});

test('a second start migrates nothing', async () => {
  const own = await startDatabase();
  expect(await migrate(own.url)).toEqual({ applied: [] });
  await own.close();
});

test('a wrong configuration is told at once, with every problem named, and ends the start', async () => {
  const run = promisify(execFile)(process.execPath, ['--import', '@oxc-node/core/register', 'src/main.ts'], {
    cwd: join(import.meta.dirname, '../../server'),
    env: {
      ...process.env,
      PORT: 'x',
      DEMO: 'perhaps',
      TIME_ZONE: 'Moscow',
      DATABASE_URL: 'mysql://x',
      CURRENCY: 'RUR?',
    },
  });
  const failure = (await run.catch((error: unknown) => error)) as { code: number; stderr: string };
  expect(failure.code).toBe(1);
  expect(failure.stderr).toContain('5 problem(s)');
  for (const name of ['PORT', 'DEMO', 'TIME_ZONE', 'DATABASE_URL', 'CURRENCY'])
    expect(failure.stderr).toContain(`${name}:`);
});
