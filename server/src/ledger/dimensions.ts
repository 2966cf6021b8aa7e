/** What an entry touches: the columns by which everything can be broken down, and the noun each of them names. */
export const dimensions = {
  client_id: 'client',
  employee_id: 'employee',
  team_id: 'team',
  department_id: 'department',
  territory_id: 'territory',
  product_id: 'product',
  product_line_id: 'product_line',
  channel_id: 'channel',
  source_id: 'source',
  campaign_id: 'campaign',
  segment_id: 'segment',
  pipeline_id: 'pipeline',
  stage_id: 'stage',
  contact_channel_id: 'contact_channel',
} as const;

export type DimensionColumn = keyof typeof dimensions;
export const dimensionColumns = Object.keys(dimensions) as DimensionColumn[];

/** Ids by dimension; what is not named is unknown (null). Ids are the decimal text of bigint keys. */
export type Dimensions = Partial<Record<DimensionColumn, string | null>>;
