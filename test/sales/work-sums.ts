import { dimensionColumns } from '../../server/src/ledger/dimensions.ts';
import { type Measure, measureNames } from '../../server/src/ledger/measures.ts';
import { sql } from '../../server/src/lib/sql.ts';
import type { World } from '../world/world.ts';

type Entry = Record<string, string | Date | null>;

/** What the ledger says of some measures, entry by entry, net of what was taken back: a line per instant, its dimensions and what it adds. */
export async function standing(world: World, nouns: readonly string[]): Promise<string[]> {
  const entries = await world.database.owner.query<Entry>(
    sql`/* test-standing */ select * from ledger where noun = any(${[...nouns]}::text[])`,
  );
  const net = new Map<string, number>();
  for (const entry of entries) {
    const place = dimensionColumns
      .filter((column) => entry[column] !== null)
      .map((column) => `${column} ${entry[column]}`);
    for (const measure of measureNames) {
      if (entry[measure] === null) continue;
      const key = lineOf(entry.effective_at as Date, place, measure);
      net.set(key, (net.get(key) ?? 0) + Number(entry[measure]));
    }
  }
  return linesOf(net);
}

/** What should stand, told by a test. */
export class Expected {
  readonly #net = new Map<string, number>();

  add(at: Date | string, dimensions: Record<string, string | null>, measure: Measure, amount: number): void {
    const place = dimensionColumns
      .filter((column) => dimensions[column])
      .map((column) => `${column} ${dimensions[column]}`);
    const key = lineOf(new Date(at), place, measure);
    this.#net.set(key, (this.#net.get(key) ?? 0) + amount);
  }

  lines(): string[] {
    return linesOf(this.#net);
  }
}

function lineOf(at: Date, place: readonly string[], measure: string): string {
  return `${at.toISOString()} ${measure} by ${place.join(', ')}`;
}

function linesOf(net: ReadonlyMap<string, number>): string[] {
  return [...net]
    .filter(([, amount]) => amount !== 0)
    .map(([line, amount]) => `${line}: ${amount}`)
    .toSorted();
}

/** What a measure adds up to by now, whatever it carries. */
export async function total(world: World, measure: Measure): Promise<number> {
  const entries = await world.database.owner.query<Entry>(sql`/* test-total */ select * from ledger`);
  return entries
    .filter(({ effective_at }) => (effective_at as Date) <= world.clock.now())
    .reduce((sum, entry) => sum + Number(entry[measure] ?? 0), 0);
}
