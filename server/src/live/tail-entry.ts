import type { Origin } from '../access/viewer.ts';
import { type DimensionColumn, dimensionColumns } from '../ledger/dimensions.ts';
import type { EntryKind } from '../ledger/entry.ts';
import { type Measure, measureNames } from '../ledger/measures.ts';
import { raw } from '../lib/sql.ts';
import type { Day } from '../lib/zone.ts';
import type { Placed } from './ledger-page.ts';

/** An entry as the tail sees it: what it can touch, not what it adds. */
export interface TailEntry extends Placed, Record<DimensionColumn, string | null> {
  day: Day;
  effective_at: Date;
  kind: EntryKind;
  event: boolean;
  correction: boolean;
  origin: Origin;
  deal_id: string | null;
  /** one bit per measure that is not null, in the order of the registry */
  measured: number;
}

// every shift in parentheses: to PostgreSQL << and | are equally strong
const bits = measureNames.map((measure, bit) => `((${measure} is not null)::int << ${bit})`).join(' | ');

/** The columns of a tail entry. */
export const tailColumns = raw(
  `l.id, l.xid::text as xid, l.day, l.effective_at, l.kind, l.event, l.correction, l.origin, l.deal_id,
  ${dimensionColumns.map((column) => `l.${column}`).join(', ')}, ${bits} as measured`,
);

/** The bits of some measures; null stands for all of them. */
export function bitsOf(measures: readonly Measure[] | null): number {
  if (measures === null) return ~0;
  return measures.reduce((mask, measure) => mask | (1 << measureNames.indexOf(measure)), 0);
}
