import {
  Arg,
  type ClassType,
  Ctx,
  Field as Decorated,
  FieldResolver,
  Float,
  ID,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
  registerEnumType,
} from 'type-graphql';
import type { Context } from '../context.ts';
import { checkedFirst, connectionOf } from '../lib/connection.ts';
import { checkedId } from '../lib/decimal-id.ts';
import { type Direction, DirectionEnum } from '../lib/direction.ts';
import { toMajor } from '../lib/money.ts';
import { InstantScalar } from '../lib/scalars.ts';
import { addRecord } from './add-record.ts';
import { amendable, amendRecord, endRecord, type OnRow } from './change-record.ts';
import type { Input } from './check-input.ts';
import type { AnyRecord } from './define-record.ts';
import type { Field } from './field.ts';
import { inputType, typeOf } from './graphql-fields.ts';
import { filterType } from './graphql-filter.ts';
import { listArguments, listenTo } from './list-arguments.ts';
import { listRecords } from './list-records.ts';
import { loadNoun, loadRelated } from './noun.ts';
import type { AnyVerb } from './record-verb.ts';

type Values = Record<string, unknown>;
type Method = (...args: never[]) => unknown;

const key = {
  type: () => String,
  nullable: false,
  description: 'idempotency key: the same key and input again do nothing more',
};
const id = { type: () => ID, nullable: false, description: 'the row' };
const seen = (nullable: boolean) => ({
  type: () => Int,
  nullable,
  description: nullable ? 'the version you saw; left out: whichever it is at now' : 'the version you saw',
});
const externalId = { type: () => String, nullable: true, description: 'its id in another system' };

/** A resolver class to which methods are given one by one, as decorators would. */
function methods(of: ClassType<object>) {
  class RecordResolver {}
  const { prototype } = RecordResolver;
  const add = (name: string, method: Method, decorate: (property: PropertyDescriptor) => void): void => {
    const property = { value: method, writable: true, configurable: true };
    Object.defineProperty(prototype, name, property);
    decorate(property);
  };
  Resolver(() => of)(RecordResolver);
  return { RecordResolver, prototype, add };
}

/** The GraphQL of a noun: its type, its lists, and the verbs every record has. */
export function recordResolver(record: AnyRecord, verbs: readonly AnyVerb[] = []): ClassType<object> {
  const { type, fields } = record;
  ObjectType(record.name, { description: record.description })(type);
  const made = methods(type);
  for (const name of ['id', 'version', 'externalId', 'endedAt'] as const)
    Decorated(...told[name])(type.prototype, name);
  for (const [name, field] of Object.entries(fields) as [string, Field][]) showField(made, type, name, field);
  readWith(made, record);
  changeWith(made, record);
  for (const verb of verbs) {
    const input = inputType(`${capital(verb.name)}Input`, verb.input, {
      description: verb.description,
      adds: true,
      head: { key, id, version: seen(true) },
    });
    mutate(made, record, {
      name: verb.name,
      description: verb.description,
      input,
      run: (ctx, given) => verb.run(ctx, given),
    });
  }
  return made.RecordResolver;
}

const told: Record<
  'id' | 'version' | 'externalId' | 'endedAt',
  [() => ClassType, { nullable?: boolean; description?: string }]
> = {
  id: [() => ID as unknown as ClassType, {}],
  version: [
    () => Int as unknown as ClassType,
    { description: 'goes up with every change; pass it back to say which state you saw' },
  ],
  externalId: [() => String as unknown as ClassType, { nullable: true, description: 'its id in another system' }],
  endedAt: [
    () => InstantScalar as unknown as ClassType,
    { nullable: true, description: 'since when nothing new refers to it' },
  ],
};

type Made = ReturnType<typeof methods>;

function showField({ prototype, add }: Made, type: ClassType<object>, name: string, field: Field): void {
  const options = {
    nullable: !field.required && field.kind !== 'texts' && field.kind !== 'items',
    description: field.description,
  };
  if (field.kind === 'ref') {
    const { noun } = field;
    add(
      name,
      (row: Values, ctx: Context) => loadRelated(ctx, noun(), row[`${name}Id`] as string | null),
      (property) => {
        Root()(prototype, name, 0);
        Ctx()(prototype, name, 1);
        FieldResolver(() => noun().type, { ...options, nullable: true })(prototype, name, property);
      },
    );
  } else if (field.kind === 'money') {
    add(
      name,
      (row: Values, ctx: Context) => toMajor(row[name] as number | null, ctx.settings.currency),
      (property) => {
        Root()(prototype, name, 0);
        Ctx()(prototype, name, 1);
        FieldResolver(() => Float, { ...options, description: `${field.description}; in the department currency` })(
          prototype,
          name,
          property,
        );
      },
    );
  } else Decorated(typeOf(field, false) as () => ClassType, options)(type.prototype, name);
}

function readWith({ prototype, add }: Made, record: AnyRecord): void {
  const connection = connectionOf(record.type, record.name);
  const filter = filterType(record);
  const order = orderType(record);
  add(
    record.many,
    (
      first: number | null,
      after: string | null,
      where: Values | null,
      orderBy: { by: string; direction: Direction } | null,
      ctx: Context,
    ) => listRecords(ctx, record, { first: checkedFirst(first), after, where, orderBy }),
    (property) => {
      listArguments(prototype, record.many, { filter, order });
      Ctx()(prototype, record.many, 4);
      Query(() => connection, {
        description: `${record.description} Ended ones too, unless \`where\` says otherwise.`,
      })(prototype, record.many, property);
    },
  );
  if (record.live) listenTo(prototype, record, { connection, filter, order });
  add(
    record.one,
    (given: string, ctx: Context) => loadNoun(ctx, record, checkedId(given, 'id')),
    (property) => {
      Arg('id', () => ID)(prototype, record.one, 0);
      Ctx()(prototype, record.one, 1);
      Query(() => record.type, { nullable: true, description: 'One by id; null when there is none.' })(
        prototype,
        record.one,
        property,
      );
    },
  );
}

function orderType(record: AnyRecord): ClassType<object> {
  const names = [
    'id',
    ...(Object.entries(record.fields) as [string, Field][]).filter(([, field]) => field.order).map(([name]) => name),
  ];
  const fields = Object.fromEntries(names.map((name) => [name, name]));
  registerEnumType(fields, { name: `${record.name}OrderField`, description: 'id: the order in which they were added' });
  const type = { [`${record.name}Order`]: class {} }[`${record.name}Order`] as ClassType<object>;
  InputType(`${record.name}Order`)(type);
  Decorated(() => fields as unknown as ClassType)(type.prototype, 'by');
  Decorated(() => DirectionEnum as unknown as ClassType)(type.prototype, 'direction');
  return type;
}

function changeWith(made: Made, record: AnyRecord): void {
  const { add, amend, end } = record.verbNames;
  const { name, fields } = record;
  if (add) {
    const description = `Adds: ${record.description}`;
    const input = inputType(`${capital(add)}Input`, fields, { description, adds: true, head: { key, externalId } });
    mutate(made, record, { name: add, description, input, run: (ctx, given) => addRecord(ctx, record, given) });
  }
  if (amend) {
    const description = 'What is to change: what is left out stays, null clears.';
    const input = inputType(`${capital(amend)}Input`, amendable(fields), {
      description,
      adds: false,
      head: { key, id, version: seen(false) },
    });
    mutate(made, record, {
      name: amend,
      description: `Amends a row of ${name}.`,
      input,
      run: (ctx, given) => amendRecord(ctx, record, given),
    });
  }
  if (end) {
    const description = 'It stays where it is named, and nothing new refers to it.';
    const input = inputType(
      `${capital(end)}Input`,
      {},
      { description, adds: false, head: { key, id, version: seen(true) } },
    );
    mutate(made, record, {
      name: end,
      description: `Ends a row of ${name}.`,
      input,
      run: (ctx, given) => endRecord(ctx, record, given),
    });
  }
}

interface Mutating {
  name: string;
  description: string;
  input: ClassType<object>;
  run: (ctx: Context, input: Input & OnRow) => Promise<string>;
}

function mutate({ prototype, add }: Made, record: AnyRecord, { name, description, input, run }: Mutating): void {
  add(
    name,
    async (given: Input & OnRow, ctx: Context) => loadRelated(ctx, record, await run(ctx, given)),
    (property) => {
      Arg('input', () => input)(prototype, name, 0);
      Ctx()(prototype, name, 1);
      Mutation(() => record.type, { description })(prototype, name, property);
    },
  );
}

function capital(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}
