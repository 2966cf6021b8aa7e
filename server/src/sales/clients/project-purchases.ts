import type { Dimensions } from '../../ledger/dimensions.ts';
import { addDays, dayOf, startOfDay } from '../../lib/zone.ts';
import type { Life, Place, Purchase } from './life.ts';
import { ruleAt } from './life.ts';
import { Postings } from './postings.ts';

/** From when a client counts as lost, as of an instant; null: it has not bought. */
export interface Phase {
  at: Date;
  lostFrom: Date | null;
}

/** What is kept of a client's purchases on its row. */
export interface Kept {
  firstPurchaseAt: Date | null;
  lastPurchaseAt: Date | null;
  activeUntil: Date | null;
  lostFrom: Date | null;
}

type Happening =
  | { at: Date; factId: string; kind: 'bought' | 'undone'; purchase: Purchase }
  | { at: Date; factId: string; kind: 'moved'; change: Dimensions };

/**
 * The life of a client as its purchases tell it: new with the first, active until the window of the last one lapses, churned then, active
 * again with the next. The stock stands where the last purchase was credited; group, territory and source follow the client from
 * when they change. A reopened deal is taken back at its own instant: the client is then what the purchases left make of it.
 */
class PurchasesOfClient {
  readonly postings = new Postings();
  readonly phases: Phase[] = [];
  readonly #life: Life;
  readonly #moves: Happening[];
  /** what has been bought so far and not been undone, in order */
  #standing: Purchase[] = [];
  #activeUntil: Date | null = null;
  #lostFrom: Date | null = null;
  /** where the active client stands; null: it is not active */
  #stock: Dimensions | null = null;

  constructor(life: Life) {
    this.#life = life;
    this.#moves = movesOf(life.places);
  }

  run(): Kept {
    const bought = this.#life.purchases.flatMap((purchase): Happening[] => [
      { at: purchase.at, factId: purchase.factId, kind: 'bought', purchase },
      ...(purchase.undone ? [{ ...purchase.undone, kind: 'undone', purchase } as const] : []),
    ]);
    for (const happening of [...bought, ...this.#moves].toSorted(inOrder)) {
      this.#lapse(happening.at);
      if (happening.kind === 'moved') this.#move(happening.at, happening.change);
      else if (happening.kind === 'bought') this.#buy(happening.purchase);
      else this.#undo(happening.at, happening.factId, happening.purchase);
      if (happening.kind !== 'moved') this.phases.push({ at: happening.at, lostFrom: this.#lostFrom });
    }
    this.#lapse(null);
    return {
      firstPurchaseAt: this.#standing[0]?.at ?? null,
      lastPurchaseAt: this.#standing.at(-1)?.at ?? null,
      activeUntil: this.#activeUntil,
      lostFrom: this.#lostFrom,
    };
  }

  #buy(purchase: Purchase): void {
    const { at, dimensions, amount } = purchase;
    if (this.#standing.length === 0) this.postings.add(at, dimensions, { new_clients: 1 });
    else this.postings.add(at, dimensions, { repeat_revenue: amount });
    this.#standing.push(purchase);
    this.#activeUntil = latest([this.#activeUntil, this.#after(purchase, 1)]);
    this.#lostFrom = latest([this.#lostFrom, this.#after(purchase, 2)]);
    this.#stand(at, dimensions);
  }

  #undo(at: Date, factId: string, purchase: Purchase): void {
    const index = this.#standing.indexOf(purchase);
    this.#standing.splice(index, 1);
    const { dimensions, amount } = purchase;
    if (index > 0) this.postings.add(at, dimensions, { repeat_revenue: -amount });
    else {
      this.postings.add(at, dimensions, { new_clients: -1 });
      const [first] = this.#standing;
      if (first) this.postings.add(at, first.dimensions, { new_clients: 1, repeat_revenue: -first.amount });
    }
    this.#activeUntil = latest(this.#standing.map((left) => this.#after(left, 1)));
    this.#lostFrom = latest(this.#standing.map((left) => this.#after(left, 2)));
    if (this.#stock === null) return;
    const last = this.#standing.at(-1);
    if (last && this.#activeUntil && this.#activeUntil > at) {
      const until = { at, factId };
      const since = this.#moves.filter((move) => inOrder(last, move) < 0 && inOrder(move, until) < 0);
      this.#stand(at, Object.assign({}, last.dimensions, ...since.map((move) => 'change' in move && move.change)));
    } else this.#leave(at, last !== undefined);
  }

  #move(at: Date, change: Dimensions): void {
    if (this.#stock) this.#stand(at, { ...this.#stock, ...change });
  }

  /** The window lapses before something else happens, or (null) nothing else will. */
  #lapse(before: Date | null): void {
    if (this.#stock === null || this.#activeUntil === null) return;
    if (before === null || this.#activeUntil <= before) this.#leave(this.#activeUntil, true);
  }

  #stand(at: Date, dimensions: Dimensions): void {
    if (this.#stock) this.postings.add(at, this.#stock, { active: -1 });
    this.postings.add(at, dimensions, { active: 1 });
    this.#stock = dimensions;
  }

  #leave(at: Date, churned: boolean): void {
    if (this.#stock) this.postings.add(at, this.#stock, { active: -1, ...(churned && { churned: 1 }) });
    this.#stock = null;
  }

  /** The start of the day so many windows after the day of a purchase: of the window that was in force then. */
  #after({ at }: Purchase, times: number): Date {
    const { timeZone, windows } = this.#life;
    const days = ruleAt(windows, at)?.days ?? 0;
    return startOfDay(addDays(dayOf(at, timeZone), days * times), timeZone);
  }
}

/** The entries of a client's purchases, what its row keeps of them, and from when it counted as lost. Pure. */
export function projectPurchases(life: Life): { postings: Postings; kept: Kept; phases: Phase[] } {
  const purchases = new PurchasesOfClient(life);
  const kept = purchases.run();
  return { postings: purchases.postings, kept, phases: purchases.phases };
}

const followed = ['segment_id', 'territory_id', 'source_id'] as const;

/** What each move changed of what the stock follows. */
function movesOf(places: readonly Place[]): Happening[] {
  return places.slice(1).flatMap((place, i): Happening[] => {
    const before = places[i];
    const changed = followed.filter((column) => before?.[column] !== place[column]);
    const change = Object.fromEntries(changed.map((column) => [column, place[column]]));
    return changed.length > 0 ? [{ at: place.at, factId: place.id, kind: 'moved', change }] : [];
  });
}

function inOrder(a: { at: Date; factId: string }, b: { at: Date; factId: string }): number {
  return a.at.getTime() - b.at.getTime() || Number(BigInt(a.factId) - BigInt(b.factId));
}

function latest(instants: readonly (Date | null)[]): Date | null {
  return instants.reduce((last, at) => (last === null || (at !== null && at > last) ? at : last), null);
}
