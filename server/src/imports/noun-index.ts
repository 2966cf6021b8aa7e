import type { Pool } from '../database/database.ts';
import { join, raw, sql } from '../lib/sql.ts';
import { Known, type NounValue } from './known.ts';
import { Likenesses } from './likenesses.ts';
import type { Likeness } from './mapping-makes.ts';
import { columnsLookedAt, type NounName, nounNames, specOf } from './nouns.ts';

type Named = Known | 'several';
type Row = Record<string, string | null>;

/** The columns of nouns that a mapping speaks of. */
export type SpokenOf = ReadonlyMap<NounName, ReadonlySet<string>>;

const pageSize = 20_000;

/** The nouns there are, by external id and by name, as the database holds them and as this import goes on making them. */
export class NounIndex {
  readonly #byExternalId = new Map<NounName, Map<string, Known>>();
  readonly #byName = new Map<NounName, Map<string, Named>>();
  readonly #byId = new Map<NounName, Map<string, Known>>();
  readonly #stages = new Map<Known, Known[]>();
  /** clients that turned out to be others */
  readonly #merged = new Set<Known>();
  #likenesses: Likenesses | null = null;
  /** nouns whose external ids the files give themselves; for the others the name serves as one */
  readonly #coded: ReadonlySet<NounName>;
  readonly #owner: Pool;
  readonly #here = new Map<NounName, Promise<Set<string>>>();

  private constructor(owner: Pool, coded: ReadonlySet<NounName>) {
    this.#owner = owner;
    this.#coded = coded;
  }

  /** Reads what there is of every noun. */
  static async load(owner: Pool, coded: ReadonlySet<NounName>, spokenOf: SpokenOf = new Map()): Promise<NounIndex> {
    const index = new NounIndex(owner, coded);
    for (const noun of nounNames) {
      const columns = columnsLookedAt(noun, spokenOf.get(noun) ?? new Set());
      for (let after = '0'; ; ) {
        const rows = await readPage(owner, noun, columns, after);
        for (const row of rows) index.#remember(noun, columns, row);
        if (rows.length < pageSize) break;
        after = rows.at(-1)?.id ?? '';
      }
    }
    return index;
  }

  #remember(noun: NounName, columns: readonly string[], row: Row): void {
    const values = Object.fromEntries(columns.map((column): [string, NounValue] => [column, row[column] ?? null]));
    // what was merged is what it was merged into
    const known = new Known(noun, row.merged_into ?? row.id ?? null, row.external_id ?? null, values);
    if (row.merged_into) this.#merged.add(known);
    this.add(known);
  }

  add(known: Known): void {
    const { noun } = known;
    if (known.externalId !== null) mapOf(this.#byExternalId, noun).set(known.externalId, known);
    this.named(known);
    if (known.id !== null && !this.#merged.has(known)) mapOf(this.#byId, noun).set(known.id, known);
    if (noun === 'stage') {
      const pipeline = this.referred(known, 'pipeline_id', 'pipeline');
      if (pipeline) this.#stages.set(pipeline, [...this.stagesOf(pipeline), known]);
    }
  }

  /** The client that shares INN, phone, e-mail or name with what is told of one. */
  alike(by: readonly Likeness[], told: Known['values']): Known | undefined {
    if (this.#likenesses === null) {
      this.#likenesses = new Likenesses();
      for (const client of this.#byId.get('client')?.values() ?? [])
        if (!this.#merged.has(client)) this.#likenesses.add(client);
      for (const client of this.#byExternalId.get('client')?.values() ?? [])
        if (client.id === null) this.#likenesses.add(client);
    }
    return this.#likenesses.find(by, told);
  }

  /** Files call a noun so too, as long as this import goes on. */
  alias(known: Known, externalId: string, name: string): void {
    mapOf(this.#byExternalId, known.noun).set(externalId, known);
    const names = mapOf(this.#byName, known.noun);
    if (!names.has(name)) names.set(name, known);
  }

  /** Takes up what a noun is called, also after it changed. */
  named(known: Known): void {
    if (known.noun === 'client' && !this.#merged.has(known)) this.#likenesses?.add(known);
    const names = mapOf(this.#byName, known.noun);
    const there = names.get(known.name);
    // what was merged is called as the one it was merged into
    const isMerged = there instanceof Known && there.id !== null && there.id === known.id;
    names.set(known.name, there === undefined || there === known || isMerged ? known : 'several');
  }

  byExternalId(noun: NounName, externalId: string): Known | undefined {
    return this.#byExternalId.get(noun)?.get(externalId);
  }

  /** Finds what a name means. Where names serve as external ids, that one counts first: it stays when somebody renames the noun here. */
  byName(noun: NounName, name: string): Named | undefined {
    const coded = this.#coded.has(noun);
    return (coded ? undefined : this.byExternalId(noun, name)) ?? this.#byName.get(noun)?.get(name);
  }

  /** The noun that a column of another refers to. */
  referred(known: Known, column: string, noun: NounName): Known | null {
    const value = known.values[column] ?? null;
    if (value === null || value instanceof Known) return value;
    return this.#byId.get(noun)?.get(value) ?? null;
  }

  /** The stages of a pipeline, in order. */
  stagesOf(pipeline: Known): Known[] {
    return (this.#stages.get(pipeline) ?? []).toSorted(
      (a, b) => Number(a.values['position']) - Number(b.values['position']),
    );
  }

  /** Every pipeline there is, the first one first. */
  pipelines(): Known[] {
    const all = [...(this.#byId.get('pipeline')?.values() ?? [])];
    return all.toSorted(
      (a, b) => Number(a.values['position']) - Number(b.values['position']) || Number(a.id) - Number(b.id),
    );
  }

  /** Ids of the nouns that people or other programs added or changed here: those an import leaves as they are. */
  editedHere(noun: NounName): Promise<Set<string>> {
    let found = this.#here.get(noun);
    if (!found) this.#here.set(noun, (found = readEditedHere(this.#owner, noun)));
    return found;
  }
}

function mapOf<Value>(maps: Map<NounName, Map<string, Value>>, noun: NounName): Map<string, Value> {
  let map = maps.get(noun);
  if (!map) maps.set(noun, (map = new Map()));
  return map;
}

function readPage(db: Pool, noun: NounName, looked: readonly string[], after: string): Promise<Row[]> {
  const columns = join(looked.map((column) => raw(`${column}::text`)));
  const mergedInto = raw(noun === 'client' ? 'merged_into_id::text' : 'null');
  return db.query<Row>(sql`/* known-nouns */ select id::text, ${mergedInto} as merged_into, external_id, ${columns} from ${raw(specOf(noun).table)}
    where id > ${after}::bigint order by id limit ${pageSize}`);
}

async function readEditedHere(db: Pool, noun: NounName): Promise<Set<string>> {
  const { table, dimension } = specOf(noun);
  const touched = raw(dimension ?? 'null::bigint');
  // what touches a noun need not be about it: entries that say what they are about count for that alone
  const rows = await db.query<{
    id: string;
  }>(sql`/* edited-here */ select distinct coalesce(noun_id, ${touched}) as id from ledger
    where kind in ('reference_added', 'reference_amended', 'reference_ended', 'client_added', 'client_amended', 'client_ended')
      and origin <> 'import' and (noun = ${table} or noun is null) and coalesce(noun_id, ${touched}) is not null`);
  return new Set(rows.map((row) => row.id));
}
