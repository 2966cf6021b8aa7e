import DataLoader from 'dataloader';
import type { ClassType } from 'type-graphql';
import { type Fence, fenced } from '../access/fence.ts';
import type { Context, Row } from '../context.ts';
import { type Fragment, raw, sql } from '../lib/sql.ts';

/** A noun that others refer to: its table and how a row becomes the GraphQL object. */
export interface Noun<Node> {
  table: string;
  type: ClassType<Node & object>;
  /** GraphQL name of the list, for example `teams` */
  many: string;
  /** GraphQL name of one, for example `team` */
  one: string;
  fromRow: (row: Row) => Node;
  /** row-level security keeps its rows: they are looked at through this door only */
  fence?: Fence;
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
  const row = noun.fence ? await loadFenced(ctx, noun, noun.fence, id) : await ctx.load(noun.table, id, rows);
  return row && noun.fromRow(row);
}

const fencedLoaders = new WeakMap<Context, Map<string, DataLoader<string, Row | null>>>();

/** Whatever names it, what stands behind a fence is shown to those who may read it themselves. */
function loadFenced(ctx: Context, { table, type }: Noun<unknown>, fence: Fence, id: string): Promise<Row | null> {
  const loaders = fencedLoaders.get(ctx) ?? new Map<string, DataLoader<string, Row | null>>();
  fencedLoaders.set(ctx, loaders);
  const loader = loaders.get(table) ?? new DataLoader(rowsOf, { maxBatchSize: 1000, cache: false });
  loaders.set(table, loader);
  return loader.load(id);

  async function rowsOf(ids: readonly string[]): Promise<(Row | null)[]> {
    const found = await fenced(ctx.database.app, ctx, { fence }, (tx) =>
      tx.query<Row>(sql`/* load-fenced-${raw(table)} */ select t.* from ${raw(table)} t
        where t.id = any(${[...new Set(ids)]}::bigint[]) and ${ctx.access.rows('read', type.name, 't')}`),
    );
    const byId = new Map(found.map((row) => [String(row.id), row]));
    return ids.map((each) => byId.get(each) ?? null);
  }
}
