import { Field, InputType, registerEnumType } from 'type-graphql';
import type { Context, Row } from '../../context.ts';
import { type Page, pageOf } from '../../lib/connection.ts';
import { type Direction, DirectionEnum } from '../../lib/direction.ts';
import { type Placed, placeCursor, readCursor } from '../../lib/keyset.ts';
import { type Fragment, raw, sql } from '../../lib/sql.ts';
import { type Deal, dealNoun } from './deal.ts';
import { conditions, type DealFilter, rotsAt } from './deal-filter.ts';

export enum DealOrderField {
  openedAt = 'openedAt',
  closedAt = 'closedAt',
  stageSince = 'stageSince',
  expectedCloseAt = 'expectedCloseAt',
  nextStepAt = 'nextStepAt',
  rottingSince = 'rottingSince',
  amount = 'amount',
}
registerEnumType(DealOrderField, { name: 'DealOrderField', description: 'What deals are put in order by.' });

@InputType({ description: 'The order of deals; those without what they are ordered by come last.' })
export class DealOrder {
  @Field(() => DealOrderField)
  by!: DealOrderField;

  @Field(() => DirectionEnum)
  direction!: Direction;
}

const places: Record<DealOrderField, { value: Fragment; type: Placed; required?: true }> = {
  openedAt: { value: raw('d.opened_at'), type: 'timestamptz', required: true },
  closedAt: { value: raw('d.closed_at'), type: 'timestamptz' },
  stageSince: { value: raw('d.stage_since'), type: 'timestamptz', required: true },
  expectedCloseAt: { value: raw('d.expected_close_at'), type: 'timestamptz' },
  nextStepAt: { value: raw('d.next_step_at'), type: 'timestamptz' },
  rottingSince: { value: rotsAt, type: 'timestamptz' },
  amount: { value: raw('d.amount'), type: 'bigint' },
};

/** what stands behind every value: nothing is ever so late, or so much */
const last = {
  timestamptz: { ASC: `'infinity'::timestamptz`, DESC: `'-infinity'::timestamptz` },
  date: { ASC: `'infinity'::date`, DESC: `'-infinity'::date` },
  bigint: { ASC: '999999999999999999', DESC: '-1' },
} as const;

export interface DealsAsked {
  where: DealFilter;
  orderBy: DealOrder | null | undefined;
  first: number;
  after: string | null;
}

/** A page of deals, the latest opened first unless ordered otherwise; one statement whatever the size of the page. */
export async function readDeals(ctx: Context, { where, orderBy, first, after }: DealsAsked): Promise<Page<Deal>> {
  const { by, direction } = orderBy ?? { by: DealOrderField.openedAt, direction: 'DESC' as const };
  const { value, type, required } = places[by];
  const place = required ? value : sql`coalesce(${value}, ${raw(last[type][direction])})`;
  const fits = sql`${conditions(where, ctx.clock.now())} and ${ctx.access.rows('read', 'Deal', 'd')}`;
  const from = after === null ? null : readCursor(after, type);
  const than = raw(direction === 'ASC' ? '>' : '<');
  const onwards = from ? sql`(${place}, d.id) ${than} (${from.place}::${raw(type)}, ${from.id}::bigint)` : sql`true`;
  const way = raw(direction);
  const rows = await ctx.database.app.query<Row & { total: string; place: string }>(sql`/* list-deals */
    select p.*, n.total from (select count(*) as total from deal d where ${fits}) n
    left join lateral (
      select d.*, (${place})::text as place from deal d where ${fits} and ${onwards} order by ${place} ${way}, d.id ${way} limit ${first + 1}
    ) p on true`);
  const known = new Map(rows.map((row) => [String(row.id), row.place]));
  const deals = rows.filter((row) => row.id !== null).map(dealNoun.fromRow);
  return pageOf(deals, first, Number(rows[0]?.total ?? 0), ({ id }) => placeCursor(known.get(id) ?? '', id));
}
