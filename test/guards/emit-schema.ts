import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '../../server/src/database/database.ts';
import { describeDatabase } from '../../server/src/database/describe.ts';
import { migrate } from '../../server/src/database/migrate.ts';
import { printVoronkaSchema } from '../../server/src/schema.ts';
import { startCluster } from '../world/cluster.ts';

/** Where what is emitted stands committed. */
export const graphqlFile = join(import.meta.dirname, '..', '..', 'schema', 'schema.graphql');
export const databaseFile = join(import.meta.dirname, '..', '..', 'schema', 'database.sql');

/** What the migrations make of an empty database. */
export async function emitDatabase(url: string): Promise<string> {
  await migrate(url);
  const database = openDatabase(url, 1, () => undefined);
  try {
    return await describeDatabase(database.owner);
  } finally {
    await database.close();
  }
}

// node --import @oxc-node/core/register guards/emit-schema.ts: writes both files anew.
if (process.argv[1] === import.meta.filename) {
  const cluster = await startCluster();
  try {
    writeFileSync(databaseFile, await emitDatabase(cluster.url));
  } finally {
    await cluster.stop();
  }
  writeFileSync(graphqlFile, printVoronkaSchema());
}
