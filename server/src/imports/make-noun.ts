import { campaignNoun } from '../sales/campaigns/campaign.ts';
import { clientFields } from '../sales/clients/client.ts';
import { emptyValues, Known, type NounValue, type NounValues, sameValue } from './known.ts';
import type { Likeness, NounMake } from './mapping-makes.ts';
import type { NumberValue, ReferenceValue } from './mapping-values.ts';
import type { NounIndex } from './noun-index.ts';
import { type FieldType, type NounName, specOf } from './nouns.ts';
import type { Pending } from './pending.ts';
import { choiceReader, namesOf } from './read-choice.ts';
import { emailReader, innReader, phoneReader, siteReader } from './read-details.ts';
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
    if (noun === 'client' && values['kind'] === null) values['kind'] = 'company';
    if (values['kind'] === 'person' && String(values['inn'] ?? '').length === 10)
      row.refuse('', String(values['inn']), 'expected the 12 digits of a person');
    if (noun === 'campaign') settleCampaign(row, values, index);
    if (row.refused || called === null) return;
    tellNoun(
      row,
      {
        noun,
        externalId: id ?? ownId(noun, called, values),
        coded: Boolean(externalId),
        values: { name: called, ...values },
        match: make.match ?? null,
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
  /** by what a client that is there already is recognised; then blank is never told */
  match: readonly Likeness[] | null;
}

/** A campaign ends after it began, and is paid for by the department of whoever answers for it, unless told. */
function settleCampaign(row: Row, values: NounValues, index: NounIndex): void {
  const { starts_on: from, ends_on: to, owner_id: owner } = values;
  if (typeof from === 'string' && typeof to === 'string' && to < from)
    row.refuse('', to, 'expected a day not before the campaign starts');
  if (!(owner instanceof Known) || 'department_id' in values) return;
  const team = index.referred(owner, 'team_id', 'team');
  const department = team && index.referred(team, 'department_id', 'department');
  if (department) values['department_id'] = department;
}

/** Stages of different pipelines may share a name; everything else is known by it when the files give no external id. */
function ownId(noun: NounName, name: string, values: NounValues): string {
  const pipeline = noun === 'stage' ? values['pipeline_id'] : null;
  return pipeline instanceof Known ? `${pipeline.externalId ?? pipeline.name} / ${name}` : name;
}

function tellNoun(row: Row, told: ToldNoun, index: NounIndex, pending: Pending): void {
  const { noun, externalId, coded, match } = told;
  const values = match ? onlyKnown(told.values) : told.values;
  const name = String(values['name']);
  const where = `line ${row.line} of ${row.file.name}`;
  const named = noun === 'stage' ? undefined : index.byName(noun, name);
  // added by hand, without an external id: it is the one the file names; one with another external id is not
  const unclaimed = named instanceof Known && named.externalId === null ? named : undefined;
  const known = index.byExternalId(noun, externalId) ?? unclaimed;
  const alike = known || !match ? undefined : index.alike(match, values);
  if (alike) {
    // it keeps what it has; what is not known of it yet is filled in
    const fills = Object.entries(values).filter(([column]) => (alike.values[column] ?? null) === null);
    index.alias(alike, externalId, name);
    for (const made of row.created.splice(0)) pending.add(made);
    pending.tell(alike, Object.fromEntries(fills));
  } else if (!known && named === 'several' && !coded) {
    row.refuse('', name, `several ${specOf(noun).title} have this name, and none this external id`);
  } else if (!known) {
    for (const made of row.created.splice(0)) pending.add(made);
    const fresh = new Known(noun, null, externalId, { ...emptyValues(noun), ...values });
    fresh.told = { where, values };
    pending.add(fresh);
  } else {
    const against = known.told && conflict(known.told.values, values);
    if (against) return void row.refuse('', externalId, `told differently on ${known.told?.where}: ${against}`);
    for (const made of row.created.splice(0)) pending.add(made);
    known.told = { where: known.told?.where ?? where, values: { ...known.told?.values, ...values } };
    pending.tell(known, values);
  }
}

function onlyKnown(values: NounValues): NounValues {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
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
    const refers = (type.creates ? { create: true, ...value } : value) as ReferenceValue;
    return referenceReader(refers, type.refers, at, required, index, about);
  }
  switch (type) {
    case 'text':
      return textReader(value, at, required, about);
    case 'phone':
      return phoneReader(value, at, required, about);
    case 'email':
      return emailReader(value, at, required, about);
    case 'inn':
      return innReader(value, at, required, about);
    case 'site':
      return siteReader(value, at, required, about);
    case 'clientKind':
      return choiceReader(value, at, namesOf(clientFields.kind), required, about);
    case 'campaignKind':
      return choiceReader(value, at, namesOf(campaignNoun.fields.kind), required, about);
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
