import type { Cut } from '../kpi/comparison.ts';
import type { Filter } from '../kpi/question.ts';
import type { DayRange } from '../lib/period.ts';
import type { StageRow } from '../sales/pipelines/stage.fields.ts';
import type { Funnel } from './funnel.types.ts';

/** A `funnel` question, checked and resolved against the clock. */
export interface FunnelQuestion {
  pipelineId: string;
  /** in order, ended ones too */
  stages: { stage: StageRow; ended: boolean }[];
  /** the pipeline itself among them */
  filters: Filter[];
  period: DayRange;
  cut: Cut;
  now: Date;
  /** whether the day of the first entry is wanted (the period ALL) */
  first: boolean;
}

/** What both ways of counting answer. */
export type FunnelAnswer = Pick<
  Funnel,
  'deals' | 'amount' | 'won' | 'lost' | 'open' | 'conversion' | 'stages' | 'revision'
> & {
  first: Date | null;
};
