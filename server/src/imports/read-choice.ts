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
  return meaningReader(
    value,
    at,
    names.map((name) => [name, name] as const),
    required,
    about,
  );
}

/** The names of a field that is one of a few. */
export function namesOf(field: Field): string[] {
  return field.kind === 'choice' ? Object.keys(field.values) : [];
}

/** names listed in a message */
const mostShown = 12;

const yes = ['true', 'да', 'yes', 'y', 'д', '1', '+', 'истина', '✓'];
const no = ['false', 'нет', 'no', 'n', 'н', '0', '-', 'ложь'];
const flags: readonly (readonly [string, boolean])[] = [
  ...yes.map((word) => [word, true] as const),
  ...no.map((word) => [word, false] as const),
];

/** Reads yes and no, in the words people use for them, and those the mapping adds. */
export function flagReader(value: ChoiceValue, at: string, required: boolean, about: ReadContext): Reader<boolean> {
  return meaningReader(value, at, flags, required, about);
}

function meaningReader<Meaning>(
  value: ChoiceValue,
  at: string,
  words: readonly (readonly [word: string, means: Meaning])[],
  required: boolean,
  about: ReadContext,
): Reader<Meaning> {
  const text = textReader(value, at, required, about);
  const own = new Map(words.map(([word, means]) => [word.toLowerCase(), means]));
  const known = words.map(([word]) => word).slice(0, mostShown);
  const fold = (given: string) => (value.ignoreCase ? given.toLowerCase() : given);
  const meanings = new Map<string, Meaning>();
  for (const [given, name] of Object.entries(value.values ?? {})) {
    const meaning = own.get(name.toLowerCase());
    if (meaning === undefined) {
      about.wrong(`${at}.values.${given}: "${name}" is none of ${known.join(', ')}`);
    } else meanings.set(fold(given.trim()), meaning);
  }
  const accepted = (value.values ? Object.keys(value.values).slice(0, mostShown) : known).join(', ');
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
