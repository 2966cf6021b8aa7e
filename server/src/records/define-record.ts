import type { ClassType } from 'type-graphql';
import type { Conditions } from '../access/rules.ts';
import type { Context, Row as TableRow } from '../context.ts';
import type { Transaction } from '../database/database.ts';
import type { Dimensions } from '../ledger/dimensions.ts';
import type { EntryKind } from '../ledger/entry.ts';
import type { Amounts } from '../ledger/measures.ts';
import { columnOf, type Fields, keyOf, type Values } from './field.ts';
import type { ListFilter } from './list-filter.ts';
import type { Noun } from './noun.ts';
import { fromColumn } from './stored.ts';

/** Dimensions as they were at some instant of a row's life, by what happened then: credit stays with who did it. */
export type Stamps = Readonly<Record<string, Dimensions>>;

/** A row of a record: what every one has, and its fields. */
export type Row<F extends Fields = Fields> = {
  id: string;
  version: number;
  externalId: string | null;
  endedAt: Date | null;
  stamps: Stamps;
} & Values<F>;

/** Something a row stands for in the ledger: when, with which dimensions, and what it adds. An instant in the future is allowed here. */
export interface Posting {
  at: Date;
  dimensions: Dimensions;
  amounts: Amounts;
}

/** A verb at work on a row: `after` is what will be written, and may be changed until then. */
export interface Step<F extends Fields = Fields> {
  tx: Transaction;
  ctx: Context;
  verb: string;
  /** null: it is being added */
  before: Row<F> | null;
  after: Row<F>;
  /** what the caller gave, checked: only what was given is there */
  input: Readonly<Record<string, unknown>>;
}

/** What the file of a noun says. */
export interface RecordSpec<F extends Fields> {
  /** GraphQL type, and the subject of its rules */
  name: string;
  /** GraphQL names of the list and of one */
  many: string;
  one: string;
  table: string;
  description: string;
  fields: F;
  /** names of the verbs every record has; null: it has not */
  verbs?: { add?: string | null; amend?: string | null; end?: string | null };
  /** filters of lists beside those its fields allow, by name */
  filters?: Readonly<Record<string, ListFilter>>;
  /** the order of lists when none is asked for; else the order in which rows were added */
  order?: { by: keyof F & string; direction: 'ASC' | 'DESC' };
  /** names of unique indexes, and the field that is refused when one is hit */
  unique?: Readonly<Record<string, string>>;
  /** whose a row is: what rules about rows look at. The field that is named when it is not the viewer's */
  belongs?: { attributes(row: Row<F>): Conditions; field: string };
  /** locks what has to be locked before the row itself and what it refers to; `id`: null where it is being added */
  hold?: (tx: Transaction, input: Readonly<Record<string, unknown>>, id: string | null) => Promise<void>;
  /** fills what was left out, checks what no field can check by itself, stamps; before the row is written */
  complete?(step: Step<F>): Promise<void> | void;
  /** what else changes with it, in the same transaction; after the row is written */
  follow?(step: Step<F>): Promise<void> | void;
  /** what a row stands for in the ledger. Pure: of the row alone */
  project?(row: Row<F>): Posting[];
  /** what the change feed says a row touches */
  touches?(row: Row<F>): Dimensions;
  /** kinds of the entries that tell of it, where they are not those of all records */
  kinds?: { added: EntryKind; amended: EntryKind; ended: EntryKind };
  /** noted in the audit log whenever it is changed */
  audited?: true;
  /** its list can be subscribed to: for walls */
  live?: true;
}

/** A noun that is told by its fields: a table, a GraphQL type, lists, and the verbs to add, amend and end it. */
export interface RecordNoun<F extends Fields = Fields> extends RecordSpec<F>, Noun<object> {
  name: string;
  many: string;
  one: string;
  table: string;
  verbNames: { add: string | null; amend: string | null; end: string | null };
  rowOf(row: TableRow): Row<F>;
}

/** Any of them, whatever its fields: each looks at rows of its own only. */
export type AnyRecord = RecordNoun;

const defined = new Map<string, AnyRecord>();

/** Every record this process knows, by table: for what goes through all of them, as merging two rows that others refer to. */
export function definedRecords(): ReadonlyMap<string, AnyRecord> {
  return defined;
}

/** Makes a record of what its file says. Refuses what cannot be meant: it is a mistake of the code. */
export function defineRecord<const F extends Fields>(spec: RecordSpec<F>): RecordNoun<F> {
  for (const [name, field] of Object.entries(spec.fields)) {
    if (field.order && !field.required)
      throw new Error(`${spec.name}.${name}: only what is required can be ordered by`);
  }
  const given = spec.verbs ?? {};
  const verbName = (verb: 'add' | 'amend' | 'end') => (given[verb] === undefined ? `${verb}${spec.name}` : given[verb]);
  const columns = Object.entries(spec.fields).map(
    ([name, field]) => [keyOf(name, field), columnOf(name, field), field] as const,
  );
  const type = { [spec.name]: class {} }[spec.name] as ClassType<object>;
  const rowOf = (row: TableRow): Row<F> =>
    ({
      id: String(row.id),
      version: row.version,
      externalId: row.external_id ?? null,
      endedAt: row.ended_at ?? null,
      stamps: row.stamps ?? {},
      ...Object.fromEntries(columns.map(([key, column, field]) => [key, fromColumn(field, row[column])])),
    }) as Row<F>;
  const record: RecordNoun<F> = {
    ...spec,
    type,
    verbNames: { add: verbName('add'), amend: verbName('amend'), end: verbName('end') },
    rowOf,
    fromRow: (row) => Object.assign(new type(), rowOf(row)),
  };
  defined.set(spec.table, record);
  return record;
}
