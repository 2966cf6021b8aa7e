import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLError,
  type GraphQLSchema,
  getArgumentValues,
  getVariableValues,
  Kind,
  OperationTypeNode,
  print,
  type SelectionSetNode,
  separateOperations,
  visit,
} from 'graphql';
import { InvalidDocument, type Operation } from './documents.ts';
import type { Question } from './touch.ts';

/** A subscription, ready to be asked as a query: what a topic executes. */
export interface TopicQuestion {
  /** the same for everybody who asks the same, whatever the operation is called and however the text is laid out */
  key: string;
  /** name of the root field */
  root: string;
  document: DocumentNode;
  variables: Record<string, unknown>;
  /** where the root field's answer stands in the data */
  responseKey: string;
  /** what of the answer changes without anything having changed */
  volatile: readonly string[];
  args: Question['args'];
  info: Question['info'];
}

/** Fields of an answer that tell about the answering, by root field. */
const volatileFields: Record<string, readonly string[]> = {
  kpis: ['revision', 'dataAsOf'],
  funnel: ['revision', 'dataAsOf'],
  settings: ['serverTime'],
};

/** The root field of a subscription: there is exactly one, validation has seen to it. */
export function rootField({ document, operation }: Operation): FieldNode {
  const [field] = fieldsOf(operation.selectionSet, fragmentsOf(document));
  if (!field) throw new Error('a subscription without a field passed validation');
  return field;
}

/** Rewrites a subscription into the query of the same name. Throws InvalidDocument when the variables do not fit. */
export function topicQuestion(schema: GraphQLSchema, asked: Operation, given: Record<string, unknown>): TopicQuestion {
  const { variables, coerced } = checkedVariables(schema, asked, given);
  const name = asked.operation.name?.value ?? '';
  const separate = separateOperations(asked.document)[name] ?? asked.document;
  const { name: _, ...operation } = asked.operation;
  const fragments = separate.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  const query = { ...operation, operation: OperationTypeNode.QUERY };
  const document = onQuery(schema, { kind: Kind.DOCUMENT, definitions: [query, ...fragments] });
  const field = rootField(asked);
  const root = field.name.value;
  const definition = schema.getQueryType()?.getFields()[root];
  if (!definition) throw new Error(`there is no query to answer the subscription ${root}`);
  const fragmentsByName = fragmentsOf(document);
  return {
    key: `${print(document)}\n${canonical(variables)}`,
    root,
    document,
    variables,
    responseKey: field.alias?.value ?? root,
    volatile: responseKeys(field, volatileFields[root] ?? [], fragmentsByName),
    args: getArgumentValues(definition, field, coerced),
    info: {
      fieldName: root,
      fieldNodes: [field],
      fragments: fragmentsByName,
      variableValues: coerced,
      schema,
      returnType: definition.type,
    },
  };
}

/** What fragments say of the subscription they say of the query that answers it. */
function onQuery(schema: GraphQLSchema, document: DocumentNode): DocumentNode {
  const subscription = schema.getSubscriptionType()?.name;
  const value = schema.getQueryType()?.name ?? '';
  // only type conditions and variables' types are named types, and no variable is a subscription
  return visit(document, {
    NamedType: (node) => (node.name.value === subscription ? { ...node, name: { ...node.name, value } } : undefined),
  });
}

/** The variables the operation declares, as given and as graphql-js understands them. */
export function checkedVariables(schema: GraphQLSchema, { operation }: Operation, given: Record<string, unknown>) {
  const declared = operation.variableDefinitions ?? [];
  const result = getVariableValues(schema, declared, given, { maxErrors: 20 });
  if (result.errors) throw new InvalidDocument(result.errors as readonly GraphQLError[]);
  const names = declared
    .map((definition) => definition.variable.name.value)
    .filter((name) => given[name] !== undefined);
  return { variables: Object.fromEntries(names.map((name) => [name, given[name]])), coerced: result.coerced };
}

/** JSON with sorted keys: equal for equal values. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

function fragmentsOf(document: DocumentNode): Record<string, FragmentDefinitionNode> {
  const fragments = document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  return Object.fromEntries(fragments.map((fragment) => [fragment.name.value, fragment]));
}

function responseKeys(
  field: FieldNode,
  names: readonly string[],
  fragments: Record<string, FragmentDefinitionNode>,
): string[] {
  const fields = field.selectionSet ? fieldsOf(field.selectionSet, fragments) : [];
  return fields
    .filter((inner) => names.includes(inner.name.value))
    .map((inner) => inner.alias?.value ?? inner.name.value);
}

/** The fields of a selection, those of its fragments included. */
function fieldsOf(selection: SelectionSetNode, fragments: Record<string, FragmentDefinitionNode>): FieldNode[] {
  return selection.selections.flatMap((part) => {
    if (part.kind === Kind.FIELD) return [part];
    const inner = part.kind === Kind.INLINE_FRAGMENT ? part : fragments[part.name.value];
    return inner ? fieldsOf(inner.selectionSet, fragments) : [];
  });
}
