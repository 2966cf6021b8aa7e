import { defineRecord } from '../../records/define-record.ts';
import { flag, text } from '../../records/field.ts';

/** What money is spent on (статья расходов): budgets and expenses name it, so that one can be held against the other. */
export const expenseCategoryNoun = defineRecord({
  name: 'ExpenseCategory',
  table: 'expense_category',
  many: 'expenseCategories',
  one: 'expenseCategory',
  description: 'What money is spent on (статья расходов).',
  fields: {
    name: text({ description: 'what it is called', required: true, search: true, order: true }),
    acquisition: flag({
      description: 'whether expenses on it are to win new clients unless they say otherwise; false unless told',
      required: true,
      filled: true,
      filter: true,
    }),
  },
  unique: { expense_category_name: 'name' },
  complete: ({ after }) => {
    after.acquisition ??= false;
  },
});
