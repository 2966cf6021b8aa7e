import type { Context, Row as TableRow } from '../context.ts';
import type { Transaction } from '../database/database.ts';
import type { Projected } from '../ledger/entry.ts';
import { restate } from '../ledger/restate.ts';
import { Refusal } from '../lib/refusal.ts';
import { type Fragment, join, raw, sql } from '../lib/sql.ts';
import type { RecordNoun, Row } from './define-record.ts';
import { columnOf, type Fields, keyOf } from './field.ts';
import { castOf, toColumn } from './stored.ts';

/** What has just happened to a row, as the ledger and its change feed are told. */
type Happened = 'added' | 'amended' | 'ended';

const kinds = { added: 'record_added', amended: 'record_amended', ended: 'record_ended' } as const;

/** The entries a row stands for. Pure. */
export function projectRow<F extends Fields>(record: RecordNoun<F>, row: Row<F> | null): Projected[] {
  if (row === null || !record.project) return [];
  const { kinds: named } = record;
  return record.project(row).map(({ at, dimensions, amounts }) => ({
    kind: (named ?? kinds).added,
    effectiveAt: at,
    factId: null,
    dealId: null,
    dimensions,
    amounts,
  }));
}

/** Posts the difference between what a row stood for and what it stands for now, and tells that it changed. */
export async function postRow<F extends Fields>(
  tx: Transaction,
  ctx: Context,
  record: RecordNoun<F>,
  change: { before: Row<F> | null; after: Row<F>; happened: Happened },
): Promise<void> {
  const { before, after, happened } = change;
  await restate(
    tx,
    ctx,
    { noun: record.table, nounId: after.id },
    {
      before: projectRow(record, before),
      after: projectRow(record, after),
      news: { kind: (record.kinds ?? kinds)[happened], dimensions: record.touches?.(after) ?? {} },
    },
  );
}

/** The columns of a record's fields with the values of a row. */
function cells<F extends Fields>(record: RecordNoun<F>, row: Row<F>): [column: string, value: Fragment][] {
  const values = row as unknown as Record<string, unknown>;
  const own = Object.entries(record.fields).map(([name, field]): [string, Fragment] => [
    columnOf(name, field),
    sql`${toColumn(field, values[keyOf(name, field)])}::${raw(castOf(field))}`,
  ]);
  const stamps: [string, Fragment][] = record.project ? [['stamps', sql`${JSON.stringify(row.stamps)}::jsonb`]] : [];
  return [...own, ...stamps, ['external_id', sql`${row.externalId}`], ['ended_at', sql`${row.endedAt}::timestamptz`]];
}

/** Writes a new row. Refuses what a unique index holds already. */
export async function insertRow<F extends Fields>(tx: Transaction, record: RecordNoun<F>, row: Row<F>): Promise<void> {
  const all = cells(record, row);
  const insert = sql`/* add-${raw(record.table)} */ insert into ${raw(record.table)} (id, ${raw(all.map(([column]) => column).join(', '))})
    values (${row.id}, ${join(all.map(([, value]) => value))})`;
  await tx.query(insert).catch((error: unknown) => refuseTaken(record, error));
}

/** Writes a changed row, one version further. */
export async function updateRow<F extends Fields>(tx: Transaction, record: RecordNoun<F>, row: Row<F>): Promise<void> {
  const set = cells(record, row).map(([column, value]) => sql`${raw(column)} = ${value}`);
  const update = sql`/* write-${raw(record.table)} */ update ${raw(record.table)} set version = ${row.version}, ${join(set)} where id = ${row.id}`;
  await tx.query(update).catch((error: unknown) => refuseTaken(record, error));
}

/** Locks a row and gives it; null when there is none. */
export async function lockRow<F extends Fields>(
  tx: Transaction,
  record: RecordNoun<F>,
  id: string,
): Promise<Row<F> | null> {
  const [row] = await tx.query<TableRow>(
    sql`/* lock-${raw(record.table)} */ select t.* from ${raw(record.table)} t where t.id = ${id} for update`,
  );
  return row ? record.rowOf(row) : null;
}

function refuseTaken(record: Pick<RecordNoun, 'table' | 'unique'>, error: unknown): never {
  const { code, constraint = '' } = error as { code?: string; constraint?: string };
  if (code !== '23505') throw error;
  const taken = constraint === `${record.table}_external_id_key` ? 'externalId' : record.unique?.[constraint];
  if (taken === undefined) throw error;
  const refusal = taken === 'externalId' ? 'EXTERNAL_ID_TAKEN' : 'TAKEN';
  const noun = record.table.replaceAll('_', ' ');
  throw Refusal.refused(refusal, `input.${taken}: another ${noun} already has it`, { field: `input.${taken}` });
}
