import type { Context } from '../context.ts';
import type { Transaction } from '../database/database.ts';
import type { Entry } from '../ledger/entry.ts';
import { post } from '../ledger/post.ts';
import { join, raw, sql } from '../lib/sql.ts';
import { dayOf } from '../lib/zone.ts';
import { type Known, type NounValues, sameValue, stored } from './known.ts';
import type { NounIndex } from './noun-index.ts';
import { columnsOf, type NounName, nounNames, specOf, sqlTypeOf } from './nouns.ts';
import type { Tally } from './summary.ts';

/** Nouns a batch of rows adds and changes: known to the index already, not yet to the database. */
export class Pending {
  readonly #index: NounIndex;
  readonly #tally: Tally;
  #added: Known[] = [];
  /** what each changed noun was before */
  #revised = new Map<Known, NounValues>();

  constructor(index: NounIndex, tally: Tally) {
    this.#index = index;
    this.#tally = tally;
  }

  add(known: Known): void {
    this.#index.add(known);
    this.#added.push(known);
    known.counted = true;
    this.#tally.count(known.noun, 'added');
  }

  /** Takes over what a file says of a noun, in the columns it speaks about. */
  tell(known: Known, told: NounValues): void {
    const changed = [...told].some(([column, value]) => !sameValue(value, known.values.get(column) ?? null));
    if (changed) {
      if (known.id !== null && !this.#revised.has(known)) this.#revised.set(known, known.values);
      known.values = new Map([...known.values, ...told]);
      this.#index.named(known);
    }
    if (known.counted) return;
    known.counted = true;
    if (!changed) this.#tally.count(known.noun, 'unchanged');
  }

  /**
   * Settles what will be written: nouns that people changed here go back to what they were, new ones get their ids. In a dry run the
   * ids are made up; nothing is taken from the database.
   */
  async settle(takeIds: (noun: NounName, count: number) => Promise<string[]>): Promise<NounWrites> {
    const revised: Known[] = [];
    for (const [known, before] of this.#revised) {
      const kept = (await this.#index.editedHere(known.noun)).has(known.id ?? '');
      if (kept) known.values = before;
      else revised.push(known);
      this.#tally.count(known.noun, kept ? 'kept' : 'revised');
    }
    for (const [noun, fresh] of Map.groupBy(this.#added, (known) => known.noun)) {
      const ids = await takeIds(noun, fresh.length);
      fresh.forEach((known, i) => {
        known.id = ids[i] ?? null;
      });
    }
    const writes = { added: this.#added, revised };
    this.#added = [];
    this.#revised = new Map();
    return writes;
  }
}

/** Nouns ready to be written: all of them have ids. */
export interface NounWrites {
  added: Known[];
  revised: Known[];
}

/** Writes nouns, those that others refer to first, and for each an entry that tells the change feed. */
export async function writeNouns(tx: Transaction, ctx: Context, { added, revised }: NounWrites): Promise<void> {
  const fresh = Map.groupBy(added, (known) => known.noun);
  for (const noun of nounNames) await insertNouns(tx, noun, fresh.get(noun) ?? []);
  for (const [noun, group] of Map.groupBy(revised, (known) => known.noun)) await updateNouns(tx, noun, group);
  await post(tx, [
    ...added.map((known) => entryOf(ctx, known, 'added')),
    ...revised.map((known) => entryOf(ctx, known, 'amended')),
  ]);
}

async function insertNouns(tx: Transaction, noun: NounName, group: readonly Known[]): Promise<void> {
  if (group.length === 0) return;
  const columns = columnsOf(noun);
  await tx.query(sql`/* import-nouns */ insert into ${raw(specOf(noun).table)} (id, external_id, ${raw(columns.join(', '))})
    select * from unnest(${group.map((k) => k.id)}::bigint[], ${group.map((k) => k.externalId)}::text[], ${valuesOf(noun, group)})`);
}

async function updateNouns(tx: Transaction, noun: NounName, group: readonly Known[]): Promise<void> {
  const columns = columnsOf(noun);
  const table = raw(specOf(noun).table);
  const ids = group.map((known) => known.id);
  // Positions are unique within a pipeline at every moment: those that move step aside first.
  if (noun === 'stage')
    await tx.query(sql`/* stages-aside */ update stage set position = -id where id = any(${ids}::bigint[])`);
  const set = columns.map((column) => `${column} = told.${column}`).join(', ');
  const version = noun === 'client' ? raw(', version = version + 1') : raw('');
  await tx.query(sql`/* revise-nouns */ update ${table} known set ${raw(set)}${version}
    from unnest(${ids}::bigint[], ${valuesOf(noun, group)}) as told (id, ${raw(columns.join(', '))}) where known.id = told.id`);
}

function valuesOf(noun: NounName, group: readonly Known[]) {
  return join(
    columnsOf(noun).map((column) => {
      const values = group.map((known) => stored(known.values.get(column) ?? null));
      return sql`${values}::${raw(sqlTypeOf(noun, column))}[]`;
    }),
  );
}

function entryOf(ctx: Context, known: Known, done: 'added' | 'amended'): Entry {
  const now = ctx.clock.now();
  return {
    kind: known.noun === 'client' ? `client_${done}` : `reference_${done}`,
    effectiveAt: now,
    recordedAt: now,
    day: dayOf(now, ctx.settings.timeZone),
    origin: ctx.viewer.origin,
    actorId: ctx.viewer.employeeId,
    event: false,
    correction: false,
    reverses: null,
    factId: null,
    dealId: null,
    dimensions: { [specOf(known.noun).dimension]: known.id },
    amounts: {},
  };
}
