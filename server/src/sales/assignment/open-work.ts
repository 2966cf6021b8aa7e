import { type Fragment, join, raw, sql } from '../../lib/sql.ts';

/** What counts as work in hand, one each: clients somebody answers for, open deals, open leads. */
const kinds = [
  { owner: 'owner_id', from: 'client where ended_at is null' },
  { owner: 'owner_id', from: "deal where status = 'open'" },
  { owner: 'employee_id', from: "lead where ended_at is null and status in ('new', 'answered', 'qualified')" },
] as const;

/** Rows of `employee_id` and `n`: the work of these people in hand, kind by kind; without ids everybody's. */
export function openWork(employeeIds: readonly string[] | null): Fragment {
  const counts = kinds.map(({ owner, from }) => {
    const theirs =
      employeeIds === null ? raw(`${owner} is not null`) : sql`${raw(owner)} = any(${[...employeeIds]}::bigint[])`;
    return sql`select ${raw(owner)} as employee_id, count(*) as n from ${raw(from)} and ${theirs} group by 1`;
  });
  return join(counts, ' union all ');
}
