import { emptyValues, Known } from './known.ts';
import type { ReferenceValue } from './mapping-values.ts';
import type { NounIndex } from './noun-index.ts';
import { type NounName, specOf } from './nouns.ts';
import { labelOf, type ReadContext, type Reader, textReader } from './read-value.ts';
import type { Row } from './row.ts';

/** Reads a value that means another noun. With `create`, one that is not there yet is made with this name, once the row is accepted. */
export function referenceReader(
  value: ReferenceValue,
  noun: NounName,
  at: string,
  required: boolean,
  index: NounIndex,
  about: ReadContext,
): Reader<Known> {
  const text = textReader(value, at, required, about);
  const label = labelOf(value);
  const title = wordFor(noun);
  if (value.create && noun === 'stage')
    about.wrong(`${at}.create: a stage needs its place in a pipeline; list it under "pipelines"`);
  return (row) => {
    const given = text(row);
    if (given === null) return null;
    const found = value.by === 'externalId' ? index.byExternalId(noun, given) : index.byName(noun, given);
    if (found === 'several')
      return row.refuse(label, given, `several ${specOf(noun).title} have this name: refer to them by external id`);
    if (found) return found;
    if (!value.create) return row.refuse(label, given, `there is no such ${title}`);
    return row.created.find((known) => known.noun === noun && known.externalId === given) ?? created(row, noun, given);
  };
}

function created(row: Row, noun: NounName, name: string): Known {
  const known = new Known(noun, null, name, { ...emptyValues(noun), name });
  row.created.push(known);
  return known;
}

/** A noun's name in a sentence. */
export function wordFor(noun: NounName): string {
  return specOf(noun).table.replaceAll('_', ' ');
}
