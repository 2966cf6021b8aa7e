import { randomUUID } from 'node:crypto';
import pg from 'pg';

/** The migrated, empty database of the run. */
export const templateName = 'voronka_template';

/** The address of another database of the same cluster. */
export function databaseAt(clusterUrl: string, name: string): string {
  const url = new URL(clusterUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** Creates a database; with a template as its copy, which takes some 50 ms. */
export async function createDatabase(
  clusterUrl: string,
  name = `test_${randomUUID().replaceAll('-', '')}`,
  template = 'template0',
) {
  await asSuperuser(clusterUrl, (client) => client.query(`create database ${name} template ${template}`));
  return name;
}

/** Drops a database, whoever is still connected. */
export async function dropDatabase(clusterUrl: string, name: string): Promise<void> {
  await asSuperuser(clusterUrl, (client) => client.query(`drop database if exists ${name} with (force)`));
}

/** Nobody connects to the template any more: a connection would forbid cloning it. */
export async function sealTemplate(clusterUrl: string): Promise<void> {
  await asSuperuser(clusterUrl, (client) =>
    client.query(`alter database ${templateName} is_template true allow_connections false`),
  );
}

async function asSuperuser(clusterUrl: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: clusterUrl });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
