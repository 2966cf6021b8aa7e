import type { NounRules } from '../access/rules.ts';
import type { AnyRecord } from './define-record.ts';
import type { AnyVerb } from './record-verb.ts';

/** A record with everything that is known of it: what a folder's `*.records.ts` lists. */
export interface Registered {
  record: AnyRecord;
  rules: NounRules;
  verbs?: readonly AnyVerb[];
}
