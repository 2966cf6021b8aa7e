import { inject } from 'vitest';
import { type Database, openDatabase } from '../../server/src/database/database.ts';
import { createDatabase, databaseAt, dropDatabase, templateName } from './databases.ts';

/** A database of a test's own. */
export interface TestDatabase {
  url: string;
  /** both pools open on it */
  database: Database;
  /** closes the pools and drops it */
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** connections for requests: 8 unless told */
  poolSize?: number;
  /** false: a database without our schema, for tests of migrating */
  migrated?: boolean;
  /** opens this one instead, and leaves it standing when closed */
  url?: string;
}

/** Clones the run's template, migrated and empty: the database part of a world, without a server. */
export async function startDatabase({
  poolSize = 8,
  migrated = true,
  url,
}: DatabaseOptions = {}): Promise<TestDatabase> {
  if (url !== undefined) return opened(url, poolSize, async () => undefined);
  const clusterUrl = inject('clusterUrl');
  const name = await createDatabase(clusterUrl, undefined, migrated ? templateName : 'template0');
  return opened(databaseAt(clusterUrl, name), poolSize, () => dropDatabase(clusterUrl, name));
}

function opened(url: string, poolSize: number, drop: () => Promise<void>): TestDatabase {
  // Dropping a database ends the connections left in it; what they say then is no failure of the test.
  const database = openDatabase(url, poolSize, () => undefined);
  return {
    url,
    database,
    close: async () => {
      await database.close();
      await drop();
    },
  };
}
