import type { Noun } from './noun.ts';

/** What every field of a record says about itself. */
interface Told {
  description: string;
  /** must be given when a row is added, and cannot be cleared */
  required?: boolean;
  /** filled in where it is left out, although no row is without it */
  filled?: true;
  /** false: told once, when the row is added */
  amendable?: boolean;
  /** false: no input of `add` and `amend`; verbs of their own write it */
  input?: boolean;
  /** lists can be filtered by it */
  filter?: boolean;
  /** lists can be put in order by it; only what is required can */
  order?: boolean;
  /** of a reference: the row it names changes along, so it is held for that from the start; those who only looked would wait for each other */
  changes?: true;
  /** the column it is kept in, where that is not its name */
  column?: string;
  /** words that may speak of people: erasing somebody clears them where they do */
  personal?: boolean;
}

/** A value a row cannot go without has no null. */
type Held<Value, T extends Told> = T extends { required: true } ? Value : Value | null;

/** A field of a record: what it holds, and the type of its value in rows. */
export type Field<Value = unknown> = Told & { readonly value?: Value } & (
    | { kind: 'text'; most: number; search: boolean; pattern?: { form: RegExp; expected: string } }
    | { kind: 'whole' | 'number'; least: number; most: number; decimals: number }
    | { kind: 'money' | 'flag' | 'day' }
    | { kind: 'instant'; future: boolean }
    | { kind: 'choice'; name: string; values: Readonly<Record<string, string>>; asIs: boolean }
    | { kind: 'ref'; noun: () => Noun<object> }
    | { kind: 'texts'; most: number }
    | { kind: 'items'; name: string; fields: Readonly<Record<string, Field>>; most: number }
  );

/** Words: one line unless `most` allows more. `search`: found by a part of it. */
export function text<const T extends Told>(
  told: T & { most?: number; search?: true; pattern?: { form: RegExp; expected: string } },
) {
  return { ...told, kind: 'text', most: told.most ?? 300, search: told.search ?? false } as Field<Held<string, T>>;
}

/** A whole number within bounds. */
export function whole<const T extends Told>(told: T & { least?: number; most?: number }) {
  const { least = 0, most = 1_000_000_000 } = told;
  return { ...told, kind: 'whole', least, most, decimals: 0 } as Field<Held<number, T>>;
}

/** A number with so many decimal places at most. */
export function decimal<const T extends Told>(told: T & { least?: number; most?: number; decimals?: number }) {
  const { least = 0, most = 1_000_000_000, decimals = 6 } = told;
  return { ...told, kind: 'number', least, most, decimals } as Field<Held<number, T>>;
}

/** Money of the department's currency: major units outside, whole minor units in rows. Never negative. */
export function money<const T extends Told>(told: T) {
  return { ...told, kind: 'money' } as Field<Held<number, T>>;
}

export function flag<const T extends Told>(told: T) {
  return { ...told, kind: 'flag' } as Field<Held<boolean, T>>;
}

/** A day of the department's calendar. */
export function day<const T extends Told>(told: T) {
  return { ...told, kind: 'day' } as Field<Held<string, T>>;
}

/** An instant; not in the future unless told so. */
export function instant<const T extends Told>(told: T & { future?: true }) {
  return { ...told, kind: 'instant', future: told.future ?? false } as Field<Held<Date, T>>;
}

/** One of a few: `values` are stored in lower case, shown in upper case by GraphQL unless `asIs`, and described. */
export function choice<const V extends Readonly<Record<string, string>>, const T extends Told>(
  name: string,
  values: V,
  told: T & { asIs?: true },
) {
  return { ...told, kind: 'choice', name, values, asIs: told.asIs ?? false } as Field<Held<keyof V & string, T>>;
}

/** A row of another noun: `client` is the field, `clientId` its input and its value in rows. */
export function ref<const T extends Told>(noun: () => Noun<object>, told: T) {
  return { ...told, kind: 'ref', noun } as Field<Held<string, T>> & { kind: 'ref' };
}

/** Several short texts in order. */
export function texts<const T extends Told>(told: T & { most?: number }) {
  return { ...told, kind: 'texts', most: told.most ?? 50 } as Field<string[]>;
}

/** Several parts in order, each with fields of its own (no records, no money): steps, questions, items of a list. */
export function items<const F extends Readonly<Record<string, Field>>, const T extends Told>(
  name: string,
  fields: F,
  told: T & { most?: number },
) {
  return { ...told, kind: 'items', name, fields, most: told.most ?? 100 } as Field<{ [K in keyof F]: ValueOf<F[K]> }[]>;
}

export type ValueOf<F> = F extends { readonly value?: infer V } ? Exclude<V, undefined> : never;

/** Fields by name. */
export type Fields = Readonly<Record<string, Field>>;

/** The fields of a row: references under the name of their id. */
export type Values<F extends Fields> = {
  [K in keyof F & string as F[K] extends { kind: 'ref' } ? `${K}Id` : K]: ValueOf<F[K]>;
};

/** What a field is called in rows and inputs. */
export function keyOf(name: string, field: Field): string {
  return field.kind === 'ref' ? `${name}Id` : name;
}

/** The column a field is kept in. */
export function columnOf(name: string, field: Field): string {
  return field.column ?? keyOf(name, field).replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
