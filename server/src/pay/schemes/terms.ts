import type { CoefficientPoints } from '../../plans/coefficient.ts';
import type { PlannableKpi } from '../../plans/plannable.ts';

/** What a percentage is taken of. */
export const saleBases = ['revenue', 'margin'] as const;
export type SaleBase = (typeof saleBases)[number];

/** When a sale counts: when it is won, or when its money comes. */
export const saleMoments = ['won', 'paid'] as const;
export type SaleMoment = (typeof saleMoments)[number];

/** A step of a percentage: from this sum of the month on, in minor units; the rate in millionths. */
export interface Tier {
  from: number;
  rate: number;
}

/**
 * The percentage of sales. `progressive`: each part of the sum at the rate of its own step, else the whole sum at the rate of the step it has
 * reached. Product lines with a rate of their own stay out of the steps, and do not help to reach them.
 */
export interface SalesTerms {
  base: SaleBase;
  on: SaleMoment;
  progressive: boolean;
  tiers: readonly Tier[];
  lines: readonly { productLineId: string; rate: number }[];
}

/** A sum that is promised: minor units, or a rate of the salary of the month. */
export type Prize = { fixed: number } | { ofSalary: number };

/** What is paid beyond the optimal level of a plan: for every whole percent above it, or once the maximum is reached. */
export interface ExceedTerms {
  per: 'percent' | 'maximum';
  prize: Prize;
}

/** The bonus for reaching and exceeding the person's own plan of a figure. */
export interface BonusTerms {
  kpi: PlannableKpi;
  reach: Prize | null;
  exceed: ExceedTerms | null;
}

/** The KPI coefficient: the mean of the coefficients of some figures by their weights; `points`: null takes those of the department. */
export interface CoefficientTerms {
  of: 'variable' | 'everything';
  points: CoefficientPoints | null;
  kpis: readonly { kpi: PlannableKpi; weight: number }[];
}

/** Everything a version of a scheme says. Money in minor units. */
export interface PayTerms {
  /** of a whole month */
  salary: number;
  sales: SalesTerms | null;
  bonus: BonusTerms | null;
  coefficient: CoefficientTerms | null;
}

/** The figures that somebody's pay depends on. */
export function kpisOf({ bonus, coefficient }: PayTerms): PlannableKpi[] {
  return [...new Set([...(bonus ? [bonus.kpi] : []), ...(coefficient?.kpis ?? []).map(({ kpi }) => kpi)])];
}
