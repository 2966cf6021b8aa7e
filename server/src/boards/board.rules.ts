import { roles } from '../access/roles.ts';
import type { NounRules } from '../access/rules.ts';

/** Everybody may know which boards there are; what stands on them is asked, and refused, figure by figure. */
export const boardRules: NounRules = { subject: 'Board', rules: [{ who: roles, may: ['read'] }] };
