import type { ClassType } from 'type-graphql';
import type { Context, Row } from '../context.ts';
import type { Fragment } from '../lib/sql.ts';

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

/** Loads one by id, if the viewer may see it. However many are asked for in a tick, it is one statement. */
export function loadNoun<Node>(ctx: Context, noun: Noun<Node>, id: string | null | undefined): Promise<Node | null> {
  const subject = noun.type.name;
  const rows = ctx.access.reachesAll('read', subject) ? undefined : ctx.access.rows('read', subject, 't');
  return load(ctx, noun, id, rows);
}

/**
 * Loads what something names that the viewer may read: whoever sees a deal sees whose it is. Also what a verb has just changed: by then
 * it may be somebody else's.
 */
export function loadRelated<Node>(ctx: Context, noun: Noun<Node>, id: string | null | undefined): Promise<Node | null> {
  return load(ctx, noun, id);
}

async function load<Node>(
  ctx: Context,
  noun: Noun<Node>,
  id: string | null | undefined,
  rows?: Fragment,
): Promise<Node | null> {
  if (id === null || id === undefined) return null;
  const row = await ctx.load(noun.table, id, rows);
  return row && noun.fromRow(row);
}
