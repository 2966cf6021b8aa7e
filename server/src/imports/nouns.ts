import type { DimensionColumn } from '../ledger/dimensions.ts';

/** What a field of a noun holds, and therefore how its value is read from a file. */
export type FieldType =
  | (
      | 'text'
      | 'phone'
      | 'email'
      | 'inn'
      | 'site'
      | 'money'
      | 'integer'
      | 'level'
      | 'day'
      | 'clientKind'
      | 'campaignKind'
    )
  | { refers: NounName; creates?: true };

interface Field {
  column: string;
  type: FieldType;
  required?: boolean;
}

interface NounSpec {
  table: string;
  /** the heading of its line in the summary */
  title: string;
  /** null: it is told of by its table and id alone */
  dimension: DimensionColumn | null;
  fields: Record<string, Field>;
}

const refers = (noun: NounName): FieldType => ({ refers: noun });

/**
 * The nouns an import can make, besides deals: their tables and fields. `name` and `externalId` every one has. A noun stands below
 * those it refers to: they are written in this order.
 */
export const nouns = {
  department: { table: 'department', title: 'departments', dimension: 'department_id', fields: {} },
  territory: { table: 'territory', title: 'territories', dimension: 'territory_id', fields: {} },
  position: {
    table: 'position',
    title: 'positions',
    dimension: null,
    fields: {
      level: { column: 'level', type: 'level' },
      department: { column: 'department_id', type: refers('department') },
    },
  },
  team: {
    table: 'team',
    title: 'teams',
    dimension: 'team_id',
    fields: { department: { column: 'department_id', type: refers('department') } },
  },
  employee: {
    table: 'employee',
    title: 'employees',
    dimension: 'employee_id',
    fields: {
      team: { column: 'team_id', type: refers('team') },
      territory: { column: 'territory_id', type: refers('territory') },
      // told as a word more often than not: one that is not known yet is made
      position: { column: 'position_id', type: { refers: 'position', creates: true } },
      email: { column: 'email', type: 'text' },
      hiredOn: { column: 'hired_on', type: 'day' },
      leftOn: { column: 'left_on', type: 'day' },
    },
  },
  productLine: { table: 'product_line', title: 'product lines', dimension: 'product_line_id', fields: {} },
  product: {
    table: 'product',
    title: 'products',
    dimension: 'product_id',
    fields: {
      productLine: { column: 'product_line_id', type: refers('productLine') },
      price: { column: 'price', type: 'money' },
      cost: { column: 'cost', type: 'money' },
    },
  },
  channel: { table: 'channel', title: 'channels', dimension: 'channel_id', fields: {} },
  source: { table: 'source', title: 'sources', dimension: 'source_id', fields: {} },
  campaign: {
    table: 'campaign',
    title: 'campaigns',
    dimension: 'campaign_id',
    fields: {
      source: { column: 'source_id', type: refers('source') },
      kind: { column: 'kind', type: 'campaignKind' },
      startsOn: { column: 'starts_on', type: 'day' },
      endsOn: { column: 'ends_on', type: 'day' },
      budget: { column: 'budget', type: 'money' },
      goal: { column: 'goal', type: 'text' },
      owner: { column: 'owner_id', type: refers('employee') },
      department: { column: 'department_id', type: refers('department') },
    },
  },
  segment: { table: 'segment', title: 'segments', dimension: 'segment_id', fields: {} },
  pipeline: {
    table: 'pipeline',
    title: 'pipelines',
    dimension: 'pipeline_id',
    fields: { position: { column: 'position', type: 'integer' } },
  },
  stage: {
    table: 'stage',
    title: 'stages',
    dimension: 'stage_id',
    fields: {
      pipeline: { column: 'pipeline_id', type: refers('pipeline'), required: true },
      position: { column: 'position', type: 'integer', required: true },
    },
  },
  client: {
    table: 'client',
    title: 'clients',
    dimension: 'client_id',
    fields: {
      segment: { column: 'segment_id', type: refers('segment') },
      territory: { column: 'territory_id', type: refers('territory') },
      source: { column: 'source_id', type: refers('source') },
      owner: { column: 'owner_id', type: refers('employee') },
      kind: { column: 'kind', type: 'clientKind' },
      inn: { column: 'inn', type: 'inn' },
      phone: { column: 'phone', type: 'phone' },
      email: { column: 'email', type: 'email' },
      site: { column: 'site', type: 'site' },
      // a `note` of a mapping is the mapping's own
      remarks: { column: 'note', type: 'text' },
    },
  },
} as const satisfies Record<string, Omit<NounSpec, 'fields'> & { fields: Record<string, unknown> }>;

export type NounName =
  | 'department'
  | 'territory'
  | 'position'
  | 'team'
  | 'employee'
  | 'productLine'
  | 'product'
  | 'channel'
  | 'source'
  | 'campaign'
  | 'segment'
  | 'pipeline'
  | 'stage'
  | 'client';

export const nounNames = Object.keys(nouns) as NounName[];

/** A noun's table and fields, all nouns alike. */
export function specOf(noun: NounName): NounSpec {
  return nouns[noun];
}

/** The columns of a noun's table that an import fills, beside id and external id. */
export function columnsOf(noun: NounName): string[] {
  return ['name', ...Object.values(specOf(noun).fields).map((field) => field.column)];
}

/** What there may be a million of, and few mappings speak about: looked at where one does. */
const details: Partial<Record<NounName, readonly string[]>> = {
  client: ['kind', 'inn', 'phone', 'email', 'site', 'note'],
};

/** The columns that an import looks at of what is there already, when its mapping speaks of some. */
export function columnsLookedAt(noun: NounName, spokenOf: ReadonlySet<string>): string[] {
  return columnsOf(noun).filter((column) => !details[noun]?.includes(column) || spokenOf.has(column));
}

/** What a value of a column is to PostgreSQL. */
export function sqlTypeOf(noun: NounName, column: string): string {
  const type = Object.values(specOf(noun).fields).find((field) => field.column === column)?.type ?? 'text';
  if (typeof type === 'object' || type === 'money') return 'bigint';
  if (type === 'level' || type === 'integer') return 'integer';
  return type === 'day' ? 'date' : 'text';
}
