import {
  type ClassType,
  Field as Decorated,
  Float,
  ID,
  InputType,
  Int,
  ObjectType,
  registerEnumType,
} from 'type-graphql';
import { DayScalar, InstantScalar } from '../lib/scalars.ts';
import { type Field, type Fields, keyOf } from './field.ts';

const enums = new Map<string, object>();
const parts = new Map<string, { object: ClassType<object>; input: ClassType<object> }>();

/** The type of a field's value outside of references: the same for what is read and what is given, but for parts of items. */
export function typeOf(field: Field, given: boolean): () => unknown {
  switch (field.kind) {
    case 'text':
      return () => String;
    case 'whole':
      return () => (field.most > 2_147_483_647 ? Float : Int);
    case 'number':
    case 'money':
      return () => Float;
    case 'flag':
      return () => Boolean;
    case 'day':
      return () => DayScalar;
    case 'instant':
      return () => InstantScalar;
    case 'ref':
      return () => ID;
    case 'texts':
      return () => [String];
    case 'choice': {
      const choices = enumOf(field);
      return () => choices;
    }
    case 'items': {
      const part = partOf(field);
      return () => [given ? part.input : part.object];
    }
  }
}

function enumOf({ name, values, asIs }: Field & { kind: 'choice' }): object {
  const known = enums.get(name);
  if (known) return known;
  const names = Object.keys(values).map((value): [string, string] => [asIs ? value : value.toUpperCase(), value]);
  const choices = Object.fromEntries(names);
  const valuesConfig = Object.fromEntries(names.map(([shown, value]) => [shown, { description: values[value] }]));
  registerEnumType(choices, { name, valuesConfig });
  enums.set(name, choices);
  return choices;
}

function partOf({ name, fields, description }: Field & { kind: 'items' }): {
  object: ClassType<object>;
  input: ClassType<object>;
} {
  const known = parts.get(name);
  if (known) return known;
  const object = { [name]: class {} }[name] as ClassType<object>;
  const input = { [`${name}Input`]: class {} }[`${name}Input`] as ClassType<object>;
  ObjectType(name, { description })(object);
  InputType(`${name}Input`)(input);
  for (const [key, field] of Object.entries(fields)) {
    const options = { nullable: !field.required, description: field.description };
    Decorated(typeOf(field, false) as () => ClassType, options)(object.prototype, key);
    Decorated(typeOf(field, true) as () => ClassType, options)(input.prototype, key);
  }
  const made = { object, input };
  parts.set(name, made);
  return made;
}

/** The names of the types that items of these fields become. */
export function partNames(fields: Fields): string[] {
  return Object.values(fields).flatMap((field) =>
    field.kind === 'items' ? [field.name, ...partNames(field.fields)] : [],
  );
}

/** What an input type is made for. */
interface InputMade {
  description: string;
  /** adding needs what is required; amending and verbs take what is given */
  adds: boolean;
  head: Readonly<Record<string, { type: () => unknown; nullable: boolean; description: string }>>;
}

/** The input type of a verb. */
export function inputType(name: string, fields: Fields, { description, adds, head }: InputMade): ClassType<object> {
  const type = { [name]: class {} }[name] as ClassType<object>;
  InputType(name, { description })(type);
  for (const [key, { type: of, ...options }] of Object.entries(head))
    Decorated(of as () => ClassType, options)(type.prototype, key);
  for (const [key, field] of Object.entries(fields)) {
    if (field.input === false) continue;
    // what `complete` can fill in may be left out: GraphQL asks for nothing that the verb would not refuse
    const options = { nullable: !(adds && field.required && !field.filled), description: field.description };
    Decorated(typeOf(field, true) as () => ClassType, options)(type.prototype, keyOf(key, field));
  }
  return type;
}
