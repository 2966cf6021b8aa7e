import { roles } from '../access/roles.ts';
import { commonRules, keepers } from '../records/record-rules.ts';
import type { Registered } from '../records/registered.ts';
import { houseRules } from './department.rules.ts';
import { departmentNoun } from './departments/department.ts';
import { positionNoun } from './positions/position.ts';
import { territoryNoun } from './territories/territory.ts';

/** What the house is made of. Its teams and people stand in sales/staff: open deals follow them. */
export const departmentRecords: readonly Registered[] = [
  { record: territoryNoun, rules: commonRules(territoryNoun, { read: roles, change: [...keepers, 'head_of_sales'] }) },
  { record: departmentNoun, rules: houseRules(departmentNoun, ['id', 'name']) },
  { record: positionNoun, rules: houseRules(positionNoun, ['id', 'name']) },
];
