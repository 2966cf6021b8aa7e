import {
  type DocumentNode,
  type GraphQLSchema,
  getArgumentValues,
  Kind,
  print,
  separateOperations,
  visit,
} from 'graphql';
import type { EntryKind } from '../ledger/entry.ts';
import { Refusal } from '../lib/refusal.ts';
import { everyKind } from './deal-event.ts';
import type { Operation } from './documents.ts';
import { canonical, checkedVariables, rootField } from './topic-question.ts';

/** A subscription to events: what streams share, and where this one begins. */
export interface EventQuestion {
  /** the same for everybody who asks for the same fields of the same kinds, wherever they begin */
  key: string;
  kinds: readonly EntryKind[];
  /** executed once per event, with the event as root value */
  document: DocumentNode;
  variables: Record<string, unknown>;
  after: string | null;
  last: number | null;
}

const mostLast = 50;

/** Takes a `dealEvents` subscription apart: what is asked of each event, which kinds, and from where on. */
export function eventQuestion(schema: GraphQLSchema, asked: Operation, given: Record<string, unknown>): EventQuestion {
  const { variables, coerced } = checkedVariables(schema, asked, given);
  const field = rootField(asked);
  const definition = schema.getSubscriptionType()?.getFields()[field.name.value];
  if (!definition) throw new Error(`there is no subscription ${field.name.value}`);
  const args = getArgumentValues(definition, field, coerced) as {
    kinds?: EntryKind[] | null;
    after?: string | null;
    last?: number | null;
  };
  const kinds = args.kinds && args.kinds.length > 0 ? [...new Set(args.kinds)].toSorted() : everyKind;
  const { document, used } = withoutArguments(asked);
  const kept = Object.fromEntries(Object.entries(variables).filter(([name]) => used.has(name)));
  return {
    key: `${print(document)}\n${canonical(kept)}\n${kinds.join()}`,
    kinds,
    document,
    variables: kept,
    after: args.after ?? null,
    last: checkedLast(args.last),
  };
}

function checkedLast(last: number | null | undefined): number | null {
  if (last === null || last === undefined) return null;
  if (last < 1 || last > mostLast)
    throw Refusal.badInput('last', `a whole number from 1 to ${mostLast}`, { got: last });
  return last;
}

/** The operation alone, without name and without the root field's arguments, and the variables it still uses. */
function withoutArguments(asked: Operation): { document: DocumentNode; used: Set<string> } {
  const root = rootField(asked);
  const separate = separateOperations(asked.document)[asked.operation.name?.value ?? ''] ?? asked.document;
  const bare = visit(separate, { Field: (node) => (node === root ? { ...node, arguments: [] } : undefined) });
  const used = new Set<string>();
  visit(bare, {
    VariableDefinition: () => false,
    Variable: (node) => void used.add(node.name.value),
  });
  const document = visit(bare, {
    OperationDefinition: ({ name: _, ...node }) => ({
      ...node,
      variableDefinitions: node.variableDefinitions?.filter(({ variable }) => used.has(variable.name.value)) ?? [],
    }),
  });
  return { document: { kind: Kind.DOCUMENT, definitions: document.definitions }, used };
}
