import type { DimensionColumn } from '../ledger/dimensions.ts';

/** Everything figures can be broken down by and filtered by: its name in questions, the ledger's column, its field in rows and filters. */
export const dimensions = {
  EMPLOYEE: { column: 'employee_id', field: 'employee' },
  TEAM: { column: 'team_id', field: 'team' },
  DEPARTMENT: { column: 'department_id', field: 'department' },
  TERRITORY: { column: 'territory_id', field: 'territory' },
  PRODUCT: { column: 'product_id', field: 'product' },
  PRODUCT_LINE: { column: 'product_line_id', field: 'productLine' },
  CHANNEL: { column: 'channel_id', field: 'channel' },
  SOURCE: { column: 'source_id', field: 'source' },
  CAMPAIGN: { column: 'campaign_id', field: 'campaign' },
  SEGMENT: { column: 'segment_id', field: 'segment' },
  CLIENT: { column: 'client_id', field: 'client' },
  PIPELINE: { column: 'pipeline_id', field: 'pipeline' },
  STAGE: { column: 'stage_id', field: 'stage' },
  CONTACT_CHANNEL: { column: 'contact_channel_id', field: 'contactChannel' },
} as const satisfies Record<string, { column: DimensionColumn; field: string }>;

export type Dimension = keyof typeof dimensions;
export type DimensionField = (typeof dimensions)[Dimension]['field'];
export const dimensionNames = Object.keys(dimensions) as Dimension[];
