import DataLoader from 'dataloader';
import type { Logger } from 'pino';
import type { Access } from './access/access.ts';
import type { Viewer } from './access/viewer.ts';
import type { Database, Queryable } from './database/database.ts';
import type { Clock } from './lib/clock.ts';
import { type Fragment, raw, sql } from './lib/sql.ts';

/** What the department has decided about itself; fixed while a request runs. */
export interface DepartmentSettings {
  departmentName: string;
  timeZone: string;
  currency: string;
  activityWindowDays: number;
  demo: boolean;
}

/** Rows by id, one statement per table and tick however many are asked for; `rows`: only those of them, a condition on the alias `t`. */
export type LoadRow = (table: string, id: string, rows?: Fragment) => Promise<Row | null>;
export type Row = Record<string, unknown>;

/** Everything a verb or a question needs; made anew for every request. */
export interface Context {
  database: Database;
  clock: Clock;
  log: Logger;
  settings: DepartmentSettings;
  /** who asks */
  viewer: Viewer;
  /** what they may see and do */
  access: Access;
  load: LoadRow;
  /** which build answers: walls reload themselves when it changes */
  version: string;
  /** called after a verb has committed: the live hub looks at the ledger at once instead of at its next tick */
  changed: () => void;
}

/** A row loader over DataLoader: batches by table. */
export function rowLoader(db: Queryable): LoadRow {
  const loaders = new Map<string, DataLoader<string, Row | null>>();
  return (table, id, rows) => {
    // what one viewer may see of a table does not change while a request runs
    const key = rows ? `${table} of theirs` : table;
    let loader = loaders.get(key);
    if (!loader)
      loaders.set(
        key,
        (loader = new DataLoader((ids) => rowsById(db, table, ids, rows), { maxBatchSize: 1000, cache: false })),
      );
    return loader.load(id);
  };
}

async function rowsById(
  db: Queryable,
  table: string,
  ids: readonly string[],
  rows: Fragment = sql`true`,
): Promise<(Row | null)[]> {
  if (!/^[a-z_]+$/.test(table)) throw new Error(`not a table: ${table}`);
  const query: Fragment = sql`/* load-${raw(table)} */ select t.* from ${raw(table)} t
    where t.id = any(${[...new Set(ids)]}::bigint[]) and ${rows}`;
  const found = new Map((await db.query<Row>(query)).map((row) => [String(row.id), row]));
  return ids.map((id) => found.get(id) ?? null);
}
