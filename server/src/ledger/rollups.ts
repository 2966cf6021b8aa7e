import type { DimensionColumn } from './dimensions.ts';

/** A narrow sum of the ledger, kept by the roller: by day or month and a few dimensions. */
export interface Rollup {
  table: string;
  grain: 'day' | 'month';
  dimensions: readonly DimensionColumn[];
}

/**
 * Few and narrow: one over all dimensions hardly compresses and is slower than raw rows. The reader takes the first that covers a question,
 * so smaller ones stand first.
 */
export const rollups: readonly Rollup[] = [
  { table: 'rollup_territory', grain: 'month', dimensions: ['territory_id', 'channel_id'] },
  { table: 'rollup_product', grain: 'month', dimensions: ['product_id', 'product_line_id'] },
  { table: 'rollup_source', grain: 'month', dimensions: ['source_id', 'campaign_id'] },
  { table: 'rollup_stage', grain: 'day', dimensions: ['pipeline_id', 'stage_id'] },
  {
    table: 'rollup_people',
    grain: 'day',
    dimensions: ['employee_id', 'team_id', 'department_id', 'pipeline_id', 'stage_id'],
  },
  { table: 'rollup_client', grain: 'month', dimensions: ['client_id', 'segment_id'] },
];
