import { departmentNoun } from '../../department/departments/department.ts';
import { employeeNoun } from '../../department/employees/employee.ts';
import { teamNoun } from '../../department/teams/team.ts';
import { Refusal } from '../../lib/refusal.ts';
import { sql } from '../../lib/sql.ts';
import { dayOf } from '../../lib/zone.ts';
import { defineRecord } from '../../records/define-record.ts';
import { day, flag, instant, money, ref, text } from '../../records/field.ts';
import { campaignNoun } from '../../sales/campaigns/campaign.ts';
import { expenseCategoryNoun } from './expense-category.ts';
import { beginningOf, placeOf } from './stands-at.ts';

/** Money that was spent (расход); what campaigns spend day by day is noted by `recordSpend`. */
export const expenseNoun = defineRecord({
  name: 'Expense',
  table: 'expense',
  many: 'expenses',
  one: 'expense',
  description: 'Money that was spent (расход). What is cancelled counts for nothing.',
  verbs: { end: 'cancelExpense' },
  order: { by: 'day', direction: 'DESC' },
  fields: {
    category: ref(() => expenseCategoryNoun, { description: 'on what', required: true, filter: true }),
    day: day({ description: 'when; not in the future', required: true, filter: true, order: true }),
    startsAt: instant({ description: 'the instant it counts from', required: true, input: false }),
    amount: money({ description: 'how much', required: true, filter: true, order: true }),
    department: ref(() => departmentNoun, { description: 'by which department; null: not known', filter: true }),
    team: ref(() => teamNoun, { description: 'by which team of it', filter: true }),
    employee: ref(() => employeeNoun, { description: 'by whom', filter: true }),
    campaign: ref(() => campaignNoun, { description: 'for which campaign', filter: true }),
    acquisition: flag({
      description: 'whether it was to win new clients (counts into their cost); what its category says unless told',
      required: true,
      filled: true,
      filter: true,
    }),
    note: text({ description: 'what for', most: 1000, personal: true }),
  },
  complete: async ({ tx, ctx, after, before, input }) => {
    after.startsAt = beginningOf(ctx, after.day);
    const today = dayOf(ctx.clock.now(), ctx.settings.timeZone);
    if (after.day > today)
      throw Refusal.badInput('input.day', `a day not in the future (today is ${today})`, { got: after.day });
    // who it was spent by is known as of then: moved to another team later, they do not take it along
    const moved = !before || ['departmentId', 'teamId', 'employeeId'].some((key) => input[key] !== undefined);
    if (moved) {
      const place = await placeOf(tx, after);
      after.departmentId = place.department_id ?? null;
      after.teamId = place.team_id ?? null;
    }
    const [told] = await tx.query<{
      acquisition: boolean;
      source: string | null;
    }>(sql`/* told-of-expense */ select c.acquisition,
        (select source_id from campaign where id = ${after.campaignId}) as source
      from expense_category c where c.id = ${after.categoryId}`);
    after.acquisition ??= told?.acquisition ?? false;
    const own = { department_id: after.departmentId, team_id: after.teamId, employee_id: after.employeeId };
    const origin = { campaign_id: after.campaignId, source_id: told?.source ?? null };
    after.stamps = { ...after.stamps, spent: { ...own, ...origin } };
  },
  project: ({ amount, endedAt, startsAt, acquisition, stamps }) => {
    if (endedAt || amount === 0) return [];
    const amounts = { expenses: amount, ...(acquisition && { acquisition: amount }) };
    return [{ at: startsAt, dimensions: stamps.spent ?? {}, amounts }];
  },
  touches: (row) => ({
    department_id: row.departmentId,
    team_id: row.teamId,
    employee_id: row.employeeId,
    campaign_id: row.campaignId,
  }),
});
