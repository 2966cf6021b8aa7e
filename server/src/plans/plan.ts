import { departmentNoun } from '../department/departments/department.ts';
import { employeeNoun } from '../department/employees/employee.ts';
import { teamNoun } from '../department/teams/team.ts';
import { defineRecord, type RecordNoun, type Row } from '../records/define-record.ts';
import { choice, day, flag, ref, text } from '../records/field.ts';
import { keepVersion } from './keep-version.ts';
import { grains, levelOf, planKpi, spreads } from './plan-fields.ts';

/** What is to be reached (план): three levels of a figure in a period, for a department, a team, a person or everybody. */
export const planNoun = defineRecord({
  name: 'Plan',
  table: 'plan',
  many: 'plans',
  one: 'plan',
  description:
    'What is to be reached (план): a figure in a month, quarter or year, for a person, a team, a department or the whole house.',
  verbs: { add: null, amend: null, end: null },
  order: { by: 'month', direction: 'DESC' },
  fields: {
    kpi: choice(planKpi.name, planKpi.values, { description: 'the figure', required: true, filter: true, asIs: true }),
    grain: choice('PlanGrain', grains, { description: 'how long the period is', required: true, filter: true }),
    month: day({ description: 'the first day of the period', required: true, filter: true, order: true }),
    department: ref(() => departmentNoun, { description: "whose it is, when a department's", filter: true }),
    team: ref(() => teamNoun, { description: "whose it is, when a team's", filter: true }),
    employee: ref(() => employeeNoun, { description: "whose it is, when one person's", filter: true }),
    minimum: levelOf({ description: 'what must be reached at least (минимум), in the unit of the figure' }),
    optimal: levelOf({ description: 'what is to be reached (оптимум), in the unit of the figure', required: true }),
    maximum: levelOf({ description: 'what can be reached at most (максимум), in the unit of the figure' }),
    spread: choice('PlanSpread', spreads, {
      description:
        'how it has been spread into months: working days also where seasonality was asked for and is not known; null: it is no sum of months',
    }),
    fixed: flag({ description: 'set by hand: spreading the whole it is a part of leaves it as it is', required: true }),
    partOf: ref((): RecordNoun => planNoun as unknown as RecordNoun, {
      description: 'the plan of the quarter or year it is a part of',
      filter: true,
    }),
    note: text({ description: 'why it was last changed', most: 1000, personal: true }),
  },
  // whoever may end it is decided by the row (plan.rules.ts): people and teams stand in departments of their own
  belongs: { attributes: ({ departmentId }) => ({ departmentId }), field: 'departmentId' },
  touches: (row) => ({ department_id: row.departmentId, team_id: row.teamId, employee_id: row.employeeId }),
  follow: keepVersion,
});

export type PlanRow = Row<typeof planNoun.fields>;
