import { roles } from '../../access/roles.ts';
import type { NounRules } from '../../access/rules.ts';

/** What a department is made of is known to everybody in it, walls included: names, not figures. */
export function referenceRules(subject: string): NounRules {
  return { subject, rules: [{ who: roles, may: ['read'] }] };
}
