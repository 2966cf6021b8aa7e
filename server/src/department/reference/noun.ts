import type { ClassType } from 'type-graphql';
import type { Context, Row } from '../../context.ts';

/** A noun that others refer to: its table and how a row becomes the GraphQL object. */
export interface Noun<Node> {
  table: string;
  type: ClassType<Node & object>;
  /** GraphQL name of the list, for example `teams` */
  many: string;
  /** GraphQL name of one, for example `team` */
  one: string;
  fromRow: (row: Row) => Node;
}

/** Loads one by id through the request's loader: however many are asked for in a tick, it is one statement. */
export async function loadNoun<Node>(
  ctx: Context,
  noun: Noun<Node>,
  id: string | null | undefined,
): Promise<Node | null> {
  if (id === null || id === undefined) return null;
  const row = await ctx.load(noun.table, id);
  return row && noun.fromRow(row);
}
