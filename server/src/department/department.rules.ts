import type { NounRules } from '../access/rules.ts';
import type { AnyRecord } from '../records/define-record.ts';
import { keepers, office } from '../records/record-rules.ts';

/**
 * What the house is made of: everybody who works here knows it, a wall only what it shows of a figure; who decides, and who keeps the data
 * right, changes it.
 */
export function houseRules(record: AnyRecord, onWalls: readonly string[]): NounRules {
  const verbs = Object.values(record.verbNames).filter((verb) => verb !== null);
  return {
    subject: record.name,
    rules: [
      { who: office, may: ['read'] },
      { who: ['screen'], may: ['read'], fields: onWalls },
      { who: keepers, may: verbs },
    ],
  };
}
