import type { Context } from '../../context.ts';
import { checkedFirst, type Page, pageOf } from '../../lib/connection.ts';
import { checkedId } from '../../lib/decimal-id.ts';
import { sql } from '../../lib/sql.ts';
import type { Day } from '../../lib/zone.ts';
import { openPay } from '../open-pay.ts';

/** How somebody is paid from a month on, as its row tells it; the salary in minor units. */
export interface AssignmentRow {
  id: string;
  employeeId: string;
  month: Day;
  schemeId: string | null;
  salary: number | null;
  madeAt: Date;
}

type Read = Omit<AssignmentRow, 'salary' | 'madeAt'> & { salary: string | null; madeAt: Date | string };

function told({ salary, madeAt, ...row }: Read): AssignmentRow {
  return { ...row, salary: salary === null ? null : Number(salary), madeAt: new Date(madeAt) };
}

const columns = sql`a.id::text as id, a.employee_id::text as "employeeId", a.month, a.scheme_id::text as "schemeId",
  a.salary::text as salary, a.made_at as "madeAt"`;

/** The assignments the viewer may see, the one told last first. */
export async function listAssignments(
  ctx: Context,
  given: { employeeId: string | null; first: number | null; after: string | null },
): Promise<Page<AssignmentRow>> {
  const first = checkedFirst(given.first);
  const before = given.after === null ? null : checkedId(given.after, 'after');
  const employeeId = given.employeeId === null ? null : checkedId(given.employeeId, 'employeeId');
  const where = sql`(${employeeId}::bigint is null or a.employee_id = ${employeeId}::bigint) and ${ctx.access.rows('read', 'Pay', 'a')}`;
  const [found] = await openPay(ctx.database.app, ctx, (tx) =>
    tx.query<{ all: string; page: Read[] }>(sql`/* pay-assignments */ select
      (select count(*) from pay_assignment a where ${where}) as all,
      (select coalesce(json_agg(p), '[]') from (select ${columns} from pay_assignment a
        where ${where} and (${before}::bigint is null or a.id < ${before}::bigint) order by a.id desc limit ${first + 1}) p) as page`),
  );
  return pageOf((found?.page ?? []).map(told), first, Number(found?.all ?? 0), ({ id }) => id);
}

/** One assignment, if the viewer may see it. */
export async function readAssignment(ctx: Context, id: string): Promise<AssignmentRow | null> {
  const [row] = await openPay(ctx.database.app, ctx, (tx) =>
    tx.query<Read>(sql`/* pay-assignment */ select ${columns} from pay_assignment a
      where a.id = ${id} and ${ctx.access.rows('read', 'Pay', 'a')}`),
  );
  return row ? told(row) : null;
}
