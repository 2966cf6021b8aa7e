import { Arg, type ClassType, Ctx, ID, Int, Query, Resolver } from 'type-graphql';
import type { Context, Row } from '../../context.ts';
import { checkedFirst, connectionOf, type Page, pageOf } from '../../lib/connection.ts';
import { checkedId } from '../../lib/decimal-id.ts';
import { raw, sql } from '../../lib/sql.ts';
import { loadNoun, type Noun } from '../../records/noun.ts';

/** The two questions every noun answers: a page of all of them, and one by id. */
export function referenceResolver<Node extends { id: string }>(noun: Noun<Node>): ClassType<object> {
  const connection = connectionOf(noun.type, noun.type.name);

  @Resolver(() => noun.type)
  class ReferenceResolver {
    @Query(() => connection, {
      name: noun.many,
      description: 'All of them, in the order they were added; ended ones too.',
    })
    page(
      @Arg('first', () => Int, { nullable: true, description: 'items on the page: 50 unless told, at most 500' }) first:
        | number
        | null,
      @Arg('after', () => String, { nullable: true, description: 'the cursor of the item before the page' }) after:
        | string
        | null,
      @Ctx() ctx: Context,
    ): Promise<Page<Node>> {
      return readPage(ctx, noun, checkedFirst(first), after);
    }

    @Query(() => noun.type, { name: noun.one, nullable: true, description: 'One by id; null when there is none.' })
    one(@Arg('id', () => ID) id: string, @Ctx() ctx: Context): Promise<Node | null> {
      return loadNoun(ctx, noun, checkedId(id, 'id'));
    }
  }
  return ReferenceResolver;
}

async function readPage<Node extends { id: string }>(
  ctx: Context,
  noun: Noun<Node>,
  size: number,
  after: string | null | undefined,
): Promise<Page<Node>> {
  const from = after ? checkedId(after, 'after') : '0';
  const table = raw(noun.table);
  const theirs = ctx.access.rows('read', noun.type.name, noun.table);
  const rows = await ctx.database.app.query<Row & { total: string }>(sql`/* page-of-${table} */
    select t.*, n.total from (select count(*) as total from ${table} where ${theirs}) n
    left join lateral (select * from ${table} where id > ${from}::bigint and ${theirs} order by id limit ${size + 1}) t on true`);
  const nodes = rows.filter((row) => row.id !== null).map(noun.fromRow);
  return pageOf(nodes, size, Number(rows[0]?.total ?? 0), (node) => node.id);
}
