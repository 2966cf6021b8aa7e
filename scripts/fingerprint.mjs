import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './node.mjs';

/** One hash over the names and contents of these files and folders of the project, leaving out what is generated. */
export function fingerprint(paths, leaveOut = []) {
  const hash = createHash('sha256');
  const skipped = new Set(['node_modules', 'dist', ...leaveOut]);
  const add = (path, name) => {
    if (skipped.has(name) || skipped.has(path) || !existsSync(join(root, path))) return;
    if (statSync(join(root, path)).isDirectory()) {
      for (const inside of readdirSync(join(root, path)).sort()) add(`${path}/${inside}`, inside);
    } else {
      hash
        .update(`${path}\0`)
        .update(readFileSync(join(root, path)))
        .update('\0');
    }
  };
  for (const path of paths) add(path, path);
  return hash.digest('hex');
}

/** Whether a stamp file holds this fingerprint. */
export function isStamped(file, print) {
  return existsSync(join(root, file)) && readFileSync(join(root, file), 'utf8') === print;
}
