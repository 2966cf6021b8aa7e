import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  GraphQLError,
  type GraphQLOutputType,
  getNamedType,
  isCompositeType,
  isIntrospectionType,
  isListType,
  isNonNullType,
  Kind,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';

/** how many values an answer may be expected to hold */
const most = 250_000;
/** items expected of a list whose length nobody has asked for */
const usual = 10;
const largestPage = 500;
/** items expected of a list that is asked for by the day, and by a longer unit */
const byDay = 200;
const byUnit = 30;
/**
 * Items of the lists of the schema's own description, over types of every kind; of types there are as many as there are. Tools ask for nine
 * types inside each other where there are hardly ever two.
 */
const usualOfSchema: Readonly<Record<string, number>> = {
  ...{ fields: 4, inputFields: 3, enumValues: 2, directives: 8 },
  ofType: 0.5,
};

/** What one selection is expected to be answered with. */
interface Reckoning {
  context: ValidationContext;
  fragments: Map<string, number>;
}

/**
 * Refuses documents whose answer would unfold without bounds: `stages { pipeline { stages … } }` eight times over is a short text and millions of
 * values, and one of them stops the server for everybody. A figure's rows have limits of their own and count as one list, by the day as a long one.
 */
export const boundedDocument: ValidationRule = (context) => ({
  OperationDefinition(operation) {
    const { name } = operation;
    const schema = context.getSchema();
    const type = schema.getRootType(operation.operation);
    const reckoning = { context, fragments: new Map<string, number>() };
    if (!type || costOf(operation.selectionSet, type, usual, reckoning) <= most) return;
    const expected = `a document whose answer holds at most about ${most} values`;
    context.reportError(
      new GraphQLError(`query: expected ${expected}${name ? ` (${name.value})` : ''}`, {
        nodes: operation,
        extensions: { field: 'query', expected },
      }),
    );
  },
});

/** `page`: how many items the lists of a connection have. More than `most` is all the same. */
function costOf(set: SelectionSetNode, type: GraphQLCompositeType, page: number, reckoning: Reckoning): number {
  let sum = 0;
  for (const node of set.selections) {
    if (sum > most) break;
    if (node.kind === Kind.FIELD) sum += costOfField(node, type, page, reckoning);
    else if (node.kind === Kind.INLINE_FRAGMENT) sum += costOf(node.selectionSet, type, page, reckoning);
    else {
      const fragment = reckoning.context.getFragment(node.name.value);
      if (fragment) sum += costOfFragment(fragment, page, reckoning);
    }
  }
  return sum;
}

function costOfFragment(fragment: FragmentDefinitionNode, page: number, reckoning: Reckoning): number {
  const key = `${page} ${fragment.name.value}`;
  const known = reckoning.fragments.get(key);
  if (known !== undefined) return known;
  // a fragment inside itself is another rule's complaint
  reckoning.fragments.set(key, 0);
  const type = reckoning.context.getSchema().getType(fragment.typeCondition.name.value);
  const cost = isCompositeType(type) ? costOf(fragment.selectionSet, type, page, reckoning) : 0;
  reckoning.fragments.set(key, cost);
  return cost;
}

function costOfField(node: FieldNode, type: GraphQLCompositeType, page: number, reckoning: Reckoning): number {
  if (!node.selectionSet) return 1;
  const field = fieldOf(node.name.value, type);
  const inner = field && getNamedType(field.type);
  if (!field || !isCompositeType(inner)) return 1;
  const asked = pageOf(node) ?? unitsOf(node);
  const each = costOf(node.selectionSet, inner, asked ?? usual, reckoning);
  const many = isList(field.type) || isIntrospectionType(type);
  return 1 + (many ? itemsOf(field.name, type, page, reckoning) : 1) * each;
}

/** The definition of a field; the two by which a schema describes itself stand on no type. */
function fieldOf(name: string, type: GraphQLCompositeType) {
  if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
  if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  return 'getFields' in type ? type.getFields()[name] : undefined;
}

/** How many items a list is expected to have; of the schema's own description, how often anything is there. */
function itemsOf(name: string, type: GraphQLCompositeType, page: number, { context }: Reckoning): number {
  if (!isIntrospectionType(type)) return page;
  return name === 'types' ? Object.keys(context.getSchema().getTypeMap()).length : (usualOfSchema[name] ?? 1);
}

/** How many units of the calendar a question with a `grain` is expected to have. Null: it has none. */
function unitsOf(node: FieldNode): number | null {
  const value = node.arguments?.find((argument) => argument.name.value === 'grain')?.value;
  if (value === undefined || value.kind === Kind.NULL) return null;
  return value.kind === Kind.ENUM && value.value !== 'DAY' ? byUnit : byDay;
}

/** What `first` asks for; a variable may be anything. Null: it does not say. */
function pageOf(node: FieldNode): number | null {
  const value = node.arguments?.find((argument) => argument.name.value === 'first')?.value;
  if (value === undefined || value.kind === Kind.NULL) return null;
  return value.kind === Kind.INT ? Math.min(Math.max(Number(value.value), 1), largestPage) : largestPage;
}

function isList(type: GraphQLOutputType): boolean {
  return isListType(isNonNullType(type) ? type.ofType : type);
}
