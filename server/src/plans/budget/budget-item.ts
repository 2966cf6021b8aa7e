import { departmentNoun } from '../../department/departments/department.ts';
import { teamNoun } from '../../department/teams/team.ts';
import { floorDay } from '../../lib/period.ts';
import { Refusal } from '../../lib/refusal.ts';
import { defineRecord, type Row } from '../../records/define-record.ts';
import { choice, day, instant, money, ref, text } from '../../records/field.ts';
import { expenseCategoryNoun } from './expense-category.ts';
import { beginningOf, placeOf } from './stands-at.ts';

const kinds = {
  period: 'a month of it, again and again (по периодам)',
  one_off: 'once, on a day (разовая)',
} as const;

/** Money allowed to be spent (статья бюджета): for a month, or once on a day. */
export const budgetItemNoun = defineRecord({
  name: 'BudgetItem',
  table: 'budget_item',
  many: 'budgetItems',
  one: 'budgetItem',
  description:
    'Money allowed to be spent (статья бюджета): in a month, or once on a day. What is cancelled counts for nothing.',
  verbs: { end: 'cancelBudgetItem' },
  order: { by: 'day', direction: 'DESC' },
  fields: {
    category: ref(() => expenseCategoryNoun, { description: 'on what', required: true, filter: true }),
    kind: choice('BudgetKind', kinds, {
      description: 'how it falls due',
      required: true,
      filter: true,
      amendable: false,
    }),
    day: day({ description: 'the first day of the month, or the day', required: true, filter: true, order: true }),
    startsAt: instant({
      description: 'the instant it counts from',
      required: true,
      future: true,
      input: false,
    }),
    amount: money({ description: 'how much', required: true, filter: true, order: true }),
    department: ref(() => departmentNoun, {
      description: 'by which department; null: by the house, or not known',
      filter: true,
    }),
    team: ref(() => teamNoun, { description: 'by which team of it', filter: true }),
    note: text({ description: 'what for', most: 1000, personal: true }),
  },
  unique: { budget_item_cell: 'day' },
  complete: async ({ tx, ctx, after }) => {
    if (after.kind === 'period' && after.day !== floorDay(after.day, 'MONTH')) {
      throw Refusal.badInput('input.day', `the first day of a month: ${floorDay(after.day, 'MONTH')}`, {
        got: after.day,
      });
    }
    after.startsAt = beginningOf(ctx, after.day);
    const place = await placeOf(tx, after);
    after.departmentId = place.department_id ?? null;
    after.stamps = { ...after.stamps, budget: place };
  },
  project: ({ amount, endedAt, startsAt, stamps }) =>
    endedAt || amount === 0 ? [] : [{ at: startsAt, dimensions: stamps.budget ?? {}, amounts: { budget: amount } }],
  touches: (row) => ({ department_id: row.departmentId, team_id: row.teamId }),
});

export type BudgetItemRow = Row<typeof budgetItemNoun.fields>;
