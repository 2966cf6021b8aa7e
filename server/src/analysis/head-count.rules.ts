import type { Role } from '../access/roles.ts';
import type { NounRules } from '../access/rules.ts';

const who: readonly Role[] = ['director', 'deputy', 'head_of_sales', 'analyst', 'administrator', 'integration'];

/** Whoever plans who is hired, and who works it out for them. */
export const headCountRules: NounRules = {
  subject: 'HeadCount',
  parts: ['HeadCountPerson'],
  rules: [{ who, may: ['read'] }],
};
