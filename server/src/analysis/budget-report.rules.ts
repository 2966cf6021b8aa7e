import type { NounRules } from '../access/rules.ts';
import { readsMoney } from '../plans/budget/budget.rules.ts';

/** Whoever reads budgets and expenses reads what they come to. */
export const budgetReportRules: NounRules = {
  subject: 'BudgetReport',
  parts: ['BudgetReportRow'],
  rules: [{ who: readsMoney, may: ['read'] }],
};
