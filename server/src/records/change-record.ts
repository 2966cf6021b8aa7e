import type { Context } from '../context.ts';
import type { Transaction } from '../database/database.ts';
import { runVerb } from '../ledger/verb.ts';
import { checkedId } from '../lib/decimal-id.ts';
import { Refusal } from '../lib/refusal.ts';
import { ensureWhole } from './add-record.ts';
import { checkInput, type Input } from './check-input.ts';
import type { RecordNoun, Row, Step } from './define-record.ts';
import { type Fields, keyOf } from './field.ts';
import { sameValue } from './same-value.ts';
import { lockRow, postRow, updateRow } from './write-record.ts';

/** What a verb on a row is told: the row, and the version the caller saw (left out: whichever it is at now). */
export interface OnRow {
  key: string;
  id: string;
  version?: number | null;
}

/** How a verb changes a row. */
export interface Change<F extends Fields> {
  verb: string;
  /** what may be given beside the row; checked before `act` */
  fields: Fields;
  /** changes `after`; refuses what makes no sense */
  act(step: Step<F>): Promise<void> | void;
  /** whether the row has ended by it */
  ends?: boolean;
  /** whether a row that has ended can still be changed so */
  ended?: 'may' | 'must';
  /** nothing is written and nothing is told when the row is what it was: for what is told again and again, as by imports */
  onlyIfDifferent?: true;
}

/** Runs a verb on a row: once per key, the row locked, its version the one the caller saw. Returns its id. */
export function changeRecord<F extends Fields>(
  ctx: Context,
  record: RecordNoun<F>,
  input: Input & OnRow,
  change: Change<F>,
): Promise<string> {
  const id = checkedId(input.id, 'input.id');
  const rows = record.belongs ? { on: { subject: record.name, id, field: 'input.id' } } : {};
  const audited = record.audited ? { audited: record.name } : {};
  const call = { verb: change.verb, key: input.key, input, result: { id }, ...rows, ...audited };
  return runVerb(ctx, call, async (tx) => {
    await changeRow(tx, ctx, record, { id, input, change });
  });
}

/** The same inside a verb's transaction, for what changes along. */
export async function changeRow<F extends Fields>(
  tx: Transaction,
  ctx: Context,
  record: RecordNoun<F>,
  { id, input, change }: { id: string; input: Input; change: Change<F> },
): Promise<Row<F>> {
  await record.hold?.(tx, input, id);
  const before = await lockRow(tx, record, id);
  if (!before) throw Refusal.notFound('input.id', record.table.replaceAll('_', ' '), id);
  ensureVersion(record, before, input.version as number | null | undefined);
  if (before.endedAt !== null && !change.ended) {
    throw Refusal.refused('ENDED', `input.id: ${record.table.replaceAll('_', ' ')} ${id} has ended`, {
      field: 'input.id',
      id,
    });
  }
  const given = await checkInput(change.fields, input, { tx, ctx, before: before as unknown as Input });
  const after: Row<F> = { ...before, version: before.version + 1 };
  const step: Step<F> = { tx, ctx, verb: change.verb, before, after, input: given };
  await change.act(step);
  await record.complete?.(step);
  ensureWhole(record, after);
  if (change.onlyIfDifferent && isSame(before, after)) return before;
  await updateRow(tx, record, after);
  await postRow(tx, ctx, record, { before, after, happened: change.ends ? 'ended' : 'amended' });
  await record.follow?.(step);
  return after;
}

/** Whether two states of a row say the same, whatever their versions. */
function isSame<F extends Fields>(before: Row<F>, after: Row<F>): boolean {
  return sameValue({ ...before, version: 0 }, { ...after, version: 0 });
}

function ensureVersion(record: { table: string }, { version }: Row, seen: number | null | undefined): void {
  if (seen === null || seen === undefined || seen === version) return;
  const noun = record.table.replaceAll('_', ' ');
  throw Refusal.conflict(`input.version: the ${noun} is at version ${version}, not ${seen}`, {
    refusal: 'VERSION_CONFLICT',
    field: 'input.version',
    version,
  });
}

/** Amends a row: what is left out stays, null clears. */
export function amendRecord<F extends Fields>(
  ctx: Context,
  record: RecordNoun<F>,
  input: Input & OnRow,
): Promise<string> {
  const verb = record.verbNames.amend;
  if (verb === null) throw new Error(`${record.name} is not amended`);
  const fields = amendable(record.fields);
  const act = ({ after, input: given }: Step<F>): void => {
    ctx.access.ensureFields(verb, Object.keys(given));
    Object.assign(after, given);
    if (record.belongs)
      ctx.access.ensureValues(verb, record.belongs.attributes(after), `input.${record.belongs.field}`);
  };
  return changeRecord(ctx, record, input, { verb, fields, act });
}

/** Ends a row: it stays, and nothing new refers to it. */
export function endRecord<F extends Fields>(
  ctx: Context,
  record: RecordNoun<F>,
  input: Input & OnRow,
): Promise<string> {
  const verb = record.verbNames.end;
  if (verb === null) throw new Error(`${record.name} is not ended`);
  const act = ({ after }: Step<F>): void => {
    after.endedAt = ctx.clock.now();
  };
  return changeRecord(ctx, record, input, { verb, fields: {}, act, ends: true });
}

/** The fields that `amend` takes. */
export function amendable(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).filter(([, field]) => field.input !== false && field.amendable !== false),
  );
}

/** The names of inputs that some fields have. */
export function inputKeys(fields: Fields): string[] {
  return Object.entries(fields).map(([name, field]) => keyOf(name, field));
}
