import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** The project's top folder. */
export const root = resolve(import.meta.dirname ?? dirname(new URL(import.meta.url).pathname), '..');

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const recentEnough = major > 22 || (major === 22 && minor >= 17);

/** The Node that runs the product: the system's when it is recent enough, otherwise the one the project brings. */
export function nodeBinary() {
  if (recentEnough) return process.execPath;
  const bundled = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(bundled) && spawnSync(bundled, ['--version']).status === 0) return bundled;
  throw new Failure(
    `Node 22.17 or newer is needed: this is ${process.versions.node}, and the one the project brings does not run on ` +
      `${process.platform}-${process.arch}. Install Node 24 and try again.`,
  );
}

/** A problem to be told in one line, without a stack. */
export class Failure extends Error {}

/** Runs a script's main function: its number is the exit code, a failure's message the last line. */
export async function main(work) {
  try {
    process.exitCode = await work();
  } catch (error) {
    console.error(error instanceof Failure ? error.message : error);
    process.exitCode = 1;
  }
}

/** The folder the user stood in: npm changes to the project's own before it runs a script. */
export function userFolder() {
  // Elsewhere no npm stands between, and the variable would be left over from an outer one.
  return (process.cwd() === root && process.env.INIT_CWD) || process.cwd();
}

/** The environment for the product: its Node first in the path, and the data folder settled whatever the cwd is. */
export function environment(extra = {}) {
  const { DATA_DIR } = process.env;
  const separator = process.platform === 'win32' ? ';' : ':';
  const binaries = [dirname(nodeBinary()), join(root, 'node_modules', '.bin')];
  return {
    ...process.env,
    PATH: [...binaries, process.env.PATH ?? process.env.Path].join(separator),
    DATA_DIR: DATA_DIR ? resolve(userFolder(), DATA_DIR) : join(root, '.data'),
    ...extra,
  };
}
