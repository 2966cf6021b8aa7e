import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase } from '../../server/src/database/database.ts';
import { type EmbeddedPostgres, startEmbedded } from '../../server/src/database/embedded.ts';
import { migrate } from '../../server/src/database/migrate.ts';
import { ensureSettings } from '../../server/src/department/settings/ensure-settings.ts';
import { prepareLedger } from '../../server/src/ledger/roll.ts';
import { createDatabase, databaseAt } from '../world/databases.ts';

const prefix = 'voronka-bench-';
/** Durable, as in production: a commit waits for the disk. Only sizes are set, and no checkpoint falls into a measurement. */
const settings = {
  shared_buffers: '512MB',
  effective_cache_size: '2GB',
  maintenance_work_mem: '512MB',
  max_wal_size: '8GB',
  checkpoint_timeout: '30min',
  max_connections: '100',
};

export interface BenchCluster {
  /** A new, migrated, empty database. */
  database(name: string): Promise<string>;
  stop(): Promise<void>;
}

/** The bench's own PostgreSQL, in a temporary folder that goes with it. */
export async function startBenchCluster(): Promise<BenchCluster> {
  await clearAbandoned();
  const folder = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`));
  // Run as root, PostgreSQL works under another account, which must be able to get in.
  await chmod(folder, 0o755);
  const postgres = await startEmbedded({ dataDir: folder, settings });
  return {
    database: async (name) => {
      await createDatabase(postgres.url, name);
      const url = databaseAt(postgres.url, name);
      await migrate(url);
      const database = openDatabase(url, 2, () => undefined);
      await prepareLedger(database.owner);
      await ensureSettings(database.owner, department);
      await database.close();
      return url;
    },
    stop: () => stopAndRemove(postgres, folder),
  };
}

const department = {
  departmentName: 'Отдел',
  timeZone: 'Europe/Moscow',
  currency: 'RUB',
  activityWindowDays: 365,
  demo: false,
};

/** Runs something with both doors to a database open. */
export async function withDatabase<Result>(
  url: string,
  poolSize: number,
  work: (database: Database) => Promise<Result>,
): Promise<Result> {
  const database = openDatabase(url, poolSize, () => undefined);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

async function stopAndRemove(postgres: EmbeddedPostgres, folder: string): Promise<void> {
  await postgres.stop();
  const moved = join(folder, 'moved-to.json');
  if (existsSync(moved))
    rmSync((JSON.parse(readFileSync(moved, 'utf8')) as { to: string }).to, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
}

/** A bench that was killed with -9 leaves gigabytes and a postmaster: joining as its only user and leaving stops it. */
async function clearAbandoned(): Promise<void> {
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
