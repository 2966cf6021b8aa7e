import { commonRules } from '../../records/record-rules.ts';
import type { Registered } from '../../records/registered.ts';
import { assignmentRunRules, givers } from './assignment.rules.ts';
import { assignmentRuleNoun } from './assignment-rule.ts';
import { assignmentRunNoun } from './assignment-run.ts';
import { clientGroupDutyNoun } from './client-group-duty.ts';
import { handOverRuleNoun } from './hand-over-rule.ts';

/** How clients and leads find their manager. Everybody may know why something came to whom. */
export const assignmentRecords: readonly Registered[] = [
  ...[clientGroupDutyNoun, assignmentRuleNoun, handOverRuleNoun].map((record) => ({
    record,
    rules: commonRules(record, { change: givers }),
  })),
  { record: assignmentRunNoun, rules: assignmentRunRules },
];
