import type { Statement } from '../../lib/sql.ts';
import type { Question } from '../question.ts';
import type { Asking, GroupSums, Sums } from '../read-sums.ts';
import type { Slot } from '../slot.ts';

/** A group's keys in the order of `by`; without keys it is everything. */
export type Keys = readonly (string | null)[];

/** What a term has to be read for. */
export interface TermQuestion {
  asking: Asking;
  question: Question;
  /** the groups whose figures are wanted, besides everything */
  groups: readonly GroupSums[];
  slots: readonly Slot[];
}

/** A term that was read. */
export interface TermValues {
  /** what it is in a group and a slot; null: unknown */
  of: (keys: Keys, sums: Sums, slot: Slot) => number | null;
  statements: readonly Statement[];
}
