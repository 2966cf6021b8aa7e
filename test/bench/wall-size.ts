import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Line } from './table.ts';

const budget = 320_000;
const dist = join(import.meta.dirname, '..', '..', 'web', 'dist');
const page = 'WallPage';

/** What a wall's browser must fetch of JavaScript: the entry, what it preloads and imports, and the same for the wall's own page. */
export async function benchWallSize(): Promise<Line[]> {
  const index = join(dist, 'index.html');
  if (!existsSync(index)) throw new Error('web/dist is not built');
  const wanted = [...readFileSync(index, 'utf8').matchAll(/(?:src|href)="\/assets\/([^"]+\.js)"/g)].map(
    ([, name]) => name,
  );
  const sizes = new Map<string, number>();
  for (let name = wanted.pop(); name !== undefined; name = wanted.pop()) {
    if (sizes.has(name)) continue;
    const code = readFileSync(join(dist, 'assets', name), 'utf8');
    sizes.set(name, gzipSync(code).length);
    wanted.push(...importedBy(code, isOfWall(name)));
  }
  if (![...sizes.keys()].some(isOfWall)) throw new Error(`no chunk of ${page} was found in web/dist`);
  const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  const chunks = [...sizes].sort(([, a], [, b]) => b - a).map(([name, size]) => `${name} ${kilobytes(size)}`);
  return [
    {
      what: 'wall page: JavaScript as gzip',
      against: `the budget of ${kilobytes(budget)}`,
      goal: '≤ 1×',
      ratios: [total / budget],
      detail: [`${kilobytes(total)}: ${chunks.join(', ')}`],
    },
  ];
}

/** Chunks that come with this one. Of those fetched later only the wall's page counts, or, from that page, all of them. */
function importedBy(code: string, all: boolean): string[] {
  const always = [...code.matchAll(/(?:from|import)\s*["'`]\.\/([^"'`]+\.js)["'`]/g)].map(([, name]) => name);
  const later = [...code.matchAll(/import\(\s*["'`]\.\/([^"'`]+\.js)["'`]/g)].map(([, name]) => name);
  return [...always, ...later.filter((name) => all || isOfWall(name ?? ''))].filter((name) => name !== undefined);
}

function isOfWall(name: string): boolean {
  return basename(name).startsWith(`${page}-`);
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
