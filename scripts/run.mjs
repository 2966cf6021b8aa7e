import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { environment, Failure, root } from './node.mjs';

const windows = process.platform === 'win32';

/**
 * Runs a program to its end with our own input and output and answers its exit code. Signals that reach us reach it
 * exactly once; when whoever started us is gone, or `until` is aborted, it is asked to stop.
 * `group` signals its children too: for programs that do not pass a signal on.
 */
export async function run(file, arguments_, { cwd = root, env = environment(), group = false, until, shell } = {}) {
  const { code } = await launch(file, arguments_, { cwd, env, stdio: 'inherit', shell }, group, until);
  return code;
}

/** Runs a program quietly; answers its exit code and everything it said. */
export async function capture(file, arguments_, { cwd = root, env = process.env, shell } = {}) {
  const result = await launch(file, arguments_, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], shell }, true);
  if (result.interrupted) throw new Failure('Interrupted.');
  return result;
}

/** npx with the arguments that run this project's pnpm, which nobody needs to have installed. */
export const pnpm = { file: 'npx', arguments: ['-y', 'pnpm@12.21.0'], shell: windows };

function launch(file, arguments_, options, group, until) {
  // In a session of its own it hears a Ctrl-C from us alone, not once more from the terminal.
  const child = spawn(file, arguments_, { ...options, detached: !windows });
  let output = '';
  child.stdout?.on('data', (chunk) => (output += chunk));
  child.stderr?.on('data', (chunk) => (output += chunk));
  let interrupted = false;
  const tell = (signal) => {
    interrupted = true;
    // On Windows the console has told everybody already, and a kill would give no time to stop in order.
    if (windows && signal === 'SIGINT') return;
    try {
      process.kill(group && !windows ? -child.pid : child.pid, signal);
    } catch {
      // It has just ended by itself.
    }
  };
  const last = new Map();
  const forward = (signal) => {
    // npm and the terminal both pass on the same Ctrl-C; a second one by hand comes later.
    if (Date.now() - (last.get(signal) ?? 0) > 500) tell(signal);
    last.set(signal, Date.now());
  };
  const end = () => tell('SIGTERM');
  process.on('SIGINT', forward).on('SIGTERM', forward);
  until?.addEventListener('abort', end);
  const watch = watchParents(end);
  return new Promise((resolve, reject) => {
    child.on('error', (error) => reject(new Failure(`${file} cannot be run: ${error.message}`)));
    child.on('close', (code, signal) =>
      resolve({ code: code ?? 128 + (constants.signals[signal] ?? 0), output, interrupted }),
    );
  }).finally(() => {
    clearInterval(watch);
    until?.removeEventListener('abort', end);
    process.off('SIGINT', forward).off('SIGTERM', forward);
  });
}

function watchParents(onOrphaned) {
  const before = parents();
  const timer = setInterval(() => {
    if (parents() === before) return;
    clearInterval(timer);
    onOrphaned();
  }, 500);
  return timer;
}

/** Our parent, and npm above it when the parent is the shell npm runs scripts in (some shells stay, some do not). */
function parents() {
  const parent = process.ppid;
  if (process.platform !== 'linux' || !process.env.npm_lifecycle_event) return `${parent}`;
  try {
    const [, name, above] = /\((.*)\) \S (\d+)/s.exec(readFileSync(`/proc/${parent}/stat`, 'utf8')) ?? [];
    return /^(sh|dash|bash|ash|busybox)$/.test(name) ? `${parent} ${above}` : `${parent}`;
  } catch {
    return `${parent}`;
  }
}
