import { type ASTNode, type GraphQLError, Kind, parse, visit } from 'graphql';

/**
 * Which input an error of GraphQL itself is about, as the path a person would write: `period.named`, or the field that does not exist.
 * Undefined when it is about the document as a whole.
 */
export function fieldOf(error: GraphQLError): string | undefined {
  const variable = /^Variable "\$([^"]+)"/.exec(error.message)?.[1];
  if (variable !== undefined) return / at "([^"]+)"/.exec(error.message)?.[1] ?? variable;
  const [node] = error.nodes ?? [];
  const text = error.source?.body;
  if (!node?.loc || text === undefined) return undefined;
  return pathTo(text, node);
}

/** Names on the way to a node of the document: of the argument and the fields of its object; of the field when there is no argument. */
function pathTo(text: string, { kind, loc }: ASTNode): string | undefined {
  let path: string | undefined;
  const names: string[] = [];
  const named = new Set<string>([Kind.ARGUMENT, Kind.OBJECT_FIELD]);
  visit(parse(text), {
    enter(node) {
      if (named.has(node.kind) && 'name' in node && node.name) names.push(node.name.value);
      if (path !== undefined || node.kind !== kind || node.loc?.start !== loc?.start) return;
      path = names.join('.') || (node.kind === Kind.FIELD ? node.name.value : undefined);
    },
    leave(node) {
      if (named.has(node.kind)) names.pop();
    },
  });
  return path;
}
