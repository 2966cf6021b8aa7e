import type { Dimensions } from '../../ledger/dimensions.ts';

/** A deal that was won: what a client's life is made of. */
export interface Purchase {
  dealId: string;
  at: Date;
  /** the id of the fact that won it: orders what happened at one instant */
  factId: string;
  /** when the deal was reopened, and by which fact: from then on it is no purchase; null: it still is one */
  undone: { at: Date; factId: string } | null;
  /** as the deal was credited: by people, place, channel and origin */
  dimensions: Dimensions;
  /** minor units; 0 when nobody said */
  amount: number;
}

/** Where and whose a client is, from an instant on. */
export interface Place {
  /** of the same sequence as facts of deals */
  id: string;
  at: Date;
  segment_id: string | null;
  territory_id: string | null;
  source_id: string | null;
  owner_id: string | null;
  team_id: string | null;
  department_id: string | null;
}

/** A number of days that holds from an instant on; null: none does. */
export interface Rule {
  since: Date;
  days: number | null;
}

/** Everything a client's entries are projected from. */
export interface Life {
  id: string;
  /** when it was noted down; null: before that was noted */
  addedAt: Date | null;
  endedAt: Date | null;
  purchases: Purchase[];
  /** in order; never empty */
  places: Place[];
  /** the contacts that begin or end a time without one, in order */
  contacts: Date[];
  lastContactAt: Date | null;
  /** the activity window, in order; the first one has always been */
  windows: Rule[];
  /** how often clients must be contacted, by group, in order */
  care: ReadonlyMap<string, Rule[]>;
  timeZone: string;
}

/** The rule that holds at an instant; before the first one: the first. */
export function ruleAt(rules: readonly Rule[], at: Date): Rule | undefined {
  return rules.findLast(({ since }) => since <= at) ?? rules[0];
}
