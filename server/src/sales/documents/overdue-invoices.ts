import type { Context, Row } from '../../context.ts';
import { type Page, pageOf } from '../../lib/connection.ts';
import { placeCursor, readCursor } from '../../lib/keyset.ts';
import { sql } from '../../lib/sql.ts';
import { documentNoun } from './document.ts';

/** Invoices that should have been paid by now and are not, the longest overdue first; one statement. */
export async function overdueInvoices(ctx: Context, first: number, after: string | null): Promise<Page<object>> {
  const overdue = sql`t.kind = 'invoice' and not t.settled and t.ended_at is null and t.issued_at is not null
    and t.pay_by < ${ctx.clock.now()} and ${ctx.access.rows('read', documentNoun.name, 't')}`;
  const from = after === null ? null : readCursor(after, 'timestamptz');
  const onwards = from ? sql`(t.pay_by, t.id) > (${from.place}::timestamptz, ${from.id}::bigint)` : sql`true`;
  const rows = await ctx.database.app.query<Row & { total: string; place: string }>(sql`/* overdue-invoices */
    select p.*, n.total from (select count(*) as total from document t where ${overdue}) n
    left join lateral (
      select t.*, t.pay_by::text as place from document t where ${overdue} and ${onwards} order by t.pay_by, t.id limit ${first + 1}
    ) p on true`);
  const places = new Map(rows.map((row) => [String(row.id), row.place]));
  const nodes = rows.filter((row) => row.id !== null).map((row) => documentNoun.fromRow(row) as { id: string });
  return pageOf(nodes, first, Number(rows[0]?.total ?? 0), ({ id }) => placeCursor(places.get(id) ?? '', id));
}
