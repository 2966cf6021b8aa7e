import { createHash } from 'node:crypto';
import { keyOf } from '../records/field.ts';
import { Known } from './known.ts';
import type { Maker } from './make-noun.ts';
import type { RecordMake } from './mapping-makes.ts';
import type { NounIndex } from './noun-index.ts';
import type { Pending } from './pending.ts';
import { recordFieldReader } from './read-record-field.ts';
import { conditionReader, labelOf, type ReadContext, textReader } from './read-value.ts';
import { toldAs } from './record-nouns.ts';
import type { Seen } from './seen.ts';
import { markOf, Pointer, type ToldRecord } from './told-record.ts';

/** What makers of records share. */
export interface RecordWork {
  index: NounIndex;
  pending: Pending;
  seen: Seen;
  /** how often rows that say the same have come, where they have come more than once */
  repeated: Map<string, number>;
  takeRecord: (told: ToldRecord) => void;
}

/** Compiles the making of a record from rows. */
export function recordMaker(make: RecordMake, at: string, work: RecordWork, about: ReadContext): Maker {
  const { record: spec } = make;
  const { seen, index } = work;
  const applies = conditionReader(make.when, `${at}.when`, about);
  const readId = make.externalId && textReader(make.externalId, `${at}.externalId`, true, about);
  const all = { ...spec.fields, ...spec.life };
  const fields = Object.entries(make.fields).flatMap(([name, value]) => {
    const field = all[name];
    if (!field) return [];
    const read = recordFieldReader(value, { name, field, at: `${at}.${toldAs(name)}`, index, about });
    return [
      {
        name,
        key: keyOf(name, field),
        read,
        clears: value.blank === 'null' || name in spec.life,
        label: labelOf(value),
      },
    ];
  });
  const labels = Object.fromEntries(fields.map(({ key, label }) => [key, label]));
  const byKey = spec.keys.flatMap((name) => fields.find((field) => field.name === name) ?? []);

  return (row) => {
    if (!applies(row)) return;
    const said: Record<string, unknown> = {};
    for (const { key, read, clears } of fields) {
      const value = read(row);
      // blank is not told, unless the mapping says that it means: none; of what has become of it: it has not
      if (value !== null || clears) said[key] = value;
    }
    const given = readId?.(row) ?? null;
    if (given !== null && given.length > 200) row.refuse(idLabel(make), given, 'expected at most 200 characters');
    if (row.refused) return;
    const content = byKey.map(({ key }) => plain(said[key] ?? null));
    let id = given ?? digest([spec.noun, content]);
    const isNew = seen.add(markOf(spec.table, 'externalId', id));
    if (!isNew && given === null && spec.isCoded) {
      const times = (work.repeated.get(id) ?? 1) + 1;
      work.repeated.set(id, times);
      id = `${id}-${times}`;
    } else if (!isNew) {
      row.refuse(idLabel(make), given ?? '', 'was told already earlier in this import');
      return;
    }
    const called = said['name'] ?? said['title'];
    if (typeof called === 'string') seen.add(markOf(spec.table, 'name', called));
    for (const known of row.created.splice(0)) work.pending.add(known);
    work.takeRecord({ spec, row, externalId: spec.isCoded ? id : null, said, labels });
  };
}

function idLabel({ externalId }: RecordMake): string {
  return externalId ? labelOf(externalId) : '';
}

/** A row without an id of its own is known by what it says. */
function digest(content: unknown): string {
  return `row-${createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 32)}`;
}

/** What a value says, whatever its id here is. */
function plain(value: unknown): unknown {
  if (value instanceof Known) return [value.noun, value.externalId ?? value.name];
  if (value instanceof Pointer) return [value.table, value.text];
  return value;
}
