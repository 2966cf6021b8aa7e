import { whole } from '../records/field.ts';
import { type PlannableKpi, plannable } from './plannable.ts';

/** The figures that can be planned, as GraphQL tells them. */
export const planKpi = {
  name: 'PlannableKpi',
  values: Object.fromEntries(Object.entries(plannable).map(([id, { title }]) => [id, title])) as Record<
    PlannableKpi,
    string
  >,
};

export const grains = { MONTH: 'a month', QUARTER: 'a quarter', YEAR: 'a year' } as const;
export type PlanGrain = keyof typeof grains;

export const spreads = {
  working_days: 'by the working days of each month (по рабочим дням)',
  seasonality: 'by what each month of the year has brought in before (по сезонности)',
  evenly: 'the same for each month (поровну)',
} as const;
export type Spread = keyof typeof spreads;

/** a double holds larger numbers no longer exactly; scores may be below zero */
const most = 9_000_000_000_000_000;

/** A level of a plan: a whole number in rows, told in the unit of its figure (plan.resolver.ts). */
export function levelOf<const T extends { description: string; required?: boolean }>(told: T) {
  return whole({ ...told, least: -most, most });
}
