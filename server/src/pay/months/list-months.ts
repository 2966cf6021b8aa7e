import type { Context } from '../../context.ts';
import { checkedFirst, type Page, pageOf } from '../../lib/connection.ts';
import { floorDay } from '../../lib/period.ts';
import { sql } from '../../lib/sql.ts';
import { type Day, dayOf } from '../../lib/zone.ts';
import { checkedMonth } from '../checked-month.ts';
import { openPay } from '../open-pay.ts';

/** That a month was closed: for a department, or (null) the whole house. */
export interface ClosingTold {
  id: string;
  departmentId: string | null;
  closedAt: Date;
  closedBy: string | null;
}

export interface MonthTold {
  month: Day;
  closings: ClosingTold[];
}

type Read = { month: Day; closings: (Omit<ClosingTold, 'closedAt'> & { closedAt: string })[] };

function told({ month, closings }: Read): MonthTold {
  return { month, closings: closings.map((closing) => ({ ...closing, closedAt: new Date(closing.closedAt) })) };
}

const closings = sql`(select coalesce(json_agg(json_build_object('id', c.id::text, 'departmentId', c.department_id::text,
    'closedAt', c.closed_at, 'closedBy', c.closed_by::text) order by c.id), '[]')
  from pay_month c where c.month = m.month)`;

/** The months of pay, the running one first, back to the first that was closed or that the viewer knows somebody to be paid in. */
export async function listMonths(
  ctx: Context,
  given: { first: number | null; after: string | null },
): Promise<Page<MonthTold>> {
  const first = checkedFirst(given.first);
  const after = given.after === null ? null : checkedMonth(checkedDay(given.after), 'after');
  const running = floorDay(dayOf(ctx.clock.now(), ctx.settings.timeZone), 'MONTH');
  const [found] = await openPay(ctx.database.app, ctx, (tx) =>
    tx.query<{ all: string; page: Read[] }>(sql`/* pay-months */ with months as (
        select s.month::date as month from generate_series(least(${running}::date, (select min(month) from pay_month),
          (select min(a.month) from pay_assignment a where a.scheme_id is not null))::timestamp,
          ${running}::timestamp, interval '1 month') as s(month))
      select (select count(*) from months) as all, (select coalesce(json_agg(p order by p.month desc), '[]') from (
        select m.month, ${closings} as closings from months m where ${after}::date is null or m.month < ${after}::date
        order by m.month desc limit ${first + 1}) p) as page`),
  );
  return pageOf((found?.page ?? []).map(told), first, Number(found?.all ?? 0), ({ month }) => month);
}

/** The month that a closing is of. */
export async function monthOfClosing(ctx: Context, id: string): Promise<MonthTold | null> {
  const [row] = await ctx.database.app.query<Read>(sql`/* pay-month */ select m.month, ${closings} as closings
    from pay_month m where m.id = ${id}`);
  return row ? told(row) : null;
}

function checkedDay(after: string): Day {
  return /^\d{4}-(0\d|1[0-2])-01$/.test(after) ? after : '';
}
