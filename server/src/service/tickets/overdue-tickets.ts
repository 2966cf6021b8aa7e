import type { Context, Row } from '../../context.ts';
import { type Page, pageOf } from '../../lib/connection.ts';
import { checkedId } from '../../lib/decimal-id.ts';
import { Refusal } from '../../lib/refusal.ts';
import { raw, sql } from '../../lib/sql.ts';
import { ticketNoun } from './ticket.ts';

/** The nearest deadline that has not been met; the same expression is indexed. */
const due = raw(
  `(case when t.answered_at is null then least(t.answer_due_at, t.resolve_due_at) else t.resolve_due_at end)`,
);

/** Tickets that should have been answered or resolved by now and are not, the longest overdue first; one statement. */
export async function overdueTickets(ctx: Context, first: number, after: string | null): Promise<Page<{ id: string }>> {
  const now = ctx.clock.now();
  const overdue = sql`t.status <> 'resolved' and t.ended_at is null and ${due} < ${now}
    and ${ctx.access.rows('read', ticketNoun.name, 't')}`;
  const onwards = after ? beyond(after) : sql`true`;
  const rows = await ctx.database.app.query<Row & { total: string; due: Date }>(sql`/* overdue-tickets */
    select p.*, n.total from (select count(*) as total from ticket t where ${overdue}) n
    left join lateral (
      select t.*, ${due} as due from ticket t where ${overdue} and ${onwards} order by ${due}, t.id limit ${first + 1}
    ) p on true`);
  const places = new Map(rows.map((row) => [String(row.id), row.due]));
  const nodes = rows.filter((row) => row.id !== null).map((row) => ticketNoun.fromRow(row) as { id: string });
  return pageOf(nodes, first, Number(rows[0]?.total ?? 0), ({ id }) => cursor(places.get(id), id));
}

function cursor(at: Date | undefined, id: string): string {
  return Buffer.from(`${at?.toISOString()} ${id}`).toString('base64url');
}

function beyond(after: string) {
  const [at = '', id = ''] = Buffer.from(after, 'base64url').toString().split(' ');
  if (!/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(at) || Number.isNaN(Date.parse(at)))
    throw Refusal.badInput('after', 'the endCursor of an earlier page');
  return sql`(${due}, t.id) > (${new Date(at)}, ${checkedId(id, 'after')}::bigint)`;
}
