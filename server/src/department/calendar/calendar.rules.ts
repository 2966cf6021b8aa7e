import { roles } from '../../access/roles.ts';
import type { NounRules } from '../../access/rules.ts';

/** Everybody knows when the department works; those who plan its days decide what they are. */
export const calendarRules: NounRules = {
  subject: 'CalendarDay',
  rules: [
    { who: roles, may: ['read'] },
    {
      who: ['director', 'deputy', 'head_of_sales', 'administrator'],
      may: ['setCalendarDay', 'clearCalendarDay'],
    },
  ],
};
