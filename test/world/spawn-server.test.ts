import { expect, test } from 'vitest';
import { issueToken } from './credentials.ts';
import { startDatabase } from './database.ts';
import { askOverHttp } from './graphql-client.ts';
import { spawnServer } from './spawn-server.ts';

test('a server of its own process is killed with -9, started again, and asked to stop', async () => {
  const own = await startDatabase();
  const env = { DATABASE_URL: own.url };
  const first = await spawnServer({ env });
  const headers = { authorization: `Bearer ${await issueToken(own.database.owner, 'analyst')}` };
  const answer = await askOverHttp(`${first.url}/graphql`, '{ teams { totalCount } }', {}, headers);
  expect(answer).toEqual({ teams: { totalCount: 0 } });
  await first.kill();
  const second = await spawnServer({ env: { ...env, PORT: String(first.port) } });
  expect(second.url).toBe(first.url);
  expect(await second.stop()).toBe(0);
  await own.close();
});

test('what a server says before it fails is told', async () => {
  await expect(spawnServer({ env: { DATABASE_URL: 'mysql://x' } })).rejects.toThrow(
    'DATABASE_URL: expected postgres://',
  );
});
