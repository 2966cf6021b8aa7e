import { toMajor } from '../lib/money.ts';
import { type AnyRecord, definedRecords } from '../records/define-record.ts';
import type { Field } from '../records/field.ts';
import type { Noun } from '../records/noun.ts';
import type { AnyValue, NumberValue, ReferenceValue } from './mapping-values.ts';
import type { NounIndex } from './noun-index.ts';
import { type NounName, nounNames, specOf } from './nouns.ts';
import { choiceReader, flagReader, listReader, namesOf } from './read-choice.ts';
import { emailReader, phoneReader } from './read-details.ts';
import { referenceReader } from './read-reference.ts';
import {
  dayReader,
  instantReader,
  labelOf,
  moneyReader,
  numberReader,
  type ReadContext,
  type Reader,
  textReader,
} from './read-value.ts';
import { Pointer } from './told-record.ts';

/** What is known of a field that a mapping names. */
interface Named {
  name: string;
  field: Field;
  at: string;
  index: NounIndex;
  about: ReadContext;
}

/** Compiles the reading of a record's field, by what it holds. What the noun itself wants of the value is looked at when it is written. */
export function recordFieldReader(value: AnyValue, named: Named): Reader<unknown> {
  const { name, field, at, about } = named;
  const required = Boolean(field.required && !field.filled);
  switch (field.kind) {
    case 'text':
      if (name === 'phone') return phoneReader(value, at, required, about);
      return name === 'email' ? emailReader(value, at, required, about) : textReader(value, at, required, about);
    case 'whole':
    case 'number': {
      const whole = { required, fits: Number.isInteger, expected: 'a whole number' };
      const any = { required, fits: Number.isFinite, expected: 'a number' };
      return numberReader(value as NumberValue, at, field.kind === 'whole' ? whole : any, about);
    }
    case 'money': {
      const read = moneyReader(value as NumberValue, at, about, required);
      return (row) => toMajor(read(row), about.currency);
    }
    case 'flag':
      return flagReader(value, at, required, about);
    case 'day':
      return dayReader(value, at, required, about);
    case 'instant':
      return instantReader(value, at, { required, past: !field.future }, about);
    case 'choice':
      return choiceReader(value, at, namesOf(field), required, about);
    case 'texts':
      return listReader(value, at, required, about);
    case 'ref':
      return toReader(value as ReferenceValue, field.noun(), required, named);
    default:
      throw new Error(`${name}: ${field.kind} is not told in a table`);
  }
}

/** What is called by a name of its own; the others are told apart by their ids. */
const unnamed = new Set(['lead', 'deal', 'ticket', 'contact', 'activity', 'task']);

function toReader(
  value: ReferenceValue,
  { table }: Noun<object>,
  required: boolean,
  { at, index, about }: Named,
): Reader<unknown> {
  const noun = nounNames.find((each): each is NounName => specOf(each).table === table);
  if (noun) return referenceReader(value, noun, at, required, index, about);
  const record = definedRecords().get(table);
  const isNamed = record !== undefined && !unnamed.has(table) && ('name' in record.fields || 'title' in record.fields);
  const by = value.by ?? (isNamed ? 'name' : 'externalId');
  if (by === 'name' && !isNamed && table !== 'contact') {
    about.wrong(`${at}.by: a ${table.replaceAll('_', ' ')} is referred to by its external id`);
  }
  const creates = value.create ? (record ?? null) : null;
  if (value.create && !(record && needsOnlyName(record))) {
    about.wrong(`${at}.create: a ${table.replaceAll('_', ' ')} is more than its name; make it from a file`);
  }
  const text = textReader(value, at, required, about);
  const label = labelOf(value);
  return (row) => {
    const given = text(row);
    return given === null ? null : new Pointer({ table, by, text: given, label, creates });
  };
}

function needsOnlyName({ fields, verbNames }: AnyRecord): boolean {
  const needed = Object.entries(fields as Record<string, Field>).filter(([, f]) => f.required && !f.filled);
  return verbNames.add !== null && needed.length === 1 && needed[0]?.[0] === 'name';
}
