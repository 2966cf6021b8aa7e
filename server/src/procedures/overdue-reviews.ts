import type { Context, Row } from '../context.ts';
import { type Page, pageOf } from '../lib/connection.ts';
import { placeCursor, readCursor } from '../lib/keyset.ts';
import { sql } from '../lib/sql.ts';
import { today } from './next-review.ts';
import { procedureNoun } from './procedure.ts';

/** Procedures that should have been reviewed before today, the longest overdue first; one statement. */
export async function overdueReviews(ctx: Context, first: number, after: string | null): Promise<Page<object>> {
  const overdue = sql`t.ended_at is null and t.review_on < ${today(ctx)}::date and ${ctx.access.rows('read', procedureNoun.name, 't')}`;
  const from = after === null ? null : readCursor(after, 'date');
  const onwards = from ? sql`(t.review_on, t.id) > (${from.place}::date, ${from.id}::bigint)` : sql`true`;
  const rows = await ctx.database.app.query<Row & { total: string; review_on: string }>(sql`/* overdue-reviews */
    select p.*, n.total from (select count(*) as total from procedure t where ${overdue}) n
    left join lateral (
      select t.* from procedure t where ${overdue} and ${onwards} order by t.review_on, t.id limit ${first + 1}
    ) p on true`);
  const places = new Map(rows.map((row) => [String(row.id), row.review_on]));
  const nodes = rows.filter((row) => row.id !== null).map((row) => procedureNoun.fromRow(row) as { id: string });
  return pageOf(nodes, first, Number(rows[0]?.total ?? 0), ({ id }) => placeCursor(places.get(id) ?? '', id));
}
