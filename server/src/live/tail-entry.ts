import type { Origin } from '../access/viewer.ts';
import { type DimensionColumn, dimensionColumns } from '../ledger/dimensions.ts';
import type { EntryKind } from '../ledger/entry.ts';
import { type Measure, measureNames } from '../ledger/measures.ts';
import { raw } from '../lib/sql.ts';
import type { Day } from '../lib/zone.ts';
import type { Placed } from './ledger-page.ts';

/** An entry as the tail sees it: what it can touch, not what it adds. */
export interface TailEntry extends Placed, Record<DimensionColumn, string | null>, Record<MeasuredWord, number> {
  day: Day;
  effective_at: Date;
  kind: EntryKind;
  event: boolean;
  correction: boolean;
  origin: Origin;
  deal_id: string | null;
  /** the table of the row it stands for, where that is no deal */
  noun: string | null;
}

/** bits of a word that a 32-bit integer of PostgreSQL and the bit operators of JavaScript both know without a sign */
const wordBits = 31;

/** One bit per measure that is not null, in the order of the registry, in as many words as that takes. */
type MeasuredWord = `measured${number}`;
const words = Array.from({ length: Math.ceil(measureNames.length / wordBits) }, (_, word) => ({
  name: `measured${word}` as const,
  measures: measureNames.slice(word * wordBits, (word + 1) * wordBits),
}));

// every shift in parentheses: to PostgreSQL << and | are equally strong
const measured = words.map(({ name, measures }) => {
  const bits = measures.map((measure, bit) => `((l.${measure} is not null)::int << ${bit})`);
  return `${bits.join(' | ')} as ${name}`;
});

/** The columns of a tail entry. */
export const tailColumns = raw(
  `l.id, l.xid::text as xid, l.day, l.effective_at, l.kind, l.event, l.correction, l.origin, l.deal_id, l.noun,
  ${dimensionColumns.map((column) => `l.${column}`).join(', ')}, ${measured.join(', ')}`,
);

/** Whether an entry adds to any of some measures; null: to anything or nothing. */
export function measuresTest(measures: readonly Measure[] | null): (entry: TailEntry) => boolean {
  if (measures === null) return () => true;
  const wanted = words
    .map(({ name, measures: own }) => ({
      name,
      mask: own.reduce((mask, measure, bit) => (measures.includes(measure) ? mask | (1 << bit) : mask), 0),
    }))
    .filter(({ mask }) => mask !== 0);
  return (entry) => wanted.some(({ name, mask }) => ((entry[name] ?? 0) & mask) !== 0);
}
