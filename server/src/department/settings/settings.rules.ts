import { roles } from '../../access/roles.ts';
import type { NounRules } from '../../access/rules.ts';

/** Everybody sees what the department has decided about itself; those who lead it, and whoever keeps the system, decide. */
export const settingsRules: NounRules = {
  subject: 'Settings',
  rules: [
    { who: roles, may: ['read'] },
    { who: ['director', 'deputy', 'administrator'], may: ['amendSettings'] },
  ],
};
