import { commonRules, keepers } from '../records/record-rules.ts';
import type { Registered } from '../records/registered.ts';
import { procedureNoun } from './procedure.ts';
import { reviewProcedure } from './review-procedure.ts';

const change = [...keepers, 'head_of_sales'] as const;

/** Whoever leads writes down how work is done; everybody reads it. */
const rules = commonRules(procedureNoun, { change, verbs: [{ who: change, may: [reviewProcedure.name] }] });

/** How work is to be done. */
export const procedureRecords: readonly Registered[] = [
  {
    record: procedureNoun,
    rules: { ...rules, parts: [...(rules.parts ?? []), 'ProcedureVersion'] },
    verbs: [reviewProcedure],
  },
];
