import { commonRules } from '../records/record-rules.ts';
import type { Registered } from '../records/registered.ts';
import { moneyRules } from './budget/budget.rules.ts';
import { budgetItemNoun } from './budget/budget-item.ts';
import { expenseNoun } from './budget/expense.ts';
import { expenseCategoryNoun } from './budget/expense-category.ts';
import { endPlan } from './end-plan.ts';
import { planRules } from './plan.rules.ts';
import { planNoun } from './plan.ts';
import { planVersionNoun } from './plan-version.ts';

/** What is to be reached, and what it may cost. */
export const plansRecords: readonly Registered[] = [
  { record: planNoun, rules: planRules, verbs: [endPlan] },
  { record: planVersionNoun, rules: commonRules(planVersionNoun, { change: [] }) },
  { record: expenseCategoryNoun, rules: moneyRules(expenseCategoryNoun) },
  { record: budgetItemNoun, rules: moneyRules(budgetItemNoun, ['setBudget']) },
  { record: expenseNoun, rules: moneyRules(expenseNoun) },
];
