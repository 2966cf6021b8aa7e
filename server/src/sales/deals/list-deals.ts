import { Field, ID, InputType } from 'type-graphql';
import type { Context, Row } from '../../context.ts';
import { type Page, pageOf } from '../../lib/connection.ts';
import { checkedId } from '../../lib/decimal-id.ts';
import { Refusal } from '../../lib/refusal.ts';
import { type Fragment, join, sql } from '../../lib/sql.ts';
import { isKeepable } from '../../lib/text.ts';
import { type Deal, DealStatusEnum, dealNoun } from './deal.ts';

@InputType({ description: 'Which deals: all conditions together; a list means any of it.' })
export class DealFilter {
  @Field(() => [DealStatusEnum], { nullable: true })
  status?: DealStatusEnum[] | null;

  @Field(() => [ID], { nullable: true })
  owner?: string[] | null;

  @Field(() => [ID], { nullable: true })
  client?: string[] | null;

  @Field(() => [ID], { nullable: true })
  pipeline?: string[] | null;

  @Field(() => [ID], { nullable: true })
  stage?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'ids in another system' })
  externalId?: string[] | null;
}

const mostIds = 1000;

function conditions(where: DealFilter): Fragment {
  const parts: Fragment[] = [sql`true`];
  if (where.status) parts.push(sql`status = any(${where.status}::deal_status[])`);
  if (where.externalId) parts.push(sql`external_id = any(${keepable(where.externalId)}::text[])`);
  const ids = (name: 'owner' | 'client' | 'pipeline' | 'stage') =>
    bounded(where[name] ?? [], `where.${name}`).map((id, i) => checkedId(id, `where.${name}.${i}`));
  if (where.owner) parts.push(sql`owner_id = any(${ids('owner')}::bigint[])`);
  if (where.client) parts.push(sql`client_id = any(${ids('client')}::bigint[])`);
  if (where.pipeline) parts.push(sql`pipeline_id = any(${ids('pipeline')}::bigint[])`);
  if (where.stage) parts.push(sql`stage_id = any(${ids('stage')}::bigint[])`);
  return join(parts, ' and ');
}

function bounded(list: string[], field: string): string[] {
  if (list.length > mostIds) throw Refusal.badInput(field, `at most ${mostIds} values`, { got: list.length });
  return list;
}

function keepable(externalIds: string[]): string[] {
  if (bounded(externalIds, 'where.externalId').every(isKeepable)) return externalIds;
  throw Refusal.badInput('where.externalId', 'texts of whole characters, without U+0000');
}

/** A page of deals, the latest opened first; one statement whatever the size of the page. */
export async function readDeals(
  ctx: Context,
  where: DealFilter,
  first: number,
  after: string | null,
): Promise<Page<Deal>> {
  const fits = sql`${conditions(where)} and ${ctx.access.rows('read', 'Deal', 'deal')}`;
  const position = after === null ? null : decodeCursor(after);
  const onwards =
    position === null ? sql`true` : sql`(opened_at, id) < (${position.openedAt}::timestamptz, ${position.id}::bigint)`;
  const rows = await ctx.database.app.query<Row & { total: string }>(sql`/* list-deals */
    select d.*, n.total from (select count(*) as total from deal where ${fits}) n
    left join lateral (
      select * from deal where ${fits} and ${onwards} order by opened_at desc, id desc limit ${first + 1}
    ) d on true`);
  const deals = rows.filter((row) => row.id !== null).map(dealNoun.fromRow);
  return pageOf(deals, first, Number(rows[0]?.total ?? 0), (deal) => encodeCursor(deal));
}

function encodeCursor(deal: Deal): string {
  return Buffer.from(`${deal.openedAt.toISOString()} ${deal.id}`).toString('base64url');
}

function decodeCursor(cursor: string): { openedAt: string; id: string } {
  const [, openedAt, id] =
    /^(\d{4}-\d\d-\d\dT[\d:.]+Z) (\d{1,18})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (!openedAt || !id || Number.isNaN(Date.parse(openedAt)) || openedAt < '1900') {
    throw Refusal.badInput('after', 'the endCursor of an earlier page');
  }
  return { openedAt, id };
}
