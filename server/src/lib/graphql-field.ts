import { type ASTNode, type GraphQLError, Kind, parse, type Source, visit } from 'graphql';

/**
 * Which input an error of GraphQL itself is about, as the path a person would write: `period.named`, or the field that does not exist.
 * Undefined when it is about the document as a whole.
 */
export function fieldOf(error: GraphQLError): string | undefined {
  const variable = /^Variable "\$([^"]+)"/.exec(error.message)?.[1];
  if (variable !== undefined) return / at "([^"]+)"/.exec(error.message)?.[1] ?? variable;
  const [node] = error.nodes ?? [];
  const { source } = error;
  if (!node?.loc || source === undefined) return undefined;
  let paths = known.get(source);
  if (!paths) known.set(source, (paths = pathsOf(source)));
  return paths.get(placeOf(node));
}

/** Of one text: it may have a hundred errors, and reading a long one a hundred times would stop the server for a second. */
const known = new WeakMap<Source, ReadonlyMap<string, string>>();

function placeOf({ kind, loc }: ASTNode): string {
  return `${kind} ${loc?.start}`;
}

/** Names on the way to every node of the document: of the argument and the fields of its object; of the field when there is no argument. */
function pathsOf(source: Source): ReadonlyMap<string, string> {
  const paths = new Map<string, string>();
  const names: string[] = [];
  const named = new Set<string>([Kind.ARGUMENT, Kind.OBJECT_FIELD]);
  visit(parse(source), {
    enter(node) {
      if (named.has(node.kind) && 'name' in node && node.name) names.push(node.name.value);
      const path = names.join('.') || (node.kind === Kind.FIELD ? node.name.value : '');
      if (path !== '' && !paths.has(placeOf(node))) paths.set(placeOf(node), path);
    },
    leave(node) {
      if (named.has(node.kind)) names.pop();
    },
  });
  return paths;
}
