import type { Dimensions } from '../../ledger/dimensions.ts';
import type { Amounts, Measure } from '../../ledger/measures.ts';
import type { Posting } from '../../records/define-record.ts';

/** Postings being added up: one for an instant and its dimensions, none that adds nothing. */
export class Postings {
  readonly #byKey = new Map<string, Posting>();

  add(at: Date, dimensions: Dimensions, amounts: Amounts): void {
    const touched = Object.entries(dimensions).filter(([, id]) => id !== null && id !== undefined);
    const key = JSON.stringify([at.getTime(), touched.toSorted(([a], [b]) => (a < b ? -1 : 1))]);
    const known = this.#byKey.get(key);
    const sum: Amounts = { ...known?.amounts };
    for (const [measure, value] of Object.entries(amounts) as [Measure, number][]) {
      sum[measure] = (sum[measure] ?? 0) + value;
    }
    this.#byKey.set(key, { at, dimensions, amounts: sum });
  }

  /** in the order in which they take effect */
  all(): Posting[] {
    return [...this.#byKey.values()]
      .map((posting) => ({ ...posting, amounts: nonZero(posting.amounts) }))
      .filter(({ amounts }) => Object.keys(amounts).length > 0)
      .toSorted((a, b) => a.at.getTime() - b.at.getTime());
  }
}

function nonZero(amounts: Amounts): Amounts {
  return Object.fromEntries(Object.entries(amounts).filter(([, value]) => value !== 0)) as Amounts;
}
