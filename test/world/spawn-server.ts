import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

const serverFolder = join(import.meta.dirname, '..', '..', 'server');

/** A server in a process of its own, to be stopped or killed. */
export interface ServerProcess {
  /** http://127.0.0.1:port */
  url: string;
  port: number;
  child: ChildProcess;
  /** everything it has said so far */
  output(): string;
  /** asks it to end (SIGTERM); gives its exit code */
  stop(): Promise<number | null>;
  /** kill -9 */
  kill(): Promise<void>;
}

export interface SpawnOptions {
  env: Record<string, string>;
  /** true: what `npm start` runs, from server/dist; else the sources */
  built?: boolean;
  /** how long it may take until it is ready: 30 s unless told */
  withinMs?: number;
}

/**
 * Starts the real server (`DATABASE_URL` in `env` says on what) and waits until /readyz answers. One that is still running when the test
 * ends is killed.
 */
export async function spawnServer({ env, built = false, withinMs = 30_000 }: SpawnOptions): Promise<ServerProcess> {
  if (built && !existsSync(join(serverFolder, 'dist', 'src', 'main.js')))
    throw new Error('nothing is built: npm run build');
  const port = Number(env.PORT) || (await freePort());
  const entry = built
    ? ['--enable-source-maps', 'dist/src/main.js']
    : ['--import', '@oxc-node/core/register', 'src/main.ts'];
  const child = spawn(process.execPath, entry, {
    cwd: serverFolder,
    env: { ...process.env, NODE_ENV: 'production', DEMO: '0', LOG_LEVEL: 'info', ...env, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const take = (chunk: Buffer) => (output += chunk.toString());
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  const exited = once(child, 'exit') as Promise<[number | null]>;
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    return (await exited)[0];
  };
  killAfterTest(end);
  const url = `http://127.0.0.1:${port}`;
  await ready(url, child, withinMs, () => output);
  return {
    url,
    port,
    child,
    output: () => output,
    stop: () => end('SIGTERM'),
    kill: async () => void (await end('SIGKILL')),
  };
}

function killAfterTest(end: (signal: NodeJS.Signals) => Promise<unknown>): void {
  try {
    onTestFinished(async () => void (await end('SIGKILL')));
  } catch {
    // started in a hook, which stops it itself
  }
}

async function ready(url: string, child: ChildProcess, withinMs: number, output: () => string): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (Date.now() < deadline) {
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new Error(`the server ended with ${child.exitCode ?? child.signalCode} before it was ready:\n${output()}`);
    }
    const answer = await fetch(`${url}/readyz`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  child.kill('SIGKILL');
  throw new Error(`the server was not ready within ${withinMs} ms:\n${output()}`);
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
