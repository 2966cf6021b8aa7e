import { type ClassType, Field as Decorated, Float, ID, InputType } from 'type-graphql';
import { DayScalar, InstantScalar } from '../lib/scalars.ts';
import type { AnyRecord } from './define-record.ts';
import type { Field } from './field.ts';
import { typeOf } from './graphql-fields.ts';

@InputType({ description: 'From one instant (with it) to another (without it); either may be left out.' })
export class InstantRange {
  @Decorated(() => InstantScalar, { nullable: true })
  from?: Date | null;

  @Decorated(() => InstantScalar, { nullable: true })
  to?: Date | null;
}

@InputType({ description: 'From one day (with it) to another (without it); either may be left out.' })
class DayRange {
  @Decorated(() => DayScalar, { nullable: true })
  from?: string | null;

  @Decorated(() => DayScalar, { nullable: true })
  to?: string | null;
}

@InputType({ description: 'From one number (with it) to another (without it); either may be left out.' })
class NumberRange {
  @Decorated(() => Float, { nullable: true })
  from?: number | null;

  @Decorated(() => Float, { nullable: true })
  to?: number | null;
}

/** The filter of a noun's lists: what its fields allow, and what every record has. */
export function filterType(record: AnyRecord): ClassType<object> {
  const name = `${record.name}Filter`;
  const type = { [name]: class {} }[name] as ClassType<object>;
  InputType(name, { description: 'Which ones: all conditions together; a list means any of it, null in it: without.' })(
    type,
  );
  const add = (key: string, of: () => unknown, options: object): void =>
    Decorated(of as () => ClassType, { nullable: true, ...options })(type.prototype, key);
  add('id', () => [ID], {});
  add('externalId', () => [String], { description: 'ids in another system' });
  add('ended', () => Boolean, { description: 'left out: both' });
  const fields = Object.entries(record.fields) as [string, Field][];
  if (fields.some(([, field]) => field.kind === 'text' && field.search)) {
    add('search', () => String, { description: 'part of a text, in any case' });
  }
  for (const [key, field] of fields) {
    if (!field.filter) continue;
    const range = rangeOf(field);
    if (range) add(key, () => range, { description: field.description });
    else if (field.kind === 'flag') add(key, () => Boolean, { description: field.description });
    else add(key, () => [typeOf(field, true)()], { nullable: 'itemsAndList', description: field.description });
  }
  for (const [key, { type: of, description }] of Object.entries(record.filters ?? {})) add(key, of, { description });
  return type;
}

function rangeOf({ kind }: Field): ClassType<object> | null {
  if (kind === 'instant') return InstantRange;
  if (kind === 'day') return DayRange;
  return kind === 'whole' || kind === 'number' || kind === 'money' ? NumberRange : null;
}
