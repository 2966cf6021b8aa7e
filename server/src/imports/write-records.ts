import type { Context } from '../context.ts';
import type { Transaction } from '../database/database.ts';
import { Refusal } from '../lib/refusal.ts';
import { sql } from '../lib/sql.ts';
import type { Input } from '../records/check-input.ts';
import { keyOf } from '../records/field.ts';
import { areContactsEditedHere, isEditedHere, isStandingEdited } from './edited-here.ts';
import { keepContact } from './keep-contact.ts';
import { keepPlan } from './keep-plan.ts';
import { asKept, type Kept, keepRecord, type Ready } from './keep-record.ts';
import { keepSpend } from './keep-spend.ts';
import { Known } from './known.ts';
import { Lookup } from './lookup.ts';
import type { Problem, Row } from './row.ts';
import type { Outcome } from './summary.ts';
import { markOf, Pointer, type ToldRecord } from './told-record.ts';

/** What writing records needs of the import. */
export interface RecordSinks {
  dryRun: boolean;
  /** whether this import has told of it, or will: what is pointed at need not be there in a dry run */
  isTold: (mark: string) => boolean;
  count: (noun: string, outcome: Outcome) => void;
  refuse: (row: Row, noun: string) => void;
}

/** milliseconds after which what is written is committed: walls and the roller never wait long */
const longest = 300;

interface Done {
  told: ToldRecord;
  outcome: Kept['outcome'] | Problem;
}

/**
 * Writes records in the order they were read, many to a transaction, each within a savepoint: one that is refused leaves no trace and stops
 * nothing. A dry run does the same and takes all of it back.
 */
export async function writeRecords(ctx: Context, told: readonly ToldRecord[], sinks: RecordSinks): Promise<void> {
  for (let from = 0; from < told.length; ) {
    const some = await transaction(ctx, sinks.dryRun, (tx) => writeSome(tx, ctx, told, from, sinks));
    for (const { told: one, outcome } of some) {
      if (typeof outcome === 'string') sinks.count(one.spec.noun, outcome);
      else if (!one.row.reported) {
        one.row.refuse(outcome.column, outcome.value, outcome.reason);
        sinks.refuse(one.row, one.spec.noun);
      }
    }
    from += some.length;
    if (!sinks.dryRun) ctx.changed();
  }
}

/** Thrown to take back what was only tried. */
class Tried extends Error {
  readonly some: Done[];

  constructor(some: Done[]) {
    super('only tried');
    this.some = some;
  }
}

async function transaction(
  { database }: Context,
  dryRun: boolean,
  work: (tx: Transaction) => Promise<Done[]>,
): Promise<Done[]> {
  try {
    return await database.app.transaction(async (tx) => {
      const some = await work(tx);
      if (dryRun) throw new Tried(some);
      return some;
    });
  } catch (error) {
    if (error instanceof Tried) return error.some;
    throw error;
  }
}

async function writeSome(
  tx: Transaction,
  ctx: Context,
  told: readonly ToldRecord[],
  from: number,
  sinks: RecordSinks,
): Promise<Done[]> {
  const started = performance.now();
  const lookup = new Lookup();
  const done: Done[] = [];
  const refused = new Set<Row>();
  for (let i = from; i < told.length && (done.length === 0 || performance.now() - started < longest); i += 1) {
    const one = told[i];
    if (!one) break;
    // what an earlier part of the mapping made of the row was refused: it makes nothing further
    if (one.row.refused || refused.has(one.row)) {
      done.push({ told: one, outcome: { column: '', value: '', reason: 'another part of the row is refused' } });
      continue;
    }
    await tx.query(sql`/* row */ savepoint told_row`);
    let outcome: Done['outcome'] = await writeOne(tx, ctx, one, lookup, sinks).catch((error: unknown) =>
      problemOf(error, one),
    );
    if (typeof outcome !== 'string' || outcome === 'kept') {
      await tx.query(sql`/* row-back */ rollback to savepoint told_row`);
      lookup.clear();
    }
    // what is told cannot be had any more because people have gone on with it here: it stays as they left it
    if (typeof outcome !== 'string' && (await isStandingEdited(tx, one))) outcome = 'kept';
    await tx.query(sql`/* row-done */ release savepoint told_row`);
    if (typeof outcome !== 'string') refused.add(one.row);
    done.push({ told: one, outcome });
  }
  return done;
}

async function writeOne(
  tx: Transaction,
  ctx: Context,
  told: ToldRecord,
  lookup: Lookup,
  sinks: RecordSinks,
): Promise<Kept['outcome']> {
  const { spec, externalId } = told;
  for (const [name, field] of Object.entries({ ...spec.fields, ...spec.life })) {
    const key = keyOf(name, field);
    if (told.said[key] !== undefined) asKept(field, told.said[key], key, ctx);
  }
  const input = await resolved(tx, ctx, told, lookup, sinks);
  // in a dry run, what it refers to may not be there yet: then it cannot be there itself
  if (input === null) return 'added';
  const { id, outcome } = await keep(tx, ctx, { spec, externalId, input });
  if (outcome !== 'revised') return outcome;
  const isEdited =
    spec.noun === 'contact'
      ? await areContactsEditedHere(tx, String(input.clientId))
      : await isEditedHere(tx, spec.table, id);
  return isEdited ? 'kept' : 'revised';
}

function keep(tx: Transaction, ctx: Context, ready: Ready): Promise<Kept> {
  const { noun, record } = ready.spec;
  if (noun === 'contact') return keepContact(tx, ctx, ready);
  if (noun === 'plan') return keepPlan(tx, ctx, ready);
  if (noun === 'spend') return keepSpend(tx, ctx, ready);
  if (record === null) throw new Error(`${noun} is written by hand, and nothing does`);
  return keepRecord(tx, ctx, record, ready);
}

/** What is told with ids for everything it names; null: not all of it is there, and it need not be. */
async function resolved(
  tx: Transaction,
  ctx: Context,
  { said }: ToldRecord,
  lookup: Lookup,
  sinks: RecordSinks,
): Promise<Input | null> {
  const input: Record<string, unknown> = {};
  let isWhole = true;
  for (const [key, value] of Object.entries(said)) {
    if (value instanceof Known) {
      // ids made up by a dry run are below zero
      if (value.id === null || value.id.startsWith('-')) isWhole = false;
      input[key] = value.id;
    } else if (!(value instanceof Pointer)) input[key] = value;
  }
  for (const [key, value] of Object.entries(said)) {
    if (!(value instanceof Pointer)) continue;
    const clientId = typeof input.clientId === 'string' ? input.clientId : null;
    const id = await lookup.find(tx, ctx, value, clientId);
    const noun = value.table.replaceAll('_', ' ');
    if (id === 'several') throw wrong(key, value.text, `several ${noun}s have this name: refer to them by external id`);
    if (id === null && !(sinks.dryRun && sinks.isTold(markOf(value.table, value.by, value.text))))
      throw wrong(key, value.text, `there is no such ${noun}`);
    if (id === null) isWhole = false;
    input[key] = id;
  }
  return isWhole ? input : null;
}

function wrong(key: string, got: string, reason: string): Refusal {
  return new Refusal('BAD_USER_INPUT', reason, { field: `input.${key}`, expected: reason, got, isReason: true });
}

/** A refusal as the report says it: about the column the value came from. What is none is a bug, and stops the import. */
function problemOf(error: unknown, { labels, said }: ToldRecord): Problem {
  if (!(error instanceof Refusal)) throw error;
  const { field = '', expected, got, isReason } = error.extensions as Record<string, string | undefined>;
  const key = field.replace(/^input\./, '').split('.')[0] ?? '';
  const value = got ?? said[key];
  const shown = value instanceof Date ? value.toISOString() : value instanceof Known ? value.name : value;
  const reason = expected && !isReason ? `expected ${expected}` : error.message.replace(/^input\.\w+: /, '');
  return {
    column: labels[key] ?? key,
    value: shown === null || shown === undefined || typeof shown === 'object' ? '' : String(shown),
    reason,
  };
}
