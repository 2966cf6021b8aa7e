import type { Transaction } from '../database/database.ts';
import { join, raw, sql } from '../lib/sql.ts';
import { refsTo } from '../records/refs-to.ts';
import { registered } from '../registry.ts';

/** more than anybody reads: how many there are is told all the same */
const most = 10_000;

/** Rows of one noun that name somebody, as the table has them, and how many there are in all. */
interface Rows {
  count: number;
  rows: unknown[];
}

/** Everything that is noted down with the name of a client or an employee on it, by table: the first 10,000 of each. */
export async function rowsAbout(
  tx: Transaction,
  table: 'client' | 'employee',
  id: string,
): Promise<Record<string, Rows>> {
  const held: Record<string, Rows> = {};
  for (const { record } of registered) {
    const refs = refsTo(record, table);
    if (refs.length === 0 || record.table === table) continue;
    const theirs = join(
      refs.map((column) => sql`t.${raw(column)} = ${id}`),
      ' or ',
    );
    const [found] = await tx.query<{
      count: string;
      rows: unknown[];
    }>(sql`/* held-in-${raw(record.table)} */ select count(*) as count,
        coalesce(jsonb_agg(to_jsonb(t) - 'stamps' order by t.id) filter (where t.place <= ${most}), '[]') as rows
      from (select t.*, row_number() over (order by t.id) as place from ${raw(record.table)} t where ${theirs}) t`);
    if (found && Number(found.count) > 0) held[record.table] = { count: Number(found.count), rows: found.rows };
  }
  return held;
}
