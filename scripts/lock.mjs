import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure, root } from './node.mjs';

/** Runs `work` while no other process of this project installs or builds: two commands may be started at once. */
export async function alone(work) {
  const file = join(root, '.cache', 'prepare.lock');
  for (;;) {
    try {
      mkdirSync(join(root, '.cache'), { recursive: true });
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw new Failure(`Nothing can be installed or built in ${root}: ${error.message}`);
      if (!(await isHeld(file))) rmSync(file, { force: true });
      await sleep(100);
    }
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

async function isHeld(file) {
  // Between creating and writing the file is empty for an instant.
  for (let attempt = 0; attempt < 5; attempt += 1) {
    try {
      const pid = Number(readFileSync(file, 'utf8'));
      if (pid > 0) return process.kill(pid, 0);
    } catch (error) {
      return error.code === 'EPERM';
    }
    await sleep(50);
  }
  return false;
}
