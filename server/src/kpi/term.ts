import type { DimensionColumn } from '../ledger/dimensions.ts';
import { type Measure, measures } from '../ledger/measures.ts';

/** A part of a formula that is no sum of measures: it is read by a reader of its own (`kpi/derived/`). */
interface TermDefinition {
  /** minor units of money, or a number of its own */
  unit: 'money' | 'number';
  /** for people, in the formula */
  text: string;
  /** summed together with the question's figures: by them a group exists */
  sums: readonly Measure[];
  /** what an entry must add to to change it, besides `sums` */
  follows: readonly Measure[];
  /** nouns whose rows it is made of: their entries change it and add to no measure */
  nouns: readonly string[];
  /** whether what lies outside of the question's filters can change it */
  unfiltered: boolean;
  /** what it can be broken down and filtered by */
  by: readonly DimensionColumn[];
}

/** Nouns of which plans are made; the working calendar and the points of the coefficient are settings, which wake everybody. */
export const planNouns: readonly string[] = ['plan'];

const people: readonly DimensionColumn[] = ['employee_id', 'team_id', 'department_id'];
const ofPlans = { follows: [], nouns: planNouns, unfiltered: false, by: people };

/** Every term there is. */
export const terms = {
  topClientRevenue: {
    unit: 'money',
    text: 'revenue of the 10 largest clients',
    sums: ['revenue'],
    follows: [],
    nouns: [],
    unfiltered: false,
    by: measures.revenue.by.filter((column) => column !== 'client_id'),
  },
  weightedPipeline: {
    unit: 'money',
    text: "Σ pipeline in a stage × the stage's win rate in 365 days",
    sums: ['pipeline'],
    follows: ['stage_won', 'stage_closed', 'won', 'lost'],
    nouns: [],
    unfiltered: true,
    by: measures.pipeline.by,
  },
  revenuePlan: { unit: 'money', text: 'optimal plan of revenue', sums: [], ...ofPlans },
  planCoefficient: { unit: 'number', text: 'revenue between the levels of its plan', sums: ['revenue'], ...ofPlans },
} as const satisfies Record<string, TermDefinition>;

export type Term = keyof typeof terms;

/** What is known of a term. */
export function termOf(term: Term): TermDefinition {
  return terms[term];
}
