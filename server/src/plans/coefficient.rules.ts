import { roles } from '../access/roles.ts';
import type { NounRules } from '../access/rules.ts';

/** Everybody knows what reaching a plan is worth; those who lead the house, and whoever keeps the system, decide. */
export const coefficientRules: NounRules = {
  subject: 'CoefficientPoints',
  rules: [
    { who: roles, may: ['read'] },
    { who: ['director', 'deputy', 'administrator'], may: ['setCoefficientPoints'] },
  ],
};
