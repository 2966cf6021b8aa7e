import type { Field } from '../records/field.ts';
import type { ChoiceValue, ListValue } from './mapping-values.ts';
import { labelOf, type ReadContext, type Reader, textReader } from './read-value.ts';

/**
 * Reads one of a few names: what the mapping's `values` say a text means, else the name itself in whatever case. A mapping that means
 * something else is a problem of the mapping.
 */
export function choiceReader(
  value: ChoiceValue,
  at: string,
  names: readonly string[],
  required: boolean,
  about: ReadContext,
): Reader<string> {
  return meaningReader(value, at, new Map(names.map((name) => [name.toLowerCase(), name])), required, about);
}

/** The names of a field that is one of a few. */
export function namesOf(field: Field): string[] {
  return field.kind === 'choice' ? Object.keys(field.values) : [];
}

const yes = ['true', 'да', 'yes', 'y', 'д', '1', '+', 'истина', '✓'];
const no = ['false', 'нет', 'no', 'n', 'н', '0', '-', 'ложь'];
const flags: readonly (readonly [string, boolean])[] = [
  ...yes.map((word) => [word, true] as const),
  ...no.map((word) => [word, false] as const),
];

/** Reads yes and no, in the words people use for them, and those the mapping adds. */
export function flagReader(value: ChoiceValue, at: string, required: boolean, about: ReadContext): Reader<boolean> {
  return meaningReader(value, at, new Map(flags), required, about);
}

function meaningReader<Meaning>(
  value: ChoiceValue,
  at: string,
  own: ReadonlyMap<string, Meaning>,
  required: boolean,
  about: ReadContext,
): Reader<Meaning> {
  const text = textReader(value, at, required, about);
  const fold = (given: string) => (value.ignoreCase ? given.toLowerCase() : given);
  const meanings = new Map<string, Meaning>();
  for (const [given, name] of Object.entries(value.values ?? {})) {
    const meaning = own.get(name.toLowerCase());
    if (meaning === undefined) {
      about.wrong(`${at}.values.${given}: "${name}" is none of ${[...own.keys()].slice(0, 12).join(', ')}`);
    } else meanings.set(fold(given.trim()), meaning);
  }
  const accepted = [...Object.keys(value.values ?? {}), ...(value.values ? [] : own.keys())].slice(0, 12).join(', ');
  return (row) => {
    const given = text(row);
    if (given === null) return null;
    return (
      meanings.get(fold(given)) ??
      own.get(given.toLowerCase()) ??
      row.refuse(labelOf(value), given, `expected one of ${accepted}`)
    );
  };
}

/** Reads several texts in one cell. */
export function listReader(value: ListValue, at: string, required: boolean, about: ReadContext): Reader<string[]> {
  const text = textReader(value, at, required, about);
  const separator = value.separator ?? ';';
  return (row) => {
    const parts = text(row)
      ?.split(separator)
      .map((part) => part.trim());
    return parts?.filter((part) => part !== '') ?? null;
  };
}
