import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  appendFileSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { type Binaries, program } from './embedded-binaries.ts';
import type { Account, Place } from './embedded-place.ts';

/** One cluster's files and programs. */
export interface Cluster extends Place {
  binaries: Binaries;
  /** PostgreSQL's own data folder. */
  data: string;
  logFile: string;
}

/** Describes the cluster of a place. */
export function clusterAt(place: Place, binaries: Binaries): Cluster {
  return { ...place, binaries, data: join(place.home, 'pgdata'), logFile: join(place.home, 'postgres.log') };
}

/** The superuser's address on a port of this machine. */
export function clusterUrl(cluster: Cluster, port: number): string {
  const file = join(cluster.home, 'password');
  if (!existsSync(file)) throw new Error(`${file} is missing: without it the data beside it cannot be opened`);
  return `postgres://postgres:${readFileSync(file, 'utf8').trim()}@127.0.0.1:${port}/postgres`;
}

/**
 * Creates the data folder unless it exists. It is prepared aside and renamed when complete, so that a process killed
 * half way leaves nothing that looks like a database.
 */
export async function ensureData(cluster: Cluster, sync: boolean): Promise<void> {
  if (existsSync(cluster.data)) {
    checkMajor(cluster);
    return;
  }
  for (const name of readdirSync(cluster.home)) {
    if (name.startsWith('pgdata.draft')) rmSync(join(cluster.home, name), { recursive: true, force: true });
  }
  const draft = join(cluster.home, `pgdata.draft-${process.pid}`);
  mkdirSync(draft, { mode: 0o700 });
  hand(draft, cluster.account);
  const passwordFile = join(cluster.home, 'password');
  rmSync(passwordFile, { force: true });
  writeFileSync(passwordFile, `${randomBytes(24).toString('hex')}\n`, { mode: 0o600 });
  hand(passwordFile, cluster.account);
  const arguments_ = ['-D', draft, '-U', 'postgres', '-E', 'UTF8', '--locale=C', '-A', 'scram-sha-256'];
  arguments_.push(`--pwfile=${passwordFile}`, '--no-instructions', ...(sync ? [] : ['--no-sync']));
  const { code, output } = await runProgram(cluster, 'initdb', arguments_);
  if (code !== 0) throw new Error(`initdb failed in ${cluster.home}: ${lastLine(output)}`);
  appendFileSync(join(draft, 'postgresql.conf'), "\ninclude_if_exists 'voronka.conf'\n");
  renameSync(draft, cluster.data);
}

function checkMajor(cluster: Cluster): void {
  const found = readFileSync(join(cluster.data, 'PG_VERSION'), 'utf8').trim();
  if (found === cluster.binaries.major) return;
  throw new Error(
    `The data in ${cluster.data} was made by PostgreSQL ${found}, this is ${cluster.binaries.major}: ` +
      'dump it with its own version, move the folder away and restore, or set DATABASE_URL',
  );
}

/** Lets the account own a file that root has made. */
export function hand(path: string, account: Account | undefined): void {
  if (account !== undefined) chownSync(path, account.uid, account.gid);
}

/** Runs one of PostgreSQL's programs under the cluster's account. */
export function runProgram(
  cluster: Cluster,
  name: 'initdb' | 'pg_ctl',
  arguments_: string[],
): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program(cluster.binaries, name), arguments_, {
      cwd: cluster.home,
      env: environment(),
      // A Ctrl-C in the terminal is for the server, which then stops PostgreSQL in its own order.
      detached: process.platform !== 'win32',
      // The postmaster would inherit pg_ctl's pipes and keep them open for as long as it lives.
      stdio: name === 'pg_ctl' ? 'ignore' : ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
      ...cluster.account,
    });
    let output = '';
    child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', (error) =>
      reject(new Error(`PostgreSQL cannot be run here (${error.message}): set DATABASE_URL`)),
    );
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** PG* variables and locales of the user's shell are about another PostgreSQL. */
function environment(): NodeJS.ProcessEnv {
  const kept = ['PATH', 'LD_LIBRARY_PATH', 'SystemRoot', 'TEMP', 'TMP'];
  return { ...Object.fromEntries(kept.map((name) => [name, process.env[name]])), LC_ALL: 'C' };
}

/** The last line with something on it. */
export function lastLine(text: string): string {
  return text.trim().split('\n').at(-1)?.trim() ?? '';
}
