import type { Transaction } from '../database/database.ts';
import { join, raw, sql } from '../lib/sql.ts';
import { externalId } from './nouns.ts';

/** Ids by key of what has been added to one table. */
export type Ids = Map<string, string>;

/** A row the story adds: its key becomes its external id. */
export interface NewRow extends Record<string, string | number | Date | readonly string[] | null | undefined> {
  key: string;
  name: string;
}

/** Adds rows to a table one after another, so that they stand in their order. */
export async function addAll(tx: Transaction, table: string, rows: readonly NewRow[]): Promise<Ids> {
  const ids: Ids = new Map();
  for (const { key, ...values } of rows) {
    const columns = Object.keys({ ...values, external_id: '' });
    const bound = [...Object.values(values), externalId(key)].map((value) => sql`${value ?? null}`);
    const [row] = await tx.query<{
      id: string;
    }>(sql`/* demo-noun */ insert into ${raw(table)} (${raw(columns.join(', '))})
      values (${join(bound)}) returning id`);
    ids.set(key, row?.id ?? '');
  }
  return ids;
}
