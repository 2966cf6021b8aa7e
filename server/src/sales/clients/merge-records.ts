import type { Context, Row as TableRow } from '../../context.ts';
import type { Transaction } from '../../database/database.ts';
import { restate } from '../../ledger/restate.ts';
import { Refusal } from '../../lib/refusal.ts';
import { join, raw, sql } from '../../lib/sql.ts';
import { type AnyRecord, definedRecords, type Stamps } from '../../records/define-record.ts';
import { columnOf, type Field, keyOf } from '../../records/field.ts';
import { projectRow, updateRow } from '../../records/write-record.ts';

/** clients themselves are merged by the verb */
const itself = 'client';

/**
 * Makes every row that refers to a client, or carries it among its stamps, another's, and posts what that changes in the ledger, row by row at
 * their own instants. Whatever noun they are: all that a record says of itself is looked at.
 */
export async function mergeRecords(tx: Transaction, ctx: Context, from: string, to: string): Promise<void> {
  const tables = [...definedRecords().values()].toSorted((a, b) => (a.table < b.table ? -1 : 1));
  for (const record of tables) if (record.table !== itself) await mergeRecord(tx, ctx, record, from, to);
}

async function mergeRecord(tx: Transaction, ctx: Context, record: AnyRecord, from: string, to: string): Promise<void> {
  const references = referencesOf(record);
  const named = references.map(({ column }) => sql`t.${raw(column)} = ${from}`);
  const stamped = record.project
    ? [sql`jsonb_path_exists(t.stamps, '$.**.client_id ? (@ == $id)', jsonb_build_object('id', ${from}::text))`]
    : [];
  if (named.length + stamped.length === 0) return;
  const rows = await tx.query<TableRow>(sql`/* merge-${raw(record.table)} */ select t.* from ${raw(record.table)} t
    where ${join([...named, ...stamped], ' or ')} order by t.id for update`);
  for (const row of rows) {
    const before = record.rowOf(row);
    const after = { ...before, version: before.version + 1, stamps: restamped(before.stamps, from, to) };
    for (const { key } of references) if (Reflect.get(after, key) === from) Reflect.set(after, key, to);
    await updateRow(tx, record, after).catch((error: unknown) => refuseBoth(record, before.id, error));
    const change = { before: projectRow(record, before), after: projectRow(record, after), news: null };
    await restate(tx, ctx, { noun: record.table, nounId: before.id }, change);
  }
}

function referencesOf(record: AnyRecord): { key: string; column: string }[] {
  return (Object.entries(record.fields) as [string, Field][]).flatMap(([name, field]) =>
    field.kind === 'ref' && field.noun().table === itself
      ? [{ key: keyOf(name, field), column: columnOf(name, field) }]
      : [],
  );
}

function restamped(stamps: Stamps, from: string, to: string): Stamps {
  return JSON.parse(
    JSON.stringify(stamps, (name, value: unknown) => (name === 'client_id' && value === from ? to : value)),
  ) as Stamps;
}

/** Where a client can have only one, both have it: somebody has to decide which counts. */
function refuseBoth(record: AnyRecord, id: string, error: unknown): never {
  if (!(error instanceof Refusal)) throw error;
  const noun = record.table.replaceAll('_', ' ');
  const message = `input.mergedId: both clients have a ${noun}, and there can be one; end ${noun} ${id} first`;
  throw Refusal.refused('BOTH_HAVE_IT', message, { field: 'input.mergedId', noun: record.table, id });
}
