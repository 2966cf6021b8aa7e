import type { Transaction } from '../database/database.ts';
import { checkedId } from '../lib/decimal-id.ts';
import { Refusal } from '../lib/refusal.ts';
import { type Fragment, sql } from '../lib/sql.ts';
import type { PlanRow } from './plan.ts';
import { house, type Whose } from './whose.ts';

/** Among whom a plan is split. */
export const splitBys = ['DEPARTMENT', 'TEAM', 'EMPLOYEE'] as const;
export type SplitBy = (typeof splitBys)[number];

export interface Member {
  id: string;
  whose: Whose;
}

const mostMembers = 500;
const keys = { DEPARTMENT: 'departmentId', TEAM: 'teamId', EMPLOYEE: 'employeeId' } as const;

/**
 * Those among whom a plan is split: the house's departments, a department's teams or people, a team's people; who has left before its period is not
 * one of them. `ids`: only these, in this order; each must be one.
 */
export async function membersOf(
  tx: Transaction,
  whole: PlanRow,
  by: SplitBy,
  ids: readonly string[] | null,
  field: string,
): Promise<Member[]> {
  const rows = await tx.query<{ id: string }>(
    sql`/* members-of-plan */ ${below(whole, by)} order by 1 limit ${mostMembers + 1}`,
  );
  if (rows.length > mostMembers) throw Refusal.badInput('input.by', `at most ${mostMembers} parts`, { got: by });
  const known = rows.map(({ id }) => id);
  if (ids && new Set(ids).size < ids.length) throw Refusal.badInput(field, 'each of them once');
  const chosen = ids?.map((id, i) => {
    const path = field === 'input.parts' ? `${field}.${i}.id` : `${field}.${i}`;
    if (known.includes(checkedId(id, path))) return id;
    throw Refusal.badInput(path, `a ${by.toLowerCase()} below whom the plan is for, at work in its period`, {
      got: id,
    });
  });
  const members = chosen ?? known;
  if (members.length === 0) {
    throw Refusal.refused('NOBODY_BELOW', `input.by: there is no ${by.toLowerCase()} to split it among`, {
      field: 'input.by',
    });
  }
  return members.map((id) => ({ id, whose: { ...house, [keys[by]]: id } }));
}

function below({ departmentId, teamId, employeeId, month }: PlanRow, by: SplitBy): Fragment {
  const atWork = sql`e.ended_at is null and (e.left_on is null or e.left_on > ${month}::date)`;
  if (employeeId === null && by === 'EMPLOYEE' && teamId !== null) {
    return sql`select e.id from employee e where e.team_id = ${teamId} and ${atWork}`;
  }
  if (departmentId !== null && by === 'EMPLOYEE') {
    return sql`select e.id from employee e join team t on t.id = e.team_id where t.department_id = ${departmentId} and ${atWork}`;
  }
  if (departmentId !== null && by === 'TEAM') {
    return sql`select t.id from team t where t.department_id = ${departmentId} and t.ended_at is null`;
  }
  if (departmentId === null && teamId === null && employeeId === null && by === 'DEPARTMENT') {
    return sql`select d.id from department d where d.ended_at is null`;
  }
  throw Refusal.badInput('input.by', 'DEPARTMENT of the house, TEAM or EMPLOYEE of a department, EMPLOYEE of a team', {
    got: by,
  });
}
