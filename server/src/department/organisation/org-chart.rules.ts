import type { NounRules } from '../../access/rules.ts';
import { office } from '../../records/record-rules.ts';

/** Everybody who works here knows who works here. */
export const orgChartRules: NounRules = {
  subject: 'OrgChart',
  parts: ['OrgNode', 'OrgPerson', 'OrgTeam', 'OrgDepartment'],
  rules: [{ who: office, may: ['read'] }],
};
