import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Names a living process so that a later process with the same number is not mistaken for it.
 * Undefined when no such process lives; a zombie, whose parent never collected it, counts as dead.
 */
export function identify(pid: number = process.pid): string | undefined {
  if (process.platform === 'linux') {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      // The command name may itself contain spaces and brackets: fields are counted after the last one.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return fields[0] === 'Z' || fields[0] === 'X' ? undefined : `${pid}:${fields[19]}`;
    } catch {
      return undefined;
    }
  }
  try {
    process.kill(pid, 0);
    return `${pid}:`;
  } catch (error) {
    return errorCode(error) === 'EPERM' ? `${pid}:` : undefined;
  }
}

/** Whether the process that once called itself this still lives. */
export function isAlive(identity: string): boolean {
  return identify(Number.parseInt(identity, 10)) === identity;
}

/** Runs `work` while no other living process holds `file`. A lock left by a dead process is taken over. */
export async function withFileLock<T>(file: string, timeoutMs: number, work: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  while (!take(file)) {
    if (Date.now() > deadline) {
      throw new Error(`${file} is held by process ${Number.parseInt(holder(file) ?? '', 10)}: stop it and try again`);
    }
    await sleep(50);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

function take(file: string): boolean {
  const draft = `${file}.${randomUUID()}`;
  writeFileSync(draft, identify() ?? '');
  try {
    // A link appears at once and with its content; a file that is created and then written can be seen empty.
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  const seen = holder(file);
  if (seen !== undefined && !isAlive(seen)) clear(file, seen);
  return false;
}

/** Removes a dead process's lock; itself under a lock, lest two cleaners remove each other's fresh ones. */
function clear(file: string, dead: string): void {
  const cleaning = `${file}.clear`;
  if (!take(cleaning)) return;
  try {
    if (holder(file) === dead) rmSync(file, { force: true });
  } finally {
    rmSync(cleaning, { force: true });
  }
}

function holder(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** The `code` of a system error, if it is one. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
