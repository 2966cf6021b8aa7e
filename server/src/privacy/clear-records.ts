import type { Row } from '../context.ts';
import type { Transaction } from '../database/database.ts';
import { type Fragment, join, raw, sql } from '../lib/sql.ts';
import type { AnyRecord } from '../records/define-record.ts';
import { columnOf, type Field, type Fields } from '../records/field.ts';
import { refsTo } from '../records/refs-to.ts';
import type { Mentions } from './mentions.ts';

/** What stands where words had to go and something must stand. */
const gone = 'Стёрто';

/** Nouns that are erased by verbs of their own. */
const apart = new Set(['client', 'employee', 'contact']);

type Column = readonly [column: string, field: Field];

/** The columns of a record that may hold words about people. */
function wordsOf(record: AnyRecord): Column[] {
  return (Object.entries(record.fields as Fields) as [string, Field][])
    .filter(([, { personal, kind }]) => personal && (kind === 'text' || kind === 'items' || kind === 'texts'))
    .map(([name, field]) => [columnOf(name, field), field]);
}

/** Takes all words out of the rows that name somebody's client; gives how many. What they count stays as it is. */
export async function clearRowsOf(tx: Transaction, records: readonly AnyRecord[], clientId: string): Promise<number> {
  let cleared = 0;
  for (const record of records) {
    const refs = refsTo(record, 'client');
    const words = wordsOf(record);
    if (apart.has(record.table) || refs.length === 0 || words.length === 0) continue;
    const theirs = join(
      refs.map((column) => sql`t.${raw(column)} = ${clientId}`),
      ' or ',
    );
    const rows =
      await tx.query(sql`/* clear-${raw(record.table)} */ update ${raw(record.table)} t set version = version + 1,
        external_id = case when external_id ~ '^[0-9]{1,9}$' then external_id end, ${join(words.map(cleaned))}
      where ${theirs} returning 1`);
    cleared += rows.length;
  }
  return cleared;
}

/** A column without its words, as an assignment. */
function cleaned(column: Column): Fragment {
  return sql`${raw(column[0])} = ${emptied(column)}`;
}

/** What a column holds once its words are gone. */
function emptied([column, field]: Column): Fragment {
  if (field.kind === 'text') return field.required ? sql`${gone}` : raw('null');
  if (field.kind !== 'items') return raw("'{}'");
  const blank = Object.entries(field.fields).filter(([, part]) => part.kind === 'text' && part.personal);
  const without = Object.fromEntries(blank.map(([key, part]) => [key, part.required ? gone : null]));
  return sql`(select coalesce(jsonb_agg(item || ${JSON.stringify(without)}::jsonb order by place), '[]')
    from jsonb_array_elements(t.${raw(column)}) with ordinality as items (item, place))`;
}

/** Takes the words out of rows in which somebody is called by name; `pattern` matches all of those, and others. Gives how many. */
export async function clearRecordMentions(
  tx: Transaction,
  records: readonly AnyRecord[],
  pattern: string,
  mentions: Mentions,
): Promise<number> {
  let cleared = 0;
  for (const record of records) {
    const words = wordsOf(record);
    if (apart.has(record.table) || words.length === 0) continue;
    const texts = raw(words.map(([column]) => `t.${column}::text`).join(', '));
    const maybe = await tx.query<
      Row & { words: string }
    >(sql`/* ${raw(record.table)}-that-may-mention */ select t.id, t.external_id,
        concat_ws(' ', ${texts}) as words from ${raw(record.table)} t
      where concat_ws(' ', ${texts}, t.external_id) ~ ${pattern} order by t.id for update of t`);
    const told = maybe.filter((row) => mentions(row.words)).map(({ id }) => String(id));
    const numbered = maybe.filter((row) => mentions(row.external_id as string | null)).map(({ id }) => String(id));
    const both = [...new Set([...told, ...numbered])];
    if (both.length === 0) continue;
    const kept = (column: Column) =>
      sql`${raw(column[0])} = case when t.id = any(${told}::bigint[]) then ${emptied(column)} else t.${raw(column[0])} end`;
    await tx.query(sql`/* clear-${raw(record.table)}-mentions */ update ${raw(record.table)} t set version = version + 1,
        external_id = case when t.id = any(${numbered}::bigint[]) then null else external_id end, ${join(words.map(kept))}
      where t.id = any(${both}::bigint[])`);
    cleared += both.length;
  }
  return cleared;
}
