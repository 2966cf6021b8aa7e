import type { Context } from '../context.ts';
import type { Transaction } from '../database/database.ts';
import type { Entry } from '../ledger/entry.ts';
import { post } from '../ledger/post.ts';
import { join, raw, sql } from '../lib/sql.ts';
import { dayOf } from '../lib/zone.ts';
import { noteClients } from '../sales/clients/note-clients.ts';
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
    this.#count(known, 'added');
  }

  /** Takes over what a file says of a noun, in the columns it speaks about. */
  tell(known: Known, told: NounValues): void {
    if (known.outcome === 'kept') return;
    const changed = Object.entries(told).some(([column, value]) => !sameValue(value, known.values[column] ?? null));
    if (!changed) {
      this.#count(known, 'unchanged');
      return;
    }
    if (known.id !== null && !this.#revised.has(known)) this.#revised.set(known, known.values);
    known.values = { ...known.values, ...told };
    this.#index.named(known);
  }

  /** A noun counts once, however many rows and files tell of it: as the most that became of it. */
  #count(known: Known, outcome: NonNullable<Known['outcome']>): void {
    if (known.outcome !== null && known.outcome !== 'unchanged') return;
    if (known.outcome === outcome) return;
    if (known.outcome) this.#tally.count(known.noun, known.outcome, -1);
    known.outcome = outcome;
    this.#tally.count(known.noun, outcome);
  }

  /**
   * Settles what will be written: nouns that people changed here go back to what they were, new ones get their ids. In a dry run the
   * ids are made up; nothing is taken from the database.
   */
  async settle(takeIds: (noun: NounName, count: number) => Promise<string[]>): Promise<NounWrites> {
    const revised: Known[] = [];
    for (const [known, before] of this.#revised) {
      const kept = (await this.#index.editedHere(known.noun)).has(known.id ?? '');
      // A stage's place is the pipeline's affair: kept where it was it would stand in the way of the others.
      const place: NounValues = known.noun === 'stage' ? { position: known.values['position'] ?? null } : {};
      if (kept) known.values = { ...before, ...place };
      if (!kept || !sameValue(before['position'] ?? null, known.values['position'] ?? null)) revised.push(known);
      this.#count(known, kept ? 'kept' : 'revised');
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
  const [fresh, changed] = [added, revised].map((some) => Map.groupBy(some, (known) => known.noun));
  for (const noun of nounNames) {
    if (noun === 'stage') await standAside(tx, changed?.get(noun) ?? []);
    await insertNouns(tx, noun, fresh?.get(noun) ?? []);
    await updateNouns(tx, noun, changed?.get(noun) ?? []);
  }
  const clients = (some: readonly Known[]) => some.flatMap(({ noun, id }) => (noun === 'client' && id ? [id] : []));
  await noteClients(tx, ctx, { added: clients(added), revised: clients(revised) });
  const told = (known: Known, done: 'added' | 'amended') => entryOf(ctx, known, done);
  await post(tx, [...added.map((known) => told(known, 'added')), ...revised.map((known) => told(known, 'amended'))]);
}

async function insertNouns(tx: Transaction, noun: NounName, group: readonly Known[]): Promise<void> {
  if (group.length === 0) return;
  const columns = raw(columnsOf(noun).join(', '));
  await tx.query(sql`/* import-nouns */ insert into ${raw(specOf(noun).table)} (id, external_id, ${columns})
    select * from unnest(${group.map((k) => k.id)}::bigint[], ${group.map((k) => k.externalId)}::text[], ${valuesOf(noun, group)})`);
}

/** Places are unique within a pipeline at every moment: stages that move leave theirs before others take them. */
async function standAside(tx: Transaction, stages: readonly Known[]): Promise<void> {
  const ids = stages.map((stage) => stage.id);
  await tx.query(sql`/* stages-aside */ update stage set position = -id where id = any(${ids}::bigint[])`);
}

async function updateNouns(tx: Transaction, noun: NounName, group: readonly Known[]): Promise<void> {
  if (group.length === 0) return;
  // what was not looked at stays as it is
  const columns = columnsOf(noun).filter((column) => group.every((known) => column in known.values));
  const ids = group.map((known) => known.id);
  const set = raw(columns.map((column) => `${column} = told.${column}`).join(', '));
  await tx.query(sql`/* revise-nouns */ update ${raw(specOf(noun).table)} known set ${set}, version = known.version + 1
    from unnest(${ids}::bigint[], ${valuesOf(noun, group, columns)}) as told (id, ${raw(columns.join(', '))}) where known.id = told.id`);
}

function valuesOf(noun: NounName, group: readonly Known[], columns = columnsOf(noun)) {
  return join(
    columns.map((column) => {
      const values = group.map((known) => stored(known.values[column] ?? null));
      return sql`${values}::${raw(sqlTypeOf(noun, column))}[]`;
    }),
  );
}

function entryOf(ctx: Context, known: Known, done: 'added' | 'amended'): Entry {
  const now = ctx.clock.now();
  const { table, dimension } = specOf(known.noun);
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
    noun: table,
    nounId: known.id,
    dimensions: dimension ? { [dimension]: known.id } : {},
    amounts: {},
  };
}
