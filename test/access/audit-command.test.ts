import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { audit } from '../../server/src/access/audit.ts';
import { systemViewer } from '../../server/src/access/viewer.ts';
import { startDatabase, type TestDatabase } from '../world/database.ts';

const serverFolder = join(import.meta.dirname, '../../server');

let own: TestDatabase;
beforeAll(async () => {
  own = await startDatabase();
  const actor = systemViewer('test', 'system');
  for (let i = 0; i < 3; i += 1) await audit(own.database.app, actor, new Date(), { action: 'work' });
});
afterAll(() => own?.close());

/** Runs `voronka verify` in a process of its own. */
function verify(...args: string[]): Promise<{ out: string; err: string; code: number }> {
  const entry = ['--import', '@oxc-node/core/register', 'src/cli.ts', 'verify', ...args];
  const env = { ...process.env, DATABASE_URL: own.url, LOG_LEVEL: 'silent' };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, entry, { cwd: serverFolder, env }, (_error, out, err) =>
      resolve({ out, err, code: child.exitCode ?? -1 }),
    );
  });
}

test('voronka verify says where the audit chain ends, and proves later that nothing before it has changed', async () => {
  const first = await verify();
  expect(first).toMatchObject({ err: '', code: 0 });
  const [, head = ''] = /^audit chain: (3:[\da-f]{64})$/m.exec(first.out) ?? [];
  expect(head).not.toBe('');
  await audit(own.database.app, systemViewer('test', 'system'), new Date(), { action: 'more' });
  expect(await verify('--head', head)).toMatchObject({ code: 0, out: expect.stringContaining('audit chain: 4:') });

  for (const text of [
    'alter table audit_chain disable trigger all',
    'alter table audit_entry disable trigger all',
    'truncate audit_chain, audit_entry',
    "update audit_mark set mark = '0'",
  ])
    await own.database.owner.query({ text, values: [] });
  expect(await verify(), 'an empty log fits itself').toMatchObject({ code: 0 });
  expect(await verify('--head', head)).toMatchObject({ code: 1, out: expect.stringContaining('audit chain') });
  expect(await verify('--head', 'nonsense')).toMatchObject({ code: 2, err: expect.stringContaining('--head expects') });
}, 60_000);
