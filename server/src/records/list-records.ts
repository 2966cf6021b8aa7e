import type { Context, Row as TableRow } from '../context.ts';
import { type Page, pageOf } from '../lib/connection.ts';
import { checkedId } from '../lib/decimal-id.ts';
import type { Direction } from '../lib/direction.ts';
import { isPlace } from '../lib/keyset.ts';
import { Refusal } from '../lib/refusal.ts';
import { type Fragment, join, raw, sql } from '../lib/sql.ts';
import { isKeepable } from '../lib/text.ts';
import type { AnyRecord } from './define-record.ts';
import { ensureAskable } from './ensure-askable.ts';
import { columnOf, type Field } from './field.ts';
import { conditions, inWords } from './record-conditions.ts';
import { castOf } from './stored.ts';

/** What a list is asked: all conditions together; a list means any of it. */
export interface ListAsked {
  where: Readonly<Record<string, unknown>> | null | undefined;
  orderBy: { by: string; direction: Direction } | null | undefined;
  first: number;
  after: string | null | undefined;
}

/** A page of rows the viewer may see, and how many there are; one statement whatever the size of the page. */
export async function listRecords(ctx: Context, record: AnyRecord, asked: ListAsked): Promise<Page<{ id: string }>> {
  ensureAskable(ctx.access, record, asked);
  const { by, direction } = asked.orderBy ?? record.order ?? { by: 'id', direction: 'ASC' as const };
  const field = record.fields[by] as Field | undefined;
  const column = field ? columnOf(by, field) : 'id';
  const cast = field ? castOf(field) : 'bigint';
  const table = raw(record.table);
  const fits = sql`${conditions(record, asked.where ?? {}, ctx)} and ${beside(ctx, record, asked.where ?? {})} and ${ctx.access.rows('read', record.name, 't')}`;
  const onwards = asked.after ? beyond(asked.after, column, cast, direction) : sql`true`;
  const way = raw(direction);
  const place = cast === 'text' ? sql`t.${raw(column)} ${inWords}` : raw(`t.${column}`);
  const rows = await ctx.database.app.query<TableRow & { total: string; place: string }>(sql`/* list-${table} */
    select p.*, n.total from (select count(*) as total from ${table} t where ${fits}) n
    left join lateral (
      select t.*, t.${raw(column)}::text as place from ${table} t where ${fits} and ${onwards}
      order by ${place} ${way}, t.id ${way} limit ${asked.first + 1}
    ) p on true`);
  const places = new Map(rows.map((row) => [String(row.id), row.place]));
  const nodes = rows.filter((row) => row.id !== null).map((row) => record.fromRow(row) as { id: string });
  const cursorOf = ({ id }: { id: string }): string => (column === 'id' ? id : cursor(places.get(id) ?? '', id));
  return pageOf(nodes, asked.first, Number(rows[0]?.total ?? 0), cursorOf);
}

/** The conditions of filters that are no fields. */
function beside(ctx: Context, { filters = {} }: AnyRecord, where: Readonly<Record<string, unknown>>): Fragment {
  const given = Object.entries(filters).filter(([name]) => where[name] !== null && where[name] !== undefined);
  const parts = given.map(([name, filter]) => filter.condition(where[name] as never, ctx));
  return parts.length > 0 ? join(parts, ' and ') : sql`true`;
}

function cursor(place: string, id: string): string {
  return Buffer.from(JSON.stringify([place, id])).toString('base64url');
}

/** What comes after a cursor; one that is none is refused. */
function beyond(after: string, column: string, cast: string, direction: Direction): Fragment {
  const than = raw(direction === 'ASC' ? '>' : '<');
  if (column === 'id') return sql`t.id ${than} ${checkedId(after, 'after')}::bigint`;
  const [place, id] = decode(after);
  if (!isOf(cast, place)) throw refuseCursor();
  const words = cast === 'text' ? inWords : raw('');
  return sql`(t.${raw(column)} ${words}, t.id) ${than} (${place}::${raw(cast)}, ${id}::bigint)`;
}

/** Whether a text is what PostgreSQL may have written for a value of a type; texts are anything it keeps. */
function isOf(cast: string, place: string): boolean {
  if (cast === 'bigint' || cast === 'date' || cast === 'timestamptz') return isPlace(place, cast);
  if (cast === 'numeric') return /^-?\d{1,30}(\.\d{1,30})?$/.test(place);
  return cast === 'boolean' ? /^(true|false)$/.test(place) : isKeepable(place);
}

function decode(after: string): [place: string, id: string] {
  try {
    const [place, id] = JSON.parse(Buffer.from(after, 'base64url').toString()) as unknown[];
    if (typeof place === 'string' && typeof id === 'string') return [place, checkedId(id, 'after')];
  } catch {
    // falls through: no cursor of ours
  }
  throw refuseCursor();
}

function refuseCursor(): Refusal {
  return Refusal.badInput('after', 'the endCursor of an earlier page in the same order');
}
