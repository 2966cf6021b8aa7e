import { readdir, realpath } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';

/** Why a pattern may not be used: it would leave the folder. Null when it stays inside. */
export function leavesFolder(pattern: string): boolean {
  return isAbsolute(pattern) || /^[A-Za-z]:/.test(pattern) || pattern.split(/[\\/]/).includes('..');
}

/**
 * The files of a folder that fit a pattern (`*`, `?`, and `**` for folders between), by name. Links that lead out of the folder do not
 * count as inside it.
 */
export async function findFiles(folder: string, pattern: string): Promise<string[]> {
  const fits = patternOf(pattern);
  const home = await realpath(folder);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile() || entry.isSymbolicLink())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((name) => fits.test(name))
    .toSorted();
  const inside = await Promise.all(
    names.map(async (name) => (await realpath(join(folder, name))).startsWith(home + sep)),
  );
  return names.filter((_, i) => inside[i]);
}

function patternOf(pattern: string): RegExp {
  const source = pattern.replace(/\*\*\/|\*|\?|[.+^${}()|[\]\\]/g, (piece) => {
    if (piece === '**/') return '(?:.*/)?';
    if (piece === '*') return '[^/]*';
    return piece === '?' ? '[^/]' : `\\${piece}`;
  });
  return new RegExp(`^${source}$`);
}
