import type { Role } from '../../access/roles.ts';
import type { NounRules } from '../../access/rules.ts';
import { partNames } from '../../records/graphql-fields.ts';
import { keepers } from '../../records/record-rules.ts';
import { assignmentRunNoun } from './assignment-run.ts';

/** Who gives work away: who decides, who keeps the data right, and whoever leads those who sell. */
export const givers: readonly Role[] = [...keepers, 'head_of_sales'];

/** What was given away, by those who give. Nobody's clients are everybody's who gives. */
export const assignmentRunRules: NounRules = {
  subject: 'AssignmentRun',
  parts: partNames(assignmentRunNoun.fields),
  rules: [
    { who: [...givers, 'analyst'], may: ['read'] },
    { who: givers, may: ['assignUnassigned'] },
  ],
};

/** What would be given away: only what the viewer may see is there. */
export const assignmentProposalRules: NounRules = {
  subject: 'AssignmentProposal',
  rules: [{ who: [...givers, 'analyst'], may: ['read'] }],
};
