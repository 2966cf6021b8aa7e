import { emptyValues, Known, type NounValue, type NounValues, sameValue } from './known.ts';
import type { NounMake, NumberValue } from './mapping.ts';
import type { NounIndex } from './noun-index.ts';
import { type FieldType, type NounName, specOf } from './nouns.ts';
import type { Pending } from './pending.ts';
import { referenceReader } from './read-reference.ts';
import {
  conditionReader,
  dayReader,
  moneyReader,
  numberReader,
  type ReadContext,
  type Reader,
  textReader,
} from './read-value.ts';
import type { Row } from './row.ts';

/** What one part of a mapping does with a row. */
export type Maker = (row: Row) => void;

/** Compiles the making of a noun from rows. */
export function nounMaker(make: NounMake, at: string, index: NounIndex, pending: Pending, about: ReadContext): Maker {
  const { noun } = make;
  const spec = specOf(noun);
  const applies = conditionReader(make.when, `${at}.when`, about);
  const name = textReader(make.name, `${at}.name`, true, about);
  const externalId = make.externalId && textReader(make.externalId, `${at}.externalId`, true, about);
  const fields = Object.entries(spec.fields).flatMap(([key, { column, type, required }]) => {
    const value = make.fields[key];
    return value ? [{ column, read: fieldReader(value, type, `${at}.${key}`, required ?? false, index, about) }] : [];
  });
  return (row) => {
    if (!applies(row)) return;
    const called = name(row);
    const id = externalId?.(row);
    const values: NounValues = Object.fromEntries(fields.map(({ column, read }) => [column, read(row)]));
    if (row.refused || called === null) return;
    tellNoun(
      row,
      {
        noun,
        externalId: id ?? ownId(noun, called, values),
        coded: Boolean(externalId),
        values: { name: called, ...values },
      },
      index,
      pending,
    );
  };
}

/** A noun as one row tells of it. */
interface ToldNoun {
  noun: NounName;
  externalId: string;
  /** whether the file gave the external id, or the name stands for it */
  coded: boolean;
  values: NounValues;
}

/** Stages of different pipelines may share a name; everything else is known by it when the files give no external id. */
function ownId(noun: NounName, name: string, values: NounValues): string {
  const pipeline = noun === 'stage' ? values['pipeline_id'] : null;
  return pipeline instanceof Known ? `${pipeline.externalId ?? pipeline.name} / ${name}` : name;
}

function tellNoun(row: Row, { noun, externalId, coded, values }: ToldNoun, index: NounIndex, pending: Pending): void {
  const name = String(values['name']);
  const where = `line ${row.line} of ${row.file.name}`;
  const named = noun === 'stage' ? undefined : index.byName(noun, name);
  // added by hand, without an external id: it is the one the file names; one with another external id is not
  const unclaimed = named instanceof Known && named.externalId === null ? named : undefined;
  const known = index.byExternalId(noun, externalId) ?? unclaimed;
  if (!known && named === 'several' && !coded) {
    row.refuse('', name, `several ${specOf(noun).title} have this name, and none this external id`);
  } else if (!known) {
    for (const made of row.created) pending.add(made);
    const fresh = new Known(noun, null, externalId, { ...emptyValues(noun), ...values });
    fresh.told = { where, values };
    pending.add(fresh);
  } else {
    const against = known.told && conflict(known.told.values, values);
    if (against) return void row.refuse('', externalId, `told differently on ${known.told?.where}: ${against}`);
    for (const made of row.created) pending.add(made);
    known.told = { where: known.told?.where ?? where, values: { ...known.told?.values, ...values } };
    pending.tell(known, values);
  }
}

/** The column in which two rows disagree about one noun. */
function conflict(before: NounValues, after: NounValues): string | undefined {
  return Object.entries(after).find(
    ([column, value]) => column in before && !sameValue(before[column] ?? null, value),
  )?.[0];
}

function fieldReader(
  value: NounMake['fields'][string],
  type: FieldType,
  at: string,
  required: boolean,
  index: NounIndex,
  about: ReadContext,
): Reader<NounValue> {
  if (typeof type === 'object') {
    const refers = type.creates ? { create: true, ...value } : value;
    return referenceReader(refers, type.refers, at, required, index, about);
  }
  switch (type) {
    case 'text':
      return textReader(value, at, required, about);
    case 'day':
      return dayReader(value, at, required, about);
    case 'money':
      return asText(moneyReader(value as NumberValue, at, about));
    case 'level': {
      const levels = { required, fits: (n: number) => n === 1 || n === 2 || n === 3, expected: 'a level from 1 to 3' };
      const read = asText(numberReader(value as NumberValue, at, levels, about));
      return (row) => read(row) ?? '1';
    }
    case 'integer': {
      const whole = {
        required,
        fits: (n: number) => Number.isInteger(n) && n >= 0 && n < 1e6,
        expected: 'a whole number',
      };
      return asText(numberReader(value as NumberValue, at, whole, about));
    }
  }
}

function asText(read: Reader<number>): Reader<string> {
  return (row) => {
    const number = read(row);
    return number === null ? null : String(number);
  };
}
