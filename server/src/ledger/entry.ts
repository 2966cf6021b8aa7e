import type { Origin } from '../access/viewer.ts';
import type { Day } from '../lib/zone.ts';
import type { Dimensions } from './dimensions.ts';
import type { Amounts } from './measures.ts';

export type EntryKind =
  | `deal_${'opened' | 'moved' | 'amended' | 'won' | 'lost' | 'reopened' | 'reassigned' | 'transferred' | 'contacted'}`
  | 'reference_added'
  | 'reference_amended'
  | 'reference_ended'
  | 'client_added'
  | 'client_amended'
  | 'client_merged'
  | 'client_ended'
  | 'settings_changed'
  | 'access_changed'
  | 'contact_changed'
  | 'record_added'
  | 'record_amended'
  | 'record_ended';

/** What a fact projects to: pure, without id, clock or recorder. */
export interface Projected {
  kind: EntryKind;
  effectiveAt: Date;
  factId: string | null;
  dealId: string | null;
  /** the table and the row it stands for, where that is no deal */
  noun?: string | null;
  nounId?: string | null;
  dimensions: Dimensions;
  amounts: Amounts;
}

/** One row of the ledger, about to be posted. */
export interface Entry extends Projected {
  recordedAt: Date;
  day: Day;
  origin: Origin;
  actorId: string | null;
  /** true on exactly one entry of each new fact: the one the change feed announces */
  event: boolean;
  /** a reversal, or the replacement of what a reversal took back */
  correction: boolean;
  reverses: string | null;
}
