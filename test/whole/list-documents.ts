import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';

/** A question for a page of everything a list can show. */
export interface ListDocument {
  name: string;
  document: string;
  /** how many fields of it may each need a statement of their own */
  branches: number;
}

type AnyField = GraphQLField<unknown, unknown>;

const hasNeeds = (field: AnyField): boolean =>
  field.args.some(({ type, defaultValue }) => isNonNullType(type) && defaultValue === undefined);
const isPaged = (field: AnyField): boolean => field.args.some(({ name }) => name === 'first');

/** Every question of the schema that gives pages. `given`: arguments of those that cannot be asked without. */
export function listDocuments(schema: GraphQLSchema, given: Readonly<Record<string, string>>): ListDocument[] {
  const lists = Object.values(schema.getQueryType()?.getFields() ?? {}).filter(isPaged);
  return lists.map((field) => {
    const needs = given[field.name];
    if (hasNeeds(field) && needs === undefined)
      throw new Error(`${field.name} cannot be asked without arguments: give them here`);
    const connection = getNamedType(field.type) as GraphQLObjectType;
    const node = getNamedType(connection.getFields().nodes?.type) as GraphQLObjectType;
    const { text, branches } = selection(node, 1);
    const args = needs === undefined ? '' : `, ${needs}`;
    return {
      name: field.name,
      document: `query ($first: Int) { ${field.name}(first: $first${args}) { totalCount nodes { ${text} } } }`,
      branches,
    };
  });
}

function selection(type: GraphQLObjectType, depth: number): { text: string; branches: number } {
  const parts: string[] = ['__typename'];
  let branches = 0;
  for (const field of Object.values(type.getFields())) {
    if (hasNeeds(field)) continue;
    const named = getNamedType(field.type);
    if (isLeafType(named)) {
      parts.push(field.name);
      // a field that is computed may ask by itself
      branches += 1;
    } else if (isObjectType(named) && depth > 0) {
      const inner = selection(named, isConnection(named) ? 0 : depth - 1);
      const text = isConnection(named) ? 'totalCount' : inner.text;
      parts.push(`${field.name}${isPaged(field) ? '(first: 3)' : ''} { ${text} }`);
      branches += 1 + inner.branches;
    }
  }
  return { text: parts.join(' '), branches };
}

function isConnection(type: GraphQLObjectType): boolean {
  return type.name.endsWith('Connection') && isListType(nullable(type.getFields().nodes?.type));
}

function nullable(type: unknown): unknown {
  return isNonNullType(type) ? type.ofType : type;
}
