import type { Day } from '../../lib/zone.ts';
import type { CoefficientPoints } from '../../plans/coefficient.ts';
import type { PlannableKpi } from '../../plans/plannable.ts';

export const lineKinds = ['salary', 'sales', 'bonus', 'coefficient', 'correction'] as const;
export type LineKind = (typeof lineKinds)[number];

/** The levels of a person's plan, in whole numbers as plans keep them. */
export interface KeptLevels {
  minimum: number | null;
  optimal: number;
  maximum: number | null;
}

/** A figure of a month for one person: its plan and what came of it, in whole numbers as plans keep them. Null: none, unknown. */
export interface Figure {
  plan: KeptLevels | null;
  value: number | null;
}

/** A figure as a line explains it. Without a plan or a value its coefficient is 1. */
export interface FigureTold extends Figure {
  kpi: PlannableKpi;
  weight: number | null;
  /** what it is worth in the coefficient; null in a bonus */
  coefficient: number | null;
}

/** Why a line is what it is. Ids and numbers only: names are looked up when somebody reads it. */
export interface Explanation {
  salary?: { monthly: number; workedDays: number; workingDays: number };
  /** a step of the percentage; `to`: null for the last one; `reached`: the sum of the month that decided */
  tier?: { from: number; to: number | null; progressive: boolean; reached: number };
  productLineId?: string;
  bonus?: { for: 'reach' | 'percent' | 'maximum'; prize: number; times: number };
  figures?: FigureTold[];
  points?: CoefficientPoints;
  /** the coefficient in millionths, and what it multiplies */
  coefficient?: { value: number; of: 'variable' | 'everything' };
  correction?: { was: number; now: number };
}

/** An entry of the ledger as a line keeps it: the part of the base and of the amount it has made; null: it only decided a figure. */
export interface LineEntry {
  entryId: string;
  dealId: string | null;
  productLineId: string | null;
  base: number | null;
  amount: number | null;
}

/** One line of somebody's pay. Money in minor units, the rate in millionths of one. */
export interface Line {
  kind: LineKind;
  base: number | null;
  rate: number | null;
  amount: number;
  /** the closed month that a correction is about */
  aboutMonth: Day | null;
  explanation: Explanation;
  entries: readonly LineEntry[];
}

/** Something that a percentage is taken of: an entry of the ledger, or (without an id) the sum of many. */
export interface Credit {
  entryId: string | null;
  dealId: string | null;
  productLineId: string | null;
  amount: number;
}

/** What lines add up to. */
export function totalOf(lines: readonly { amount: number }[]): number {
  return lines.reduce((sum, { amount }) => sum + amount, 0);
}
