import { hash, verify } from '@node-rs/argon2';
import { Refusal } from '../lib/refusal.ts';
import { isKeepable } from '../lib/text.ts';
import { AuthRefusal } from './auth-refusal.ts';
import { isCommon } from './common-passwords.ts';

/** Argon2id (the library's default) with what OWASP asks for at least: 19 MiB, twice, one thread. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Each takes a core and 19 MiB: so many at once, and so many may wait. */
const atOnce = 2;
const mostWaiting = 32;
/** of these, from one address: who floods the line only shuts out themselves */
const mostFromOne = 12;

let running = 0;
const waiting: (() => void)[] = [];
const from = new Map<string, number>();

/** The longest a password may be; longer ones only cost time. */
const longest = 500;
const shortest = 10;

/** Runs one piece of costly work when there is room; refuses when too many wait already, in all or from one place. */
async function inTurn<Result>(place: string, work: () => Promise<Result>): Promise<Result> {
  const theirs = from.get(place) ?? 0;
  if (theirs >= mostFromOne) throw new AuthRefusal(503, 'BUSY', 'Too many are signing in from here: try again', 2);
  from.set(place, theirs + 1);
  try {
    return await inLine(work);
  } finally {
    const left = (from.get(place) ?? 1) - 1;
    if (left > 0) from.set(place, left);
    else from.delete(place);
  }
}

async function inLine<Result>(work: () => Promise<Result>): Promise<Result> {
  if (running >= atOnce) {
    if (waiting.length >= mostWaiting) throw new AuthRefusal(503, 'BUSY', 'Too many are signing in: try again', 2);
    await new Promise<void>((resolve) => waiting.push(resolve));
  } else running += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    // whoever waits takes this place over
    if (next) next();
    else running -= 1;
  }
}

/** However it was typed: keyboards write the same letters in different ways. */
const plain = (password: string): string => password.normalize('NFKC');

let nobodys: Promise<string> | undefined;

/** Whether a password is somebody's; `place`: where it was sent from. Without a hash to compare with it takes as long, and is not. */
export async function isPassword(stored: string | null, password: string, place: string | null): Promise<boolean> {
  if (password.length > longest) return false;
  const compared = stored ?? (await (nobodys ??= hash('a password nobody has', cost)));
  const same = await inTurn(place ?? '', () => verify(compared, plain(password)));
  return same && stored !== null;
}

/** What is kept of a password. */
export function hashPassword(password: string, place: string | null): Promise<string> {
  return inTurn(place ?? '', () => hash(plain(password), cost));
}

/** Refuses a password that would be found by trying: short, common, or the login itself. */
export function checkPassword(password: string, login: string, field: string): void {
  const given = plain(password);
  if ([...given].length < shortest || given.length > longest || !isKeepable(given)) {
    throw Refusal.badInput(field, `a password of ${shortest} to ${longest} characters`, { reason: 'LENGTH' });
  }
  const lower = given.toLowerCase();
  if (lower === login || lower === login.split('@')[0] || login.split('@').includes(lower))
    throw Refusal.badInput(field, 'a password that is not the login', { reason: 'LOGIN' });
  if (isCommon(lower)) throw Refusal.badInput(field, 'a password that is not a common one', { reason: 'COMMON' });
}
