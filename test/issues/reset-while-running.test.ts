import { existsSync, mkdtempSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startEmbedded } from '../../server/src/database/embedded.ts';
import { removeEmbedded } from '../../server/src/database/embedded-remove.ts';

test('a reset does not take the data away from under a running server; afterwards it takes all of it', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'voronka-test-reset-'));
  await chmod(dataDir, 0o755);
  const running = await startEmbedded({ dataDir });
  expect(await removeEmbedded(dataDir)).toBe(false);
  expect(existsSync(join(dataDir, 'pgdata', 'PG_VERSION'))).toBe(true);
  await running.stop();
  expect(await removeEmbedded(dataDir)).toBe(true);
  expect(existsSync(dataDir)).toBe(false);
  expect(await removeEmbedded(dataDir), 'nothing there is nothing to do').toBe(true);
});
