import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type EmbeddedPostgres, startEmbedded } from '../../server/src/database/embedded.ts';
import { findBinaries } from '../../server/src/database/embedded-binaries.ts';

let base: string;
let dataDir: string;
const open: EmbeddedPostgres[] = [];

beforeAll(() => {
  base = mkdtempSync(join(tmpdir(), 'voronka embedded '));
  // Run as root, PostgreSQL works here under another account, which must be able to get in.
  chmodSync(base, 0o755);
  dataDir = join(base, 'данные here');
});
afterEach(async () => {
  for (const postgres of open.splice(0)) await postgres.stop();
});
afterAll(() => {
  rmSync(base, { recursive: true, force: true });
});

async function start(settings: Record<string, string> = { fsync: 'off' }): Promise<EmbeddedPostgres> {
  const postgres = await startEmbedded({ dataDir, settings });
  open.push(postgres);
  return postgres;
}

async function ask(postgres: { url: string }, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows.flat();
  } finally {
    await client.end();
  }
}

async function postmaster(postgres: { url: string }): Promise<{ pid: number; file: string }> {
  const [folder] = await ask(postgres, "select current_setting('data_directory')");
  const file = join(String(folder), 'postmaster.pid');
  return { pid: Number.parseInt(readFileSync(file, 'utf8'), 10), file };
}

interface Neighbour {
  child: ChildProcess;
  port: number;
  reused: boolean;
  leave(): Promise<void>;
}

async function neighbour(): Promise<Neighbour> {
  const arguments_ = ['--import', '@oxc-node/core/register', join(import.meta.dirname, 'embedded-process.ts'), dataDir];
  const child = spawn(process.execPath, arguments_, {
    cwd: import.meta.dirname,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  const leave = async (): Promise<void> => {
    child.stdin.end();
    await once(child, 'exit');
  };
  return { child, leave, ...(JSON.parse(String(line)) as { port: number; reused: boolean }) };
}

describe('the embedded PostgreSQL', () => {
  test('creates a UTF-8 database with plain byte order in a path with a space, and keeps the data', async () => {
    const first = await start();
    expect(first.reused).toBe(false);
    expect(await ask(first, 'show server_version_num')).toEqual([expect.stringMatching(/^18/)]);
    expect(await ask(first, 'select datcollate, pg_encoding_to_char(encoding) from pg_database limit 1')) //
      .toEqual(['C', 'UTF8']);
    await ask(first, "create table kept as select 'Ольга' as name");
    await first.stop();
    await first.stop();
    await expect(ask(first, 'select 1')).rejects.toThrow();

    const second = await start();
    expect(second.reused).toBe(false);
    expect(await ask(second, 'select name from kept')).toEqual(['Ольга']);
  });

  test('asks for the password', async () => {
    const postgres = await start();
    const stranger = postgres.url.replace(/:[^:@]+@/, ':wrong@');
    await expect(ask({ url: stranger }, 'select 1')).rejects.toThrow('password authentication failed');
  });

  test('is shared by two that start at once, and stopped by the last to leave', async () => {
    const [one, two] = await Promise.all([start(), start()]);
    expect([one.reused, two.reused].sort()).toEqual([false, true]);
    expect(one.port).toBe(two.port);
    await one.stop();
    expect(await ask(two, 'select 1')).toEqual([1]);
    await two.stop();
    await expect(ask(two, 'select 1')).rejects.toThrow();
  });

  test('outlives a command that started it while a server still uses it', async () => {
    const [command, other] = await Promise.all([neighbour(), neighbour()]);
    expect([command.reused, other.reused].sort()).toEqual([false, true]);
    const server = await start();
    expect(server).toMatchObject({ reused: true, port: command.port });
    await command.leave();
    await other.leave();
    expect(await ask(server, 'select 1')).toEqual([1]);
  });

  test('is found again after its server was killed, and stopped by the next', async () => {
    const killed = await neighbour();
    killed.child.kill('SIGKILL');
    await once(killed.child, 'exit');
    const next = await start();
    expect(next).toMatchObject({ reused: true, port: killed.port });
    await next.stop();
    await expect(ask(next, 'select 1')).rejects.toThrow();
  });

  test('is restarted when it was left running with other settings', async () => {
    const killed = await neighbour();
    killed.child.kill('SIGKILL');
    await once(killed.child, 'exit');
    const next = await start({ fsync: 'off', work_mem: '17MB', application_name: "o'clock" });
    expect(next.reused).toBe(false);
    expect(await ask(next, 'show work_mem')).toEqual(['17MB']);
    expect(await ask(next, "select reset_val from pg_settings where name = 'application_name'")).toEqual(["o'clock"]);
  });

  test('recovers, on the same port, after its postmaster was killed', async () => {
    const first = await start();
    await ask(first, 'create table survived as select 7 as n');
    process.kill((await postmaster(first)).pid, 'SIGKILL');
    const second = await start();
    expect(second).toMatchObject({ reused: false, port: first.port });
    expect(await ask(second, 'select n from survived')).toEqual([7]);
  });

  test('starts over a postmaster.pid and a lock whose process numbers belong to others by now', async () => {
    const first = await start();
    const { file, pid } = await postmaster(first);
    const left = readFileSync(file, 'utf8');
    await first.stop();
    writeFileSync(file, left.replace(String(pid), String(process.pid)));
    writeFileSync(join(file, '..', '..', 'start.lock'), `${process.pid}:1`);
    expect((await start()).reused).toBe(false);
  });

  test('names the port when it is taken', async () => {
    const first = await start();
    const elsewhere = startEmbedded({ dataDir: join(base, 'second'), port: first.port, settings: { fsync: 'off' } });
    await expect(elsewhere).rejects.toThrow(`Port ${first.port} of 127.0.0.1 is taken`);
  });

  test('refuses data of another major version in one line', async () => {
    const old = join(base, 'old');
    mkdirSync(join(old, 'pgdata'), { recursive: true });
    writeFileSync(join(old, 'pgdata', 'PG_VERSION'), '17\n');
    await expect(startEmbedded({ dataDir: old })).rejects.toThrow(
      /^The data in .* was made by PostgreSQL 17, this is 18/,
    );
  });

  test.runIf(process.getuid?.() === 0)('lives below /var/tmp when its account cannot enter the folder', async () => {
    const closed = join(base, 'closed');
    mkdirSync(closed, { mode: 0o700 });
    const options = { dataDir: join(closed, 'data'), settings: { fsync: 'off' } };
    const postgres = await startEmbedded(options);
    open.push(postgres);
    const { to } = JSON.parse(readFileSync(join(options.dataDir, 'moved-to.json'), 'utf8')) as { to: string };
    expect(await ask(postgres, "select current_setting('data_directory')")).toEqual([join(to, 'pgdata')]);
    await ask(postgres, 'create table moved as select 1 as n');
    await postgres.stop();

    renameSync(closed, join(base, 'renamed'));
    const found = await startEmbedded({ ...options, dataDir: join(base, 'renamed', 'data') });
    open.push(found);
    expect(await ask(found, 'select n from moved')).toEqual([1]);
    await found.stop();
    rmSync(to, { recursive: true });
  });

  test('says what to do where npm has no PostgreSQL for the machine', () => {
    expect(() => findBinaries('sunos', 'sparc')).toThrow(
      'No PostgreSQL for sunos-sparc is installed: set DATABASE_URL',
    );
  });
});
