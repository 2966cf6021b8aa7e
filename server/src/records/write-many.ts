import type { Context } from '../context.ts';
import type { Transaction } from '../database/database.ts';
import type { Entry } from '../ledger/entry.ts';
import { copyRows, postMany } from '../ledger/post.ts';
import { dayOf } from '../lib/zone.ts';
import { ensureWhole } from './add-record.ts';
import type { RecordNoun, Row, Stamps } from './define-record.ts';
import { columnOf, type Fields, keyOf, type Values } from './field.ts';
import { toColumn } from './stored.ts';
import { projectRow } from './write-record.ts';

/** A row to be written among many: its values and stamps, and when it became known. What it stands for later was recorded then. */
export type NewRow<F extends Fields> = Partial<Values<F>> & {
  recordedAt: Date;
  stamps?: Stamps;
  externalId?: string | null;
  endedAt?: Date | null;
};

/**
 * Writes many new rows at once, through COPY, with the entries they stand for: for a made-up past and for bulk. Nothing is filled in and no
 * reference is looked at; whoever calls has done that, stamps too. Returns the ids in order.
 */
export async function writeMany<F extends Fields>(
  tx: Transaction,
  ctx: Context,
  record: RecordNoun<F>,
  news: readonly NewRow<F>[],
): Promise<string[]> {
  if (news.length === 0) return [];
  const taken = await tx.query<{ id: string }>({
    text: `/* take-ids */ select nextval(pg_get_serial_sequence($1, 'id')) as id from generate_series(1, $2::int)`,
    values: [record.table, news.length],
  });
  const rows = news.map((given, i) => whole(record, taken[i]?.id ?? '', given));
  const fields = Object.entries(record.fields);
  const columns = [...fields.map(([name, field]) => columnOf(name, field)), ...(record.project ? ['stamps'] : [])];
  await copyRows(
    tx,
    record.table,
    ['id', 'external_id', 'ended_at', ...columns].join(', '),
    rows.map((row) => {
      const values = row as unknown as Record<string, unknown>;
      const own = fields.map(([name, field]) => listed(toColumn(field, values[keyOf(name, field)])));
      return [row.id, row.externalId, row.endedAt, ...own, ...(record.project ? [row.stamps] : [])];
    }),
  );
  await postMany(tx, entriesOf(ctx, record, rows, news));
  return rows.map(({ id }) => id);
}

function whole<F extends Fields>(record: RecordNoun<F>, id: string, given: NewRow<F>): Row<F> {
  const empty = Object.entries(record.fields).map(([name, field]) => [
    keyOf(name, field),
    field.kind === 'texts' || field.kind === 'items' ? [] : null,
  ]);
  const head = { id, version: 1, externalId: null, endedAt: null, stamps: {} };
  const row = { ...head, ...Object.fromEntries(empty), ...given } as Row<F>;
  ensureWhole(record, row);
  return row;
}

/** An array as COPY reads it. */
function listed(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  return `{${value.map((item) => `"${String(item).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`).join(',')}}`;
}

function* entriesOf<F extends Fields>(
  ctx: Context,
  record: RecordNoun<F>,
  rows: readonly Row<F>[],
  news: readonly NewRow<F>[],
): Iterable<Entry> {
  const { settings, viewer } = ctx;
  for (const [i, row] of rows.entries()) {
    const now = ctx.clock.now();
    const recordedAt = news[i]?.recordedAt ?? now;
    // what has come since was recorded as it came; what is still to come was foreseen
    const heardAt = (at: Date) => (at > recordedAt && at <= now ? at : recordedAt);
    const frame = {
      ...{ noun: record.table, nounId: row.id, recordedAt, origin: viewer.origin, actorId: viewer.employeeId },
      ...{ correction: false, reverses: null, factId: null, dealId: null },
    };
    for (const entry of projectRow(record, row)) {
      yield {
        ...entry,
        ...frame,
        recordedAt: heardAt(entry.effectiveAt),
        day: dayOf(entry.effectiveAt, settings.timeZone),
        event: false,
      };
    }
    const kind = record.kinds?.added ?? 'record_added';
    const dimensions = record.touches?.(row) ?? {};
    const day = dayOf(recordedAt, settings.timeZone);
    yield { ...frame, kind, dimensions, amounts: {}, effectiveAt: recordedAt, day, event: true };
  }
}
