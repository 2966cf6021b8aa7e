import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import pino from 'pino';
import { expect, test } from 'vitest';
import { keepEmbedded } from '../../server/src/database/embedded-keeper.ts';

test('an embedded PostgreSQL killed with -9 is started again, where the pools look for it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'voronka-test-kept-'));
  await chmod(folder, 0o755);
  let url = '';
  const asks = async () => {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      return (await client.query<{ pid: number }>('select pg_backend_pid() as pid')).rows.length === 1;
    } catch {
      return false;
    } finally {
      await client.end().catch(() => undefined);
    }
  };
  const alive = async () => url === '' || (await asks());
  const kept = await keepEmbedded(folder, pino({ level: 'silent' }), alive, 100);
  try {
    url = kept.url;
    expect(await asks()).toBe(true);
    const pid = Number(readFileSync(join(folder, 'pgdata', 'postmaster.pid'), 'utf8').split('\n')[0]);
    process.kill(pid, 'SIGKILL');
    await expect.poll(asks, { timeout: 5_000, interval: 20 }).toBe(false);
    await expect.poll(asks, { timeout: 20_000 }).toBe(true);
  } finally {
    await kept.stop();
    expect(await asks()).toBe(false);
    rmSync(folder, { recursive: true, force: true });
  }
}, 60_000);
