import { columnsOf, type NounName } from './nouns.ts';

/** A value of a noun's column: text as PostgreSQL shows it, another noun, or unknown. */
export type NounValue = string | null | Known;
/** Values by column: a plain object, because there may be a million clients. */
export type NounValues = Record<string, NounValue>;

/** A noun the import knows of: from the database, or made by it and not written yet (then without id). */
export class Known {
  readonly noun: NounName;
  id: string | null;
  readonly externalId: string | null;
  /** `name` among them */
  values: NounValues;
  /** where this import's files told of it, and what they said; null: nowhere yet */
  told: { where: string; values: NounValues } | null = null;
  /** what the summary counts it as; null: not told of yet */
  outcome: 'added' | 'revised' | 'unchanged' | 'kept' | null = null;

  constructor(noun: NounName, id: string | null, externalId: string | null, values: NounValues) {
    this.noun = noun;
    this.id = id;
    this.externalId = externalId;
    this.values = values;
  }

  get name(): string {
    return String(this.values['name']);
  }

  /** The id of the noun that a column refers to; null: none. */
  idIn(column: string): string | null {
    return stored(this.values[column] ?? null);
  }
}

/** A value as it is stored: what is not written yet has no id, and by then has. */
export function stored(value: NounValue): string | null {
  return value instanceof Known ? value.id : value;
}

/** Whether two values are the same; nouns not written yet are told apart by identity. */
export function sameValue(a: NounValue, b: NounValue): boolean {
  return (stored(a) ?? a) === (stored(b) ?? b);
}

/** A noun about which nothing is known. */
export function emptyValues(noun: NounName): NounValues {
  const values: NounValues = Object.fromEntries(columnsOf(noun).map((column) => [column, null]));
  // the columns with a default that is not null
  if (noun === 'pipeline') values['position'] = '0';
  if (noun === 'position') values['level'] = '1';
  if (noun === 'client') values['kind'] = 'company';
  return values;
}
