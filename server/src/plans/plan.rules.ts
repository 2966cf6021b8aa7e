import { type NounRules, ownDepartment } from '../access/rules.ts';
import { sql } from '../lib/sql.ts';
import { keepers, office } from '../records/record-rules.ts';

/**
 * Everybody sees who is to reach what, walls too: transparent and honest. Plans are decided above; a head of sales decides those of the own
 * department, its teams and its people.
 */
export const planRules: NounRules = {
  subject: 'Plan',
  rows: {
    table: 'plan',
    attributes: {
      departmentId: (plan, id) => sql`exists (select from (select ${plan}.department_id as own, ${plan}.team_id as team,
          ${plan}.employee_id as employee) p left join employee e on e.id = p.employee
        left join team t on t.id = coalesce(p.team, e.team_id) where coalesce(p.own, t.department_id) = ${id}::bigint)`,
    },
  },
  rules: [
    { who: office, may: ['read'] },
    {
      who: ['screen'],
      may: ['read'],
      fields: [
        'id',
        'kpi',
        'grain',
        'month',
        'department',
        'team',
        'employee',
        'minimum',
        'optimal',
        'maximum',
        'endedAt',
      ],
    },
    { who: keepers, may: ['setPlan', 'splitPlan', 'endPlan'] },
    { who: ['head_of_sales'], may: ['setPlan', 'splitPlan', 'endPlan'], which: ownDepartment },
  ],
};

/** How a plan would be spread, and how its parts add up: for whoever works here; a wall shows what is to be reached. */
export const planWorkRules: readonly NounRules[] = [
  { subject: 'PlanSpreading', parts: ['PlanSpreadPart'], rules: [{ who: office, may: ['read'] }] },
  { subject: 'PlanCheck', parts: ['PlanCheckNode', 'LevelSums'], rules: [{ who: office, may: ['read'] }] },
];
