import type { Context } from '../../context.ts';
import { checkedFirst, type Page, pageOf } from '../../lib/connection.ts';
import { checkedId } from '../../lib/decimal-id.ts';
import { Refusal } from '../../lib/refusal.ts';
import { sql } from '../../lib/sql.ts';
import { type Day, dayOf } from '../../lib/zone.ts';
import { begunMonth } from '../checked-month.ts';
import { noteViewing, openPay } from '../open-pay.ts';
import { readSheets } from './read-sheets.ts';
import type { Sheet } from './sheet.ts';

/** A month of somebody's pay: one's own unless told. Refuses others' to whoever may not see them; looking at others' is noted. */
export async function readPay(ctx: Context, given: { employeeId: string | null; month: Day }): Promise<Sheet> {
  const month = begun(ctx, given.month);
  const id = given.employeeId === null ? ctx.viewer.employeeId : checkedId(given.employeeId, 'employeeId');
  if (id === null) throw Refusal.badInput('employeeId', 'whose pay: you are none of the employees');
  if (!ctx.access.allows('read', 'Pay', { ownerId: id })) {
    throw new Refusal('FORBIDDEN', 'employeeId: what others are paid is not for you to see', { field: 'employeeId' });
  }
  const [known] = await ctx.database.app.query(sql`/* employee-paid */ select from employee where id = ${id}`);
  if (!known) throw Refusal.notFound('employeeId', 'employee', id);
  await noteViewing(ctx, 'viewPay', { employeeIds: [id], from: month });
  const [sheet] = await readSheets(ctx, [id], month);
  if (!sheet) throw new Error(`no pay for employee ${id}`);
  return sheet;
}

/** The month of everybody whose pay the viewer may see and who is paid by a scheme by then, or of a department: a fixed number of statements. */
export async function listPay(
  ctx: Context,
  given: { month: Day; departmentId: string | null; first: number | null; after: string | null },
): Promise<Page<Sheet>> {
  const month = begun(ctx, given.month);
  const first = checkedFirst(given.first);
  const after = given.after === null ? '0' : checkedId(given.after, 'after');
  const departmentId = given.departmentId === null ? null : checkedId(given.departmentId, 'departmentId');
  const found = sql`select distinct a.employee_id as id from pay_assignment a join employee e on e.id = a.employee_id
      left join team t on t.id = e.team_id
    where a.month <= ${month} and (${departmentId}::bigint is null or t.department_id = ${departmentId}::bigint)`;
  const [people] = await openPay(ctx.database.app, ctx, (tx) =>
    tx.query<{ ids: string[]; all: string }>(sql`/* people-of-pay */ with found as (${found})
      select (select count(*) from found) as all, array(select id::text from found where id > ${after}::bigint
        order by id limit ${first + 1}) as ids`),
  );
  const ids = people?.ids ?? [];
  const shown = ids.slice(0, first);
  await noteViewing(ctx, 'viewPay', { employeeIds: shown, from: month });
  const page = pageOf(
    await readSheets(ctx, shown, month),
    first,
    Number(people?.all ?? 0),
    ({ employeeId }) => employeeId,
  );
  return { ...page, pageInfo: { ...page.pageInfo, hasNextPage: ids.length > first } };
}

function begun(ctx: Context, month: Day): Day {
  return begunMonth(month, dayOf(ctx.clock.now(), ctx.settings.timeZone), 'month');
}
