import type { TestProject } from 'vitest/node';
import { openDatabase } from '../../server/src/database/database.ts';
import { migrate } from '../../server/src/database/migrate.ts';
import { prepareLedger } from '../../server/src/ledger/roll.ts';
import { startCluster } from './cluster.ts';
import { createDatabase, databaseAt, sealTemplate, templateName } from './databases.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** address of the run's cluster, its database `postgres` */
    clusterUrl: string;
  }
}

/** Once per run: a cluster, and in it a migrated database that every test clones. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cluster = await startCluster();
  try {
    await createDatabase(cluster.url, templateName);
    const url = databaseAt(cluster.url, templateName);
    await migrate(url);
    const database = openDatabase(url, 2, () => undefined);
    await prepareLedger(database.owner);
    await database.close();
    await sealTemplate(cluster.url);
  } catch (error) {
    await cluster.stop();
    throw error;
  }
  project.provide('clusterUrl', cluster.url);
  return cluster.stop;
}
