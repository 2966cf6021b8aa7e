import {
  buildClientSchema,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getIntrospectionQuery,
  getNamedType,
  type IntrospectionQuery,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type { Asker } from './matrix-askers.ts';

type Operation = 'query' | 'subscription' | 'mutation';

/** A way from the root of an operation to a type, field by field. */
export interface Way {
  operation: Operation;
  /** root field with its arguments, then plain names */
  fields: { parent: string; name: string; type: string; written: string }[];
}

/** Reads the schema as somebody entitled sees it. */
export async function readSchema(asker: Asker): Promise<GraphQLSchema> {
  const { data, errors } = await asker.ask(getIntrospectionQuery());
  if (!data) throw new Error(`the schema is not told: ${JSON.stringify(errors)}`);
  return buildClientSchema(data as unknown as IntrospectionQuery);
}

/** What root fields that need arguments are asked with. A new one that needs some is written here. */
const rootArguments: Record<string, string> = {
  kpis: '(period: { named: ALL })',
  day: '(employeeId: "1")',
  funnel: '(period: { named: ALL }, mode: SNAPSHOT)',
  dealEvents: '(last: 1)',
  subjectExport: '(employeeId: "1")',
  pairing: '(userCode: "BCDFGH")',
  calendar: '(from: "2026-01-01", to: "2026-02-01")',
  clientTimeline: '(clientId: "1")',
  similarClients: '(like: { name: "Ромашка" })',
  lossesByReason: '(from: "2026-01-01", to: "2026-02-01")',
  surveyResults: '(surveyId: "1")',
  campaignResults: '(period: { named: ALL }, model: LAST_TOUCH)',
  searchScripts: '(words: "цена")',
  planCheck: '(from: "2026-01-01", grain: YEAR, kpi: revenue)',
  spreadPlan: '(input: { departmentId: "1", from: "2026-04-01", grain: QUARTER, kpi: revenue, optimal: 100 })',
  budgetReport: '(period: { named: THIS_MONTH }, by: CATEGORY)',
  headCount:
    '(departmentId: "1", kpi: revenue, level: OPTIMAL, by: MEAN, absence: 0.1, planned: 100, period: { from: "2026-01-01", to: "2026-02-01" })',
  pays: '(month: "2026-02-01")',
  simulatePay: '(departmentId: "1", from: "2026-01-01", to: "2026-02-01", terms: { salary: 1 })',
};

const paging = /(Connection|Edge)$/;

/** Types that hold something: neither roots nor pages. */
export function nouns(schema: GraphQLSchema): GraphQLObjectType[] {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  return Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter((type) => !type.name.startsWith('__') && !paging.test(type.name) && !roots.includes(type));
}

/** Types that are pages of others. */
export function pages(schema: GraphQLSchema): GraphQLObjectType[] {
  return Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter(({ name }) => paging.test(name));
}

/** The shortest way to every type that can be asked for without changing anything. */
export function waysTo(schema: GraphQLSchema): Map<string, Way> {
  const ways = new Map<string, Way>();
  const open: { type: GraphQLObjectType; way: Way }[] = [];
  for (const operation of ['query', 'subscription'] as const) {
    const root = operation === 'query' ? schema.getQueryType() : schema.getSubscriptionType();
    if (root) open.push({ type: root, way: { operation, fields: [] } });
    for (let next = open.shift(); next; next = open.shift()) {
      const { type: parent, way } = next;
      for (const field of Object.values(parent.getFields())) {
        const type = getNamedType(field.type);
        const written = way.fields.length === 0 ? asked(field) : plain(field);
        if (!isObjectType(type) || written === null || ways.has(type.name)) continue;
        const step = { parent: way.fields.length === 0 ? '' : parent.name, name: field.name, type: type.name, written };
        const found = { operation, fields: [...way.fields, step] };
        ways.set(type.name, found);
        open.push({ type, way: found });
      }
    }
  }
  return ways;
}

function asked(field: GraphQLField<unknown, unknown>): string | null {
  const given = rootArguments[field.name];
  return given === undefined ? plain(field) : field.name + given;
}

function plain({ name, args }: GraphQLField<unknown, unknown>): string | null {
  return args.some(({ type, defaultValue }) => isNonNullType(type) && defaultValue === undefined) ? null : name;
}

/** Some fields of a type, and the way there. */
export interface Asking {
  way: Way;
  type: GraphQLObjectType;
  names: readonly string[];
}

/** So many ways are gone in one document: of subscriptions one. */
const together = 12;

/** What is asked, as parts that one document each can ask. */
export function asDocuments(all: readonly Asking[]): Asking[][] {
  const queries = all.filter(({ way }) => way.operation === 'query');
  const parts = Array.from({ length: Math.ceil(queries.length / together) }, (_, i) =>
    queries.slice(i * together, (i + 1) * together),
  );
  return [...parts, ...all.filter(({ way }) => way.operation !== 'query').map((asking) => [asking])];
}

/** A document that goes some ways and asks for fields there. */
export function documentOf(asked: readonly Asking[]): string {
  const [first] = asked;
  return `${first?.way.operation} { ${asked.map((asking, i) => `a${i}: ${selectionOf(asking)}`).join(' ')} }`;
}

function selectionOf({ way: { fields }, type, names }: Asking): string {
  const inner = names.map((name) => {
    const field = type.getFields()[name];
    return field && isObjectType(getNamedType(field.type)) ? `${name} { __typename }` : name;
  });
  return fields.reduceRight((selection, { written }) => `${written} { ${selection} }`, inner.join(' ') || '__typename');
}

/** Everything such a document touches that can be hidden: types that come, and fields of them. */
export function touchesOf({ way: { fields }, type, names }: Asking) {
  const steps = fields.map(({ parent, name, type: result }) => ({ parent, name, result }));
  for (const name of names) {
    const field = type.getFields()[name];
    const result = field && getNamedType(field.type);
    steps.push({ parent: type.name, name, result: isObjectType(result) ? result.name : '' });
  }
  return steps.flatMap(({ parent, name, result }) => [
    ...(result === '' ? [] : [{ type: result.replace(paging, '') }]),
    ...(parent === '' || paging.test(parent) ? [] : [{ type: parent, field: name }]),
  ]);
}

/** Something for every required part of an input: ids of nothing, texts of no meaning. */
export function dummy(type: GraphQLInputType, key: string): unknown {
  if (isNonNullType(type)) return dummy(type.ofType, key);
  if (isListType(type)) return [];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isInputObjectType(type)) {
    const needed = Object.values(type.getFields()).filter((field) => isNonNullType(field.type));
    return Object.fromEntries(needed.map((field) => [field.name, field.name === 'key' ? key : dummy(field.type, key)]));
  }
  const scalars: Record<string, unknown> = { ID: '999999999', Int: 1, Float: 1, Boolean: false, Date: '1999-12-31' };
  return scalars[type.name] ?? 'ничего';
}
