import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type Binaries, copyBinaries, program } from './embedded-binaries.ts';

/** The system account PostgreSQL runs as; it refuses to run as root. */
export interface Account {
  uid: number;
  gid: number;
}

/** Where a cluster lives and who runs it. */
export interface Place {
  /** Our folder around PostgreSQL's: password, log, lock, users, and the data in `pgdata`. */
  home: string;
  /** Only set when we are root: everybody else runs PostgreSQL as themselves. */
  account: Account | undefined;
}

const nobody: Account = { uid: 65_534, gid: 65_534 };
const pointerName = 'moved-to.json';

/**
 * Settles where the data of `dataDir` really lies: there, or, when the account cannot get in, below /var/tmp with a
 * pointer left behind.
 */
export function choosePlace(dataDir: string): Place {
  const wanted = makeFolder(resolve(dataDir));
  const root = process.getuid?.() === 0;
  // Data that is there stays there, whoever runs us now.
  const stays = existsSync(join(wanted, 'pgdata')) || suits(wanted, root ? nobody : undefined);
  const home = followPointer(wanted) ?? (stays ? wanted : moveAway(wanted));
  return { home, account: root ? ownerOf(join(home, 'pgdata')) : undefined };
}

/** The binaries as the account can run them: in place, or copied beside the data. */
export function reachableBinaries(binaries: Binaries, place: Place): Binaries {
  const postgres = realpathSync(program(binaries, 'postgres'));
  return suits(postgres, place.account) ? binaries : copyBinaries(binaries, place.home);
}

function suits(path: string, account: Account | undefined): boolean {
  if (process.platform === 'win32') return true;
  // pg_ctl passes paths to a shell in double quotes, where these four still have a meaning.
  if (/["$`\\]/.test(path)) return false;
  return account === undefined || canEnter(path, account);
}

/** Whether the account has the x permission on the path and on every folder above it. */
function canEnter(path: string, account: Account): boolean {
  const above = dirname(path);
  return mayExecute(statSync(path), account) && (above === path || canEnter(above, account));
}

function mayExecute(stats: Stats, account: Account): boolean {
  if (stats.uid === account.uid) return (stats.mode & 0o100) !== 0;
  if (stats.gid === account.gid) return (stats.mode & 0o010) !== 0;
  return (stats.mode & 0o001) !== 0;
}

/** As root, data made by an ordinary user goes on belonging to that user. */
function ownerOf(data: string): Account {
  if (!existsSync(data)) return nobody;
  const { uid, gid } = statSync(data);
  return uid === 0 ? nobody : { uid, gid };
}

function followPointer(wanted: string): string | undefined {
  const file = join(wanted, pointerName);
  if (!existsSync(file)) return undefined;
  const { from, to }: { from?: string; to?: string } = JSON.parse(readFileSync(file, 'utf8'));
  // A folder that was moved keeps its data; a copy of a folder that still exists must not share it.
  if (from === undefined || to === undefined || (from !== wanted && existsSync(from))) return undefined;
  return existsSync(to) ? checkOurs(to) : undefined;
}

function moveAway(wanted: string): string {
  const to = join('/var/tmp', `voronka-${createHash('sha256').update(wanted).digest('hex').slice(0, 16)}`);
  makeFolder(to);
  checkOurs(to);
  writeFileSync(join(wanted, pointerName), `${JSON.stringify({ from: wanted, to }, null, 2)}\n`);
  return to;
}

/** In a folder open to everybody, somebody else may have been there first. */
function checkOurs(folder: string): string {
  const stats = lstatSync(folder);
  if (!stats.isDirectory() || stats.uid !== process.getuid?.() || (stats.mode & 0o022) !== 0) {
    throw new Error(`${folder} belongs to somebody else: set DATA_DIR to another folder`);
  }
  return folder;
}

function makeFolder(folder: string): string {
  if (!existsSync(folder)) {
    mkdirSync(folder, { recursive: true });
    // Whatever the umask: what must stay private inside has its own permissions.
    chmodSync(folder, 0o755);
  }
  return realpathSync(folder);
}
