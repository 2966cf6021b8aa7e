import { type Fragment, raw, sql } from '../lib/sql.ts';

/**
 * The accounts `a` of an employee: theirs now, or theirs before and by now of nobody who works here. Whoever had an account knows its password;
 * one that was given to a colleague is the colleague's.
 */
export function accountsOf(employeeId: string): Fragment {
  return sql`(a.employee_id = ${employeeId} or (${employeeId}::bigint = any(a.former_employees)
    and not exists (select from employee e where e.id = a.employee_id and e.ended_at is null)))`;
}

/** What `former_employees` of an account becomes when it passes from one to another: nobody is forgotten, nobody stands there twice. */
export function formerEmployees(before: string | null, after: string | null): Fragment {
  if (before === null || before === after) return raw('former_employees');
  return sql`array_remove(former_employees, ${before}::bigint) || ${before}::bigint`;
}
