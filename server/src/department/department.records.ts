import { roles } from '../access/roles.ts';
import { commonRules, keepers } from '../records/record-rules.ts';
import type { Registered } from '../records/registered.ts';
import { territoryNoun } from './territories/territory.ts';

/** What the house is made of. */
export const departmentRecords: readonly Registered[] = [
  { record: territoryNoun, rules: commonRules(territoryNoun, { read: roles, change: [...keepers, 'head_of_sales'] }) },
];
