import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Viewer, ViewerKind } from '../access/viewer.ts';
import { Refusal } from '../lib/refusal.ts';
import { Buckets } from './buckets.ts';
import { Counts } from './counts.ts';
import { Lanes } from './lanes.ts';
import { Turnstile } from './turnstile.ts';

/** What one principal may do in a time, by HTTP and WebSocket together. */
export interface Allowance {
  /** operations a second, and how many may come at once; a long document counts as several */
  perSecond: number;
  burst: number;
  /** queries and changes under way, those that wait included; and how many of those nobody of us has written run at a time */
  underway: number;
  atOnce: number;
  sockets: number;
  /** how many times the messages of a person's socket */
  messages: number;
}

const person: Allowance = { perSecond: 50, burst: 300, underway: 50, atOnce: 4, sockets: 40, messages: 1 };
const machine: Allowance = {
  perSecond: 2_000,
  burst: 10_000,
  underway: 1_000,
  atOnce: 16,
  sockets: 5_000,
  messages: 40,
};

/** A person and a screen are modest; the demo's guests are counted by address; tokens belong to integrations, and to tests under load. */
export const allowances: Readonly<Record<ViewerKind, Allowance>> = {
  session: person,
  screen: person,
  guest: { perSecond: 200, burst: 2_000, underway: 500, atOnce: 16, sockets: 2_000, messages: 4 },
  token: machine,
  local: { ...machine, messages: 1 },
};

/** Of whoever comes from one address: wrong credentials, and requests to what needs none. */
export const addressAllowance = {
  /** beyond those, so many are looked up at a time and so many wait */
  failures: { perSecond: 20, burst: 200, atOnce: 2, line: 200 },
  requests: { perSecond: 200, burst: 2_000 },
};

export type AllowanceOverrides = Partial<Record<ViewerKind, Partial<Allowance>>>;

const mostProven = 10_000;

/** Keeps account of what everybody does, in bounded memory. One set per server. */
export class Allowances {
  readonly #kinds: Readonly<Record<ViewerKind, Allowance>>;
  readonly #operations = new Buckets();
  readonly #failures = new Buckets();
  readonly #requests = new Buckets();
  readonly #sockets = new Counts();
  readonly #lanes = new Lanes();
  readonly #turnstile = new Turnstile();
  /** of what was shown with a request that was let in, those shown last stand last */
  readonly #proven = new Set<string>();

  constructor(overrides: AllowanceOverrides = {}) {
    const kinds = Object.entries(allowances) as [ViewerKind, Allowance][];
    this.#kinds = Object.fromEntries(
      kinds.map(([kind, allowance]) => [kind, { ...allowance, ...overrides[kind] }]),
    ) as Record<ViewerKind, Allowance>;
  }

  of(viewer: Viewer): Allowance {
    return this.#kinds[viewer.kind];
  }

  /** Counts one operation of a text so long; gives the seconds to wait when it is one too many, else 0. */
  spend(viewer: Viewer, characters: number): number {
    const { perSecond, burst } = this.of(viewer);
    return this.#operations.take(keyOf(viewer), perSecond, burst, 1 + Math.floor(characters / 4_000));
  }

  /** Whether one more socket may be open; who is told so gives it back with `closes`. */
  opens(viewer: Viewer): boolean {
    return this.#sockets.enter(keyOf(viewer), this.of(viewer).sockets);
  }

  closes(viewer: Viewer): void {
    this.#sockets.leave(keyOf(viewer));
  }

  /** Does work of somebody, in their own line when it is nothing our pages ask. Counted until it is done, also when they have hung up meanwhile. */
  run<Result>(viewer: Viewer, free: boolean, work: () => Promise<Result>): Promise<Result> {
    const { underway, atOnce } = this.of(viewer);
    if (!free) return this.#lanes.run(keyOf(viewer), underway, underway, work);
    return this.#lanes.run(`${keyOf(viewer)} free`, atOnce, underway, async () => {
      await this.#turnstile.pass();
      return work();
    });
  }

  /** Starts something of somebody: one of theirs in each turn of the event loop, so that a thousand at once keep nobody else from being heard. */
  start<Result>(viewer: Viewer, start: () => Promise<Result>): Promise<Result> {
    return this.#lanes.run(`start ${keyOf(viewer)}`, 1, Number.POSITIVE_INFINITY, async () => {
      await nextTurn();
      return start();
    });
  }

  /**
   * Lets somebody in who shows something. When too much that was wrong has come from where they are, they stand in a short line: behind one
   * address there are a guesser and a whole office. What was right a while ago need not wait.
   */
  async admit<Result>(address: string | null, shown: string, letIn: () => Promise<Result>): Promise<Result> {
    const { perSecond, burst, atOnce, line } = addressAllowance.failures;
    const place = placeOf(address);
    const proof = shown === '' ? '' : createHash('sha256').update(shown).digest('base64');
    const suspect = proof !== '' && !this.#proven.has(proof);
    const wait = suspect ? this.#failures.take(place, perSecond, burst, 0) : 0;
    try {
      const result = await (wait > 0 ? this.#lanes.run(`guess ${place}`, atOnce, line, letIn) : letIn());
      if (proof !== '') this.#prove(proof);
      return result;
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'UNAUTHENTICATED' || proof === '') throw error;
      const over = this.#failures.take(place, perSecond, burst, 1);
      throw over > 0 ? Refusal.rateLimited(over) : error;
    }
  }

  #prove(proof: string): void {
    this.#proven.delete(proof);
    this.#proven.add(proof);
    const [oldest] = this.#proven;
    if (this.#proven.size > mostProven && oldest !== undefined) this.#proven.delete(oldest);
  }

  /** Counts a request to what needs no credential; gives the seconds to wait when it is one too many, else 0. */
  visits(address: string | null): number {
    const { perSecond, burst } = addressAllowance.requests;
    return this.#requests.take(placeOf(address), perSecond, burst, 1);
  }
}

/** All guests are one principal: they are told apart by where they are. */
function keyOf({ kind, principal, from }: Viewer): string {
  return kind === 'guest' ? `guest ${placeOf(from)}` : principal;
}

/** Whoever has one address of version 6 has the 2^64 beside it too. */
export function placeOf(address: string | null): string {
  if (!address?.includes(':')) return address ?? '';
  const [head = '', tail] = address.split('::');
  const front = head.split(':').filter(Boolean);
  const back = tail?.split(':').filter(Boolean) ?? [];
  const gap = tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - front.length - back.length) }, () => '0');
  return `${[...front, ...gap, ...back].slice(0, 4).join(':')}::`;
}
