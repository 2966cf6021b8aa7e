import { Migrator } from '@mikro-orm/migrations';
import { MikroORM } from '@mikro-orm/postgresql';
import pg from 'pg';
import { Spine } from '../../migrations/0001-spine.ts';
import { AccessMigration } from '../../migrations/0002-access.ts';
import { GuardedMigration } from '../../migrations/0003-guarded.ts';
import { WholeMigration } from '../../migrations/0004-whole.ts';
import { locks } from './locks.ts';

/** In order; a released migration is never edited, only followed by another. */
export const migrationsList = [
  { name: '0001-spine', class: Spine },
  { name: '0002-access', class: AccessMigration },
  { name: '0003-guarded', class: GuardedMigration },
  { name: '0004-whole', class: WholeMigration },
];

const oldestServer = 150_000;

/** Thrown when the database cannot be served by this build; the message is for the person who started it. */
export class MigrationError extends Error {}

/**
 * Brings the schema up to this build. Two servers starting at once migrate once (advisory lock);
 * a schema newer than the build is refused, because writing to it could break what the newer build relies on.
 */
export async function migrate(url: string): Promise<{ applied: string[] }> {
  const guard = new pg.Client({ connectionString: url, connectionTimeoutMillis: 15_000 });
  await guard.connect().catch((error: Error) => refuseUnreachable(guard, error));
  try {
    await guard.query('select pg_advisory_lock($1)', [locks.migration]);
    await refuseUnfit(guard);
    const orm = await MikroORM.init({
      clientUrl: url,
      entities: [],
      discovery: { warnWhenNoEntities: false },
      extensions: [Migrator],
      migrations: { migrationsList, snapshot: false, tableName: 'migration', transactional: true },
      pool: { min: 0, max: 2 },
      logger: () => undefined,
    });
    try {
      const applied = await orm.migrator.up();
      return { applied: applied.map((m) => m.name) };
    } finally {
      await orm.close(true);
    }
  } finally {
    await guard.end();
  }
}

/** One line for whoever started this: where it was looked for and what is wrong, never the password. */
function refuseUnreachable({ host, port }: pg.Client, error: Error): never {
  const reason = (error.message || (error as { code?: string }).code) ?? 'no answer';
  throw new MigrationError(`The database at ${host}:${port} cannot be used: ${reason.replaceAll('\n', ' ')}`);
}

async function refuseUnfit(client: pg.Client): Promise<void> {
  const version = Number(
    (await client.query<{ v: string }>("select current_setting('server_version_num') as v")).rows[0]?.v,
  );
  if (version < oldestServer)
    throw new MigrationError(`PostgreSQL 15 or newer is needed; this server is ${Math.floor(version / 10000)}`);
  await refuseWithoutRole(client);
  const table = await client.query<{ t: string | null }>("select to_regclass('migration') as t");
  if (!table.rows[0]?.t) return;
  const done = await client.query<{ name: string }>('select name from migration order by id');
  const unknown = done.rows.map((r) => r.name).filter((name) => !migrationsList.some((m) => m.name === name));
  if (unknown.length > 0) {
    throw new MigrationError(
      `The database was migrated by a newer Voronka (${unknown.join(', ')}): start that version, or restore a backup`,
    );
  }
}

/** Requests run as a role of their own; who may neither create it nor is a member of it cannot serve. */
async function refuseWithoutRole(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ able: boolean; me: string }>(`select current_user as me,
    case when exists (select from pg_roles where rolname = 'voronka_app') then pg_has_role(current_user, 'voronka_app', 'member')
      or (select rolsuper or rolcreaterole from pg_roles where rolname = current_user)
    else (select rolsuper or rolcreaterole from pg_roles where rolname = current_user) end as able`);
  const [{ able = true, me = '' } = {}] = rows;
  if (able) return;
  throw new MigrationError(
    `The user ${me} may not create roles. Let an administrator run: create role voronka_app nologin; grant voronka_app to ${me};`,
  );
}
