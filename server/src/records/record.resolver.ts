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
  ObjectType,
  Query,
  Root,
  registerEnumType,
} from 'type-graphql';
import type { Context } from '../context.ts';
import { checkedFirst, connectionOf } from '../lib/connection.ts';
import { checkedId } from '../lib/decimal-id.ts';
import { type Direction, DirectionEnum } from '../lib/direction.ts';
import { toMajor } from '../lib/money.ts';
import { InstantScalar } from '../lib/scalars.ts';
import type { AnyRecord } from './define-record.ts';
import type { Field } from './field.ts';
import { typeOf } from './graphql-fields.ts';
import { filterType } from './graphql-filter.ts';
import { listArguments, listenTo } from './list-arguments.ts';
import { listRecords } from './list-records.ts';
import { loadNoun, loadRelated } from './noun.ts';
import { changeBy, changeWith } from './record-mutations.ts';
import type { AnyVerb } from './record-verb.ts';
import { type Made, methods } from './resolver-methods.ts';

type Values = Record<string, unknown>;

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
  changeBy(made, record, verbs);
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
