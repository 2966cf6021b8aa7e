import type { Transaction } from '../../database/database.ts';
import { sql } from '../../lib/sql.ts';
import type { Day } from '../../lib/zone.ts';

/** Whose pay a closing is about, and how things stand. */
export interface Scope {
  /** the closing of that month and department, if there has been one */
  closing: string | null;
  /** who is paid by a scheme by then and whose month is open */
  open: string[];
  /** the earliest month before it that is open for any of those who are paid by then; null: all are closed */
  earlier: Day | null;
  /** something else once anything about pay has changed */
  state: string;
}

/** Reads whose pay a closing is about; within the door of pay. `departmentId`: null is the whole house. */
export async function readScope(tx: Transaction, month: Day, departmentId: string | null): Promise<Scope> {
  const [scope] = await tx.query<Scope>(sql`/* pay-scope */ with people as (
      select a.employee_id as id, min(a.month) as since from pay_assignment a join employee e on e.id = a.employee_id
        left join team t on t.id = e.team_id
      where a.month <= ${month}::date and (${departmentId}::bigint is null or t.department_id = ${departmentId}::bigint)
      group by a.employee_id)
    select (select m.id::text from pay_month m where m.month = ${month}::date
        and m.department_id is not distinct from ${departmentId}::bigint) as closing,
      array(select p.id::text from people p where not exists (select from pay_sheet s
        where s.employee_id = p.id and s.month = ${month}::date) order by p.id) as open,
      (select min(m.month)::date from people p
        cross join lateral generate_series(p.since::timestamp, ${month}::timestamp - interval '1 month', interval '1 month') as m(month)
        where not exists (select from pay_sheet s where s.employee_id = p.id and s.month = m.month::date)) as earlier,
      (select concat_ws('/', (select max(id) from pay_sheet), (select max(id) from pay_assignment),
        (select max(id) from pay_scheme_version))) as state`);
  if (!scope) throw new Error('nobody knows whose pay it is');
  return scope;
}
