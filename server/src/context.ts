import DataLoader from 'dataloader';
import type { Logger } from 'pino';
import type { Database, Queryable } from './database/database.ts';
import type { Origin } from './ledger/entry.ts';
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

/** Who asks. Accounts and roles come with the access policy; until then everybody at this machine is one principal. */
export interface Viewer {
  /** idempotency keys are unique per principal */
  principal: string;
  name: string;
  employeeId: string | null;
  origin: Origin;
}

/** Rows by id, one statement per table and tick however many are asked for. */
export type LoadRow = (table: string, id: string) => Promise<Row | null>;
export type Row = Record<string, unknown>;

/** Everything a verb or a question needs; made anew for every request. */
export interface Context {
  database: Database;
  clock: Clock;
  log: Logger;
  settings: DepartmentSettings;
  viewer: Viewer;
  load: LoadRow;
  /** which build answers: walls reload themselves when it changes */
  version: string;
  /** called after a verb has committed: the live hub looks at the ledger at once instead of at its next tick */
  changed: () => void;
}

/** A row loader over DataLoader: batches by table. */
export function rowLoader(db: Queryable): LoadRow {
  const loaders = new Map<string, DataLoader<string, Row | null>>();
  return (table, id) => {
    let loader = loaders.get(table);
    if (!loader)
      loaders.set(
        table,
        (loader = new DataLoader((ids) => rowsById(db, table, ids), { maxBatchSize: 1000, cache: false })),
      );
    return loader.load(id);
  };
}

async function rowsById(db: Queryable, table: string, ids: readonly string[]): Promise<(Row | null)[]> {
  if (!/^[a-z_]+$/.test(table)) throw new Error(`not a table: ${table}`);
  const query: Fragment = sql`/* load-${raw(table)} */ select * from ${raw(table)} where id = any(${[...new Set(ids)]}::bigint[])`;
  const rows = new Map((await db.query<Row>(query)).map((row) => [String(row.id), row]));
  return ids.map((id) => rows.get(id) ?? null);
}
