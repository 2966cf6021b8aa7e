import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findBinaries } from './embedded-binaries.ts';
import { type Cluster, clusterAt, clusterUrl, ensureData } from './embedded-cluster.ts';
import { choosePlace, reachableBinaries } from './embedded-place.ts';
import { findRunning, startPostmaster, stopPostmaster } from './embedded-postmaster.ts';
import { ClusterUsers } from './embedded-users.ts';
import { withFileLock } from './process-lock.ts';

export interface EmbeddedOptions {
  /** Where the data lies; created if missing. */
  dataDir: string;
  /** A port of 127.0.0.1; a free one if not given. A cluster that already runs keeps its own. */
  port?: number;
  /** Further lines of postgresql.conf, such as `fsync: 'off'`. A cluster that others use keeps its own. */
  settings?: Record<string, string>;
  /** Told what happens, one line at a time. */
  log?: (message: string) => void;
}

export interface EmbeddedPostgres {
  /** The superuser's postgres:// address of the database `postgres`. */
  url: string;
  port: number;
  /** Whether it was running already. */
  reused: boolean;
  /** Signs off; the last one to do so stops PostgreSQL. Safe to call twice. */
  stop(): Promise<void>;
}

const lockPatienceMs = 400_000;

/**
 * Starts the PostgreSQL that came from npm on a folder, or joins the one already running there.
 *
 * Ownership: every caller signs in, and whoever signs out last stops PostgreSQL, also one found orphaned after a kill -9.
 * So a command beside a running server leaves it alone, and a server that joins a command's cluster keeps it.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const log = options.log ?? (() => undefined);
  const found = findBinaries();
  const place = choosePlace(options.dataDir);
  checkWritable(place.home);
  const lock = join(place.home, 'start.lock');
  return withFileLock(lock, lockPatienceMs, async () => {
    const cluster = clusterAt(place, reachableBinaries(found, place));
    const users = new ClusterUsers(cluster.home);
    const settings = settingsText(cluster, options.settings ?? {});
    await ensureData(cluster, options.settings?.['fsync'] !== 'off');
    let port = await findRunning(cluster);
    if (port !== undefined && !users.any() && !runsWith(cluster, settings)) {
      log('restarting PostgreSQL left running with other settings');
      await stopPostmaster(cluster);
      port = undefined;
    }
    const reused = port !== undefined;
    port ??= await startPostmaster(cluster, settings, options.port);
    const ticket = users.join();
    log(`PostgreSQL ${reused ? 'was running already' : 'started'} on 127.0.0.1:${port}, data in ${cluster.data}`);
    let stopped: Promise<void> | undefined;
    const leave = (): Promise<void> =>
      withFileLock(lock, lockPatienceMs, async () => {
        users.leave(ticket);
        if (users.any()) return log('PostgreSQL left running for another process');
        await stopPostmaster(cluster);
        log('PostgreSQL stopped');
      });
    return { url: clusterUrl(cluster, port), port, reused, stop: () => (stopped ??= leave()) };
  });
}

function checkWritable(home: string): void {
  try {
    accessSync(home, constants.W_OK);
    if (existsSync(join(home, 'password'))) accessSync(join(home, 'password'), constants.R_OK);
  } catch {
    throw new Error(`${home} belongs to another user: run as that user, or set DATA_DIR or DATABASE_URL`);
  }
}

/** The version is part of it: a cluster left running by an older package counts as running with other settings. */
function settingsText(cluster: Cluster, settings: Record<string, string>): string {
  const all = {
    listen_addresses: '127.0.0.1',
    // The default folder of the socket is not writable everywhere, and nobody connects through it.
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // What people are called stands in the values an error is about: whoever is erased must not live on in a log.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    ...settings,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'\n`);
  return `# Written at every start. PostgreSQL ${cluster.binaries.version}\n${lines.join('')}`;
}

function runsWith(cluster: Cluster, settings: string): boolean {
  const file = join(cluster.data, 'voronka.conf');
  return existsSync(file) && readFileSync(file, 'utf8').startsWith(`${settings}port = `);
}
