import { roles } from '../access/roles.ts';
import type { NounRules } from '../access/rules.ts';

/** Everybody sees the funnel: it is a sum. Filtered by client it follows the rule of the figures. */
export const funnelRules: NounRules = {
  subject: 'Funnel',
  parts: ['FunnelStage'],
  rules: [{ who: roles, may: ['read'] }],
};
