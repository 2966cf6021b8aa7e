import {
  type DocumentNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
  type OperationDefinitionNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { Refusal } from '../lib/refusal.ts';
import type { Access } from './access.ts';
import { subjectOf } from './subjects.ts';

/** What an operation touches: fields of subjects, and verbs. Found once for a document, whoever asks. */
export interface Touched {
  /** subject and field; without a field: that it is asked for at all, if only to count it */
  fields: { subject: string; field?: string }[];
  verbs: string[];
  introspects: boolean;
}

const known = new WeakMap<OperationDefinitionNode, Touched>();

/** What an operation reads and does, its fragments included. The document must be valid. */
export function touchedBy(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): Touched {
  let touched = known.get(operation);
  if (!touched) known.set(operation, (touched = findTouched(schema, document)));
  return touched;
}

/** All operations and fragments of the document: a document with several operations asks for the rights of all of them. */
function findTouched(schema: GraphQLSchema, document: DocumentNode): Touched {
  const fields = new Map<string, { subject: string; field?: string }>();
  const verbs = new Set<string>();
  let introspects = false;
  const add = (subject: string, field?: string): void => void fields.set(`${subject}.${field}`, { subject, field });
  const info = new TypeInfo(schema);
  const note = (parent: GraphQLNamedType, field: string): void => {
    if (field === '__schema' || field === '__type') introspects = true;
    if (field.startsWith('__') || parent.name.startsWith('__')) return;
    const definition = info.getFieldDef();
    const result = definition && getNamedType(definition.type);
    if (isObjectType(result)) add(subjectOf(result.name));
    if (parent === schema.getMutationType()) verbs.add(field);
    else if (!isRoot(schema, parent) && subjectOf(parent.name) === parent.name) add(parent.name, field);
  };
  visit(
    document,
    visitWithTypeInfo(info, {
      Field: (node) => {
        const parent = info.getParentType();
        if (parent) note(parent, node.name.value);
      },
    }),
  );
  return { fields: [...fields.values()], verbs: [...verbs], introspects };
}

function isRoot(schema: GraphQLSchema, type: GraphQLNamedType): boolean {
  return type === schema.getQueryType() || type === schema.getSubscriptionType();
}

/** Refuses a document that asks for anything the viewer may not see on any row, or does what is not for them; all of it is named. */
export function ensureMayAsk(access: Access, { fields, verbs, introspects }: Touched): void {
  if (introspects && !access.can('introspect', 'Schema')) {
    throw new Refusal('FORBIDDEN', `Introspection is not for the role ${access.viewer.role}`, { field: '__schema' });
  }
  for (const verb of verbs) access.ensure(verb);
  const hidden = fields.filter(({ subject, field }) => !access.sees(subject, field));
  const [first] = hidden;
  if (!first) return;
  const names = hidden.map(({ subject, field }) => (field ? `${subject}.${field}` : subject));
  const who = access.viewer.role;
  throw new Refusal('FORBIDDEN', `${names.join(', ')}: not shown to the role ${who}`, {
    field: names[0],
    hidden: names,
  });
}
