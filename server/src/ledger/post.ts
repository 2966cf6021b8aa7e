import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import type { Transaction } from '../database/database.ts';
import { type Fragment, join, raw, sql } from '../lib/sql.ts';
import { monthOf } from '../lib/zone.ts';
import { dimensionColumns } from './dimensions.ts';
import type { Entry } from './entry.ts';
import { measureNames } from './measures.ts';

const fixed: [column: string, type: string, value: (entry: Entry) => unknown][] = [
  ['recorded_at', 'timestamptz', (e) => e.recordedAt.toISOString()],
  ['effective_at', 'timestamptz', (e) => e.effectiveAt.toISOString()],
  ['day', 'date', (e) => e.day],
  ['month', 'date', (e) => monthOf(e.day)],
  ['kind', 'entry_kind', (e) => e.kind],
  ['origin', 'origin', (e) => e.origin],
  ['event', 'boolean', (e) => e.event],
  ['correction', 'boolean', (e) => e.correction],
  ['actor_id', 'bigint', (e) => e.actorId],
  ['reverses', 'bigint', (e) => e.reverses],
  ['fact_id', 'bigint', (e) => e.factId],
  ['deal_id', 'bigint', (e) => e.dealId],
  ['noun', 'text', (e) => e.noun ?? null],
  ['noun_id', 'bigint', (e) => e.nounId ?? null],
];

const columns: [column: string, type: string, value: (entry: Entry) => unknown][] = [
  ...fixed,
  ...dimensionColumns.map((c): [string, string, (e: Entry) => unknown] => [
    c,
    'bigint',
    (e) => e.dimensions[c] ?? null,
  ]),
  ...measureNames.map((m): [string, string, (e: Entry) => unknown] => [m, 'bigint', (e) => e.amounts[m] || null]),
];

const names = columns.map(([name]) => name).join(', ');
/** The rows of a few entries, as a source to insert from: the columns are `entryColumns`. */
export function entryRows(entries: readonly Entry[]): Fragment {
  const arrays = columns.map(([, type, value]) => sql`${entries.map(value)}::${raw(type)}[]`);
  return sql`unnest(${join(arrays)})`;
}

/** The columns that `entryRows` gives, in order. */
export const entryColumns = raw(names);

/** Appends entries to the ledger, inside the verb's transaction. With `postMany` the only writer there is. */
export async function post(tx: Transaction, entries: readonly Entry[]): Promise<void> {
  if (entries.length === 0) return;
  const insert = sql`/* post-entries */ insert into ledger (${entryColumns}) select * from ${entryRows(entries)}`;
  await tx.query(insert.prepared('post-entries'));
}

/** The same through COPY, for imports and the demo's history. */
export async function postMany(tx: Transaction, entries: Iterable<Entry>): Promise<void> {
  await copyRows(tx, 'ledger', names, rowsOf(entries));
}

function* rowsOf(entries: Iterable<Entry>): Iterable<unknown[]> {
  for (const entry of entries) yield columns.map(([, , value]) => value(entry));
}

/** COPY of rows into a table: text format, nulls as \N, batched so that a million rows do not become a million writes. */
export async function copyRows(
  tx: Transaction,
  table: string,
  columnNames: string,
  rows: Iterable<unknown[]>,
): Promise<void> {
  const stream = tx.client.query(copyFrom(`copy ${table} (${columnNames}) from stdin`));
  await pipeline(Readable.from(lines(rows), { objectMode: false, highWaterMark: 1 << 18 }), stream);
}

function* lines(rows: Iterable<unknown[]>): Iterable<Buffer> {
  let text = '';
  for (const row of rows) {
    text += `${row.map(copyField).join('\t')}\n`;
    if (text.length > 65_536) {
      yield Buffer.from(text);
      text = '';
    }
  }
  if (text) yield Buffer.from(text);
}

const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function copyField(value: unknown): string {
  if (value === null || value === undefined) return '\\N';
  if (typeof value === 'string')
    return /[\\\t\n\r]/.test(value) ? value.replace(/[\\\t\n\r]/g, (c) => escapes[c] ?? c) : value;
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'object') return copyField(JSON.stringify(value));
  return String(value);
}
