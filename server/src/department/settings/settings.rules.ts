import { roles } from '../../access/roles.ts';
import type { NounRules } from '../../access/rules.ts';

/** Everybody sees what the department has decided about itself. */
export const settingsRules: NounRules = { subject: 'Settings', rules: [{ who: roles, may: ['read'] }] };
