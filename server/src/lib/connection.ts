import { type ClassType, Field, Int, ObjectType } from 'type-graphql';
import { Refusal } from './refusal.ts';

/** Relay's page information. */
@ObjectType({ description: 'Where a page of a list ends, after the Relay connection specification.' })
export class PageInfo {
  @Field(() => Boolean, { description: 'whether more items follow' })
  hasNextPage!: boolean;

  @Field(() => String, { nullable: true, description: 'pass as `after` to get the next page' })
  endCursor!: string | null;
}

/** One page of a list. */
export interface Page<Node> {
  nodes: Node[];
  totalCount: number;
  pageInfo: PageInfo;
}

const connections = new Map<string, ClassType<Page<object>>>();

/** The connection type of a noun: `TeamConnection { nodes, edges, pageInfo, totalCount }`; the same one wherever it is asked for. */
export function connectionOf<Node extends object>(node: ClassType<Node>, name: string): ClassType<Page<Node>> {
  const known = connections.get(name);
  if (known) return known as ClassType<Page<Node>>;
  @ObjectType(`${name}Edge`)
  class Edge {
    @Field(() => node)
    node!: Node;

    @Field(() => String)
    cursor!: string;
  }

  @ObjectType(`${name}Connection`, { description: 'A page of a list, after the Relay connection specification.' })
  class Connection implements Page<Node> {
    @Field(() => [node], { description: 'the items of this page' })
    nodes!: Node[];

    @Field(() => [Edge], { description: 'the same items, each with its cursor' })
    edges!: Edge[];

    @Field(() => PageInfo)
    pageInfo!: PageInfo;

    @Field(() => Int, { description: 'how many items the whole list has' })
    totalCount!: number;
  }
  connections.set(name, Connection);
  return Connection;
}

/** How many items a page holds when the question does not say, and at most. */
export const pageSize = { default: 50, most: 500 };

/** Checks `first`; refuses what is not a whole number from 1 to 500. */
export function checkedFirst(first: number | null | undefined): number {
  const size = first ?? pageSize.default;
  if (!Number.isInteger(size) || size < 1 || size > pageSize.most) {
    throw Refusal.badInput('first', `a whole number from 1 to ${pageSize.most}`, { got: size });
  }
  return size;
}

/** Builds a page from one item more than was asked for. */
export function pageOf<Node>(
  nodes: Node[],
  first: number,
  totalCount: number,
  cursor: (node: Node) => string,
): Page<Node> {
  const page = nodes.slice(0, first);
  const edges = page.map((node) => ({ node, cursor: cursor(node) }));
  const pageInfo = { hasNextPage: nodes.length > first, endCursor: edges.at(-1)?.cursor ?? null };
  return { nodes: page, edges, pageInfo, totalCount } as Page<Node>;
}
