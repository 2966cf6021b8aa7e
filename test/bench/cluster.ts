import { type Database, openDatabase } from '../../server/src/database/database.ts';
import { migrate } from '../../server/src/database/migrate.ts';
import { ensureSettings } from '../../server/src/department/settings/ensure-settings.ts';
import { prepareLedger } from '../../server/src/ledger/roll.ts';
import { type ClusterKind, startCluster } from '../world/cluster.ts';
import { createDatabase, databaseAt } from '../world/databases.ts';

/** Durable, as in production: a commit waits for the disk. Only sizes are set, and no checkpoint falls into a measurement. */
const ofBench: ClusterKind = {
  prefix: 'voronka-bench-',
  settings: {
    shared_buffers: '512MB',
    effective_cache_size: '2GB',
    maintenance_work_mem: '512MB',
    max_wal_size: '8GB',
    checkpoint_timeout: '30min',
    max_connections: '100',
  },
};

export interface BenchCluster {
  /** A new, migrated, empty database. */
  database(name: string): Promise<string>;
  stop(): Promise<void>;
}

/** The bench's own PostgreSQL, in a temporary folder that goes with it. */
export async function startBenchCluster(): Promise<BenchCluster> {
  const postgres = await startCluster(ofBench);
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
    stop: postgres.stop,
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
