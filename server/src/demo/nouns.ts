import type { Queryable } from '../database/database.ts';
import { raw, sql } from '../lib/sql.ts';

/** Everything the story names, by table and key, with its ids in this database. */
export interface DemoNouns {
  /** the row of a noun; throws when the database has none of that name */
  of(table: NounTable, key: string): NounRow;
  /** whether the database has it */
  has(table: NounTable, key: string): boolean;
}

const columns = {
  employee: 'n.id, n.team_id, (select department_id from team t where t.id = n.team_id) as department_id',
  client: 'n.id, n.segment_id, n.territory_id',
  product: 'n.id, n.product_line_id',
  stage: 'n.id, n.pipeline_id, n.position',
  channel: 'n.id',
  source: 'n.id',
  campaign: 'n.id',
  department: 'n.id',
  team: 'n.id',
  segment: 'n.id',
  territory: 'n.id',
  product_line: 'n.id',
  contact_channel: 'n.id',
  loss_reason: 'n.id',
  position: 'n.id',
};
export type NounTable = keyof typeof columns;
export const nounTables = Object.keys(columns) as NounTable[];

/** A row; what the table does not have is undefined. */
export interface NounRow {
  key: string;
  id: string;
  team_id?: string | null;
  department_id?: string | null;
  segment_id?: string | null;
  territory_id?: string | null;
  product_line_id?: string | null;
  pipeline_id?: string;
}

const prefix = 'demo:';

/** How the story's nouns are called in `external_id`. */
export function externalId(key: string): string {
  return `${prefix}${key}`;
}

/** The key behind an external id; null when the story did not name it. */
export function keyOf(id: string | null | undefined): string | null {
  return id?.startsWith(prefix) ? id.slice(prefix.length) : null;
}

/** Reads the ids of everything the story names. */
export async function readNouns(db: Queryable): Promise<DemoNouns> {
  const found = new Map<string, NounRow>();
  for (const table of nounTables) {
    const rows = await db.query<
      NounRow & { external_id: string }
    >(sql`/* demo-nouns */ select ${raw(columns[table])}, n.external_id
      from ${raw(table)} n where n.external_id like ${`${prefix}%`}`);
    for (const { external_id, ...row } of rows)
      found.set(`${table}/${external_id}`, { ...row, key: keyOf(external_id) ?? '' });
  }
  return nounsFrom((table, key) => found.get(`${table}/${externalId(key)}`));
}

/** Nouns from any way to look them up: tests tell stories without a database. */
export function nounsFrom(find: (table: NounTable, key: string) => NounRow | undefined): DemoNouns {
  return {
    of: (table, key) => {
      const row = find(table, key);
      if (!row) throw new Error(`the demo department has lost its ${table} ${key}`);
      return row;
    },
    has: (table, key) => find(table, key) !== undefined,
  };
}
