import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedPostgres, startEmbedded } from '../../server/src/database/embedded.ts';

/** What kind of cluster: the name its folders begin with, and its settings. */
export interface ClusterKind {
  prefix: string;
  settings: Record<string, string>;
}

/** Nothing of a test outlives its run, so nothing waits for the disk. */
const ofTests: ClusterKind = {
  prefix: 'voronka-test-',
  settings: {
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    max_connections: '200',
    max_wal_size: '4GB',
  },
};

/** A PostgreSQL of this run alone, in a temporary folder. */
export interface TestCluster {
  url: string;
  stop(): Promise<void>;
}

/** Starts the run's own PostgreSQL; stopping it removes its files. */
export async function startCluster(kind = ofTests): Promise<TestCluster> {
  const { prefix, settings } = kind;
  await clearAbandoned(kind);
  const folder = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`));
  // Run as root, PostgreSQL works under another account, which must be able to get in.
  await chmod(folder, 0o755);
  const postgres = await startEmbedded({ dataDir: folder, settings });
  return { url: postgres.url, stop: () => stopAndRemove(postgres, folder) };
}

async function stopAndRemove(postgres: EmbeddedPostgres, folder: string): Promise<void> {
  await postgres.stop();
  const moved = join(folder, 'moved-to.json');
  if (existsSync(moved))
    rmSync((JSON.parse(readFileSync(moved, 'utf8')) as { to: string }).to, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
}

/** A run that was killed with -9 leaves its cluster running: joining it as its only user and leaving stops it. */
async function clearAbandoned({ prefix, settings }: ClusterKind): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const pid = name.startsWith(prefix) ? Number.parseInt(name.slice(prefix.length), 10) : Number.NaN;
    if (!Number.isInteger(pid) || isAlive(pid)) continue;
    const folder = join(tmpdir(), name);
    try {
      await stopAndRemove(await startEmbedded({ dataDir: folder, settings }), folder);
    } catch {
      // somebody else's folder, or half made: not ours to clear
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
