import type { Context } from '../context.ts';
import type { Transaction } from '../database/database.ts';
import { runVerb } from '../ledger/verb.ts';
import { Refusal } from '../lib/refusal.ts';
import { checkExternalId, checkInput, type Input } from './check-input.ts';
import type { RecordNoun, Row, Step } from './define-record.ts';
import { type Fields, keyOf } from './field.ts';
import { insertRow, postRow } from './write-record.ts';

/** Adds a row. Returns its id. */
export function addRecord<F extends Fields>(
  ctx: Context,
  record: RecordNoun<F>,
  input: Input & { key: string },
): Promise<string> {
  const verb = record.verbNames.add;
  if (verb === null) throw new Error(`${record.name} is not added by a verb of its own`);
  const call = {
    verb,
    key: input.key,
    input,
    result: { newIn: record.table },
    ...(record.audited && { audited: record.name }),
  };
  return runVerb(ctx, call, (tx, id) =>
    makeRow(tx, ctx, record, { id, verb, input, asked: true }).then(() => undefined),
  );
}

/** A row to be made: `asked` when a viewer asks for just this, so that their rights are looked at. */
interface Making {
  id: string;
  verb: string;
  input: Input;
  asked: boolean;
}

/** Makes a row inside a verb's transaction, with everything that follows from it. */
export async function makeRow<F extends Fields>(
  tx: Transaction,
  ctx: Context,
  record: RecordNoun<F>,
  { id, verb, input, asked }: Making,
): Promise<Row<F>> {
  await record.hold?.(tx, input, null);
  const given = await checkInput(record.fields, input, { tx, ctx, before: {} });
  const externalId = typeof input.externalId === 'string' ? checkExternalId(input.externalId) : null;
  const empty = Object.entries(record.fields).map(([name, field]) => [
    keyOf(name, field),
    field.kind === 'texts' || field.kind === 'items' ? [] : null,
  ]);
  const after = {
    id,
    version: 1,
    externalId,
    endedAt: null,
    stamps: {},
    ...Object.fromEntries(empty),
    ...given,
  } as Row<F>;
  const step: Step<F> = { tx, ctx, verb, before: null, after, input: given };
  await record.complete?.(step);
  ensureWhole(record, after);
  if (asked && record.belongs) {
    ctx.access.ensureValues(verb, record.belongs.attributes(after), `input.${record.belongs.field}`);
  }
  await insertRow(tx, record, after);
  await postRow(tx, ctx, record, { before: null, after, happened: 'added' });
  await record.follow?.(step);
  return after;
}

/** The same for a row nobody asked for by itself: its id is taken here. */
export async function makeNewRow<F extends Fields>(
  tx: Transaction,
  ctx: Context,
  record: RecordNoun<F>,
  verb: string,
  input: Input,
): Promise<Row<F>> {
  return makeRow(tx, ctx, record, { id: await takeId(tx, record.table), verb, input, asked: false });
}

/** Takes the id of a row that is about to be made. */
export async function takeId(tx: Transaction, table: string): Promise<string> {
  const [next] = await tx.query<{ id: string }>({
    text: `/* next-id */ select nextval(pg_get_serial_sequence($1, 'id')) as id`,
    values: [table],
  });
  if (!next) throw new Error(`no id for ${table}`);
  return next.id;
}

/** Refuses a row that lacks what it cannot be without, whoever forgot it. */
export function ensureWhole<F extends Fields>(record: RecordNoun<F>, row: Row<F>): void {
  const values = row as unknown as Record<string, unknown>;
  for (const [name, field] of Object.entries(record.fields)) {
    const key = keyOf(name, field);
    if (field.required && (values[key] === null || values[key] === undefined)) {
      throw Refusal.badInput(`input.${key}`, 'a value: it cannot be without');
    }
  }
}
