import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readlinkSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type Cluster, clusterUrl, hand, lastLine, runProgram } from './embedded-cluster.ts';
import { errorCode, identify } from './process-lock.ts';

const patienceMs = 60_000;
const largestLog = 10_000_000;

/** The port of this cluster's running PostgreSQL, waiting while it starts or stops; undefined when none runs. */
export async function findRunning(cluster: Cluster): Promise<number | undefined> {
  const file = join(cluster.data, 'postmaster.pid');
  for (const deadline = Date.now() + patienceMs; Date.now() < deadline; await sleep(100)) {
    const lines = readIfThere(file);
    if (lines === undefined) return undefined;
    const [pid, , , port] = lines.split('\n').map(Number);
    if (pid && !mayBePostmaster(pid, cluster.data)) {
      // Left by a crash, and its number may belong to somebody else by now: PostgreSQL itself would refuse to start.
      rmSync(file, { force: true });
      return undefined;
    }
    if (port && (await answers(cluster, port))) return port;
  }
  throw new Error(`The PostgreSQL running on ${cluster.data} does not answer: see ${cluster.logFile}`);
}

/** Starts the cluster with these settings, on the given port or on a free one. */
export async function startPostmaster(cluster: Cluster, settings: string, wantedPort?: number): Promise<number> {
  const configFile = join(cluster.data, 'voronka.conf');
  if (existsSync(cluster.logFile) && statSync(cluster.logFile).size > largestLog) {
    renameSync(cluster.logFile, `${cluster.logFile}.1`);
  }
  writeFileSync(cluster.logFile, '', { flag: 'a', mode: 0o600 });
  hand(cluster.logFile, cluster.account);
  // The port of last time again, if it can be: a pool that was open over a crash finds its server back.
  let port = wantedPort ?? (await freePort(portIn(configFile)));
  for (let attempt = 0; ; attempt += 1) {
    writeFileSync(configFile, `${settings}port = ${port}\n`, { mode: 0o600 });
    hand(configFile, cluster.account);
    const logged = statSync(cluster.logFile).size;
    const { code } = await runProgram(cluster, 'pg_ctl', [
      ...['start', '-w', '-t', '300', '-D', cluster.data, '-l', cluster.logFile],
    ]);
    if (code === 0) break;
    const said = readFileSync(cluster.logFile).subarray(logged).toString();
    const taken = /Address already in use/.test(said);
    if (taken && wantedPort !== undefined)
      throw new Error(`Port ${wantedPort} of 127.0.0.1 is taken by another program`);
    // After a kill -9 of the postmaster its children need a moment to notice and let go of the shared memory.
    if (attempt >= 40 || !(taken || /shared memory block|lock file/.test(said))) {
      throw new Error(`PostgreSQL did not start: ${reason(said)} (see ${cluster.logFile})`);
    }
    if (taken) port = await freePort();
    await sleep(250);
  }
  for (const deadline = Date.now() + patienceMs; !(await answers(cluster, port)); await sleep(50)) {
    if (Date.now() > deadline) throw new Error(`PostgreSQL started but does not answer: see ${cluster.logFile}`);
  }
  return port;
}

/** Stops the cluster's PostgreSQL; clients are cut off. */
export async function stopPostmaster(cluster: Cluster): Promise<void> {
  for (const mode of ['fast', 'immediate']) {
    if (!existsSync(join(cluster.data, 'postmaster.pid'))) return;
    const { code } = await runProgram(cluster, 'pg_ctl', ['stop', '-w', '-t', '60', '-m', mode, '-D', cluster.data]);
    if (code === 0) return;
  }
  await findRunning(cluster);
}

/** Whether the process may be the postmaster of this folder: certainly not is all we can be certain of everywhere. */
function mayBePostmaster(pid: number, data: string): boolean {
  if (identify(pid) === undefined) return false;
  if (process.platform === 'win32') return true;
  try {
    if (process.platform !== 'linux') return execFileSync('ps', ['-o', 'comm=', '-p', `${pid}`]).includes('postgres');
    return readlinkSync(`/proc/${pid}/cwd`) === data;
  } catch (error) {
    // In a container root may not look into another account's process, but everybody may read its command line.
    return errorCode(error) === 'EACCES' && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres');
  }
}

async function answers(cluster: Cluster, port: number): Promise<boolean> {
  const client = new pg.Client({ connectionString: clusterUrl(cluster, port), connectionTimeoutMillis: 5000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const found = await client.query<{ folder: string }>("select current_setting('data_directory') as folder");
    return process.platform === 'win32' || found.rows[0]?.folder === cluster.data;
  } catch (error) {
    // Class 28: the password is wrong, and no waiting makes it right.
    if (!errorCode(error)?.startsWith('28')) return false;
    throw new Error(`The PostgreSQL on port ${port} refuses the password in ${join(cluster.home, 'password')}`);
  } finally {
    await client.end().catch(() => undefined);
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function portIn(configFile: string): number | undefined {
  const found = /^port = (\d+)$/m.exec(readIfThere(configFile) ?? '');
  return found ? Number(found[1]) : undefined;
}

/** The preferred port if nobody listens there, otherwise one that the system picks. */
function freePort(preferred = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error) => (preferred === 0 ? reject(error) : resolve(freePort())));
    server.listen(preferred, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : preferred));
    });
  });
}

function reason(said: string): string {
  const fatal = said.split('\n').filter((line) => line.includes('FATAL'));
  return lastLine(fatal.join('\n') || said).replace(/^.*FATAL:\s*/, '') || 'no reason given';
}
