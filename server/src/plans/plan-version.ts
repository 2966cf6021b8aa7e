import { employeeNoun } from '../department/employees/employee.ts';
import { defineRecord, type Row } from '../records/define-record.ts';
import { choice, instant, ref, text, whole } from '../records/field.ts';
import { planNoun } from './plan.ts';
import { levelOf, planKpi } from './plan-fields.ts';

/** What was changed in a plan, each time it was (версия плана). */
export const planVersionNoun = defineRecord({
  name: 'PlanVersion',
  table: 'plan_version',
  many: 'planVersions',
  one: 'planVersion',
  description: 'A change of a plan: who made it, when, what it was before and after, and why (версия плана).',
  verbs: { add: null, amend: null, end: null },
  fields: {
    plan: ref(() => planNoun, { description: 'the plan', required: true, filter: true }),
    number: whole({ description: 'the version of the plan that came of it', required: true }),
    changedAt: instant({ description: 'when', required: true, filter: true, order: true }),
    employee: ref(() => employeeNoun, { description: 'who; null: nobody of the department', filter: true }),
    verb: text({ description: 'by which verb', required: true }),
    minimumBefore: levelOf({ description: 'the minimum before' }),
    optimalBefore: levelOf({ description: 'the optimal level before; null: the plan was new' }),
    maximumBefore: levelOf({ description: 'the maximum before' }),
    minimum: levelOf({ description: 'the minimum after' }),
    optimal: levelOf({ description: 'the optimal level after', required: true }),
    maximum: levelOf({ description: 'the maximum after' }),
    note: text({ description: 'why', most: 1000, personal: true }),
    kpi: choice(planKpi.name, planKpi.values, { description: 'the figure', required: true, asIs: true }),
  },
});

export type PlanVersionRow = Row<typeof planVersionNoun.fields>;
