import type { Context } from '../context.ts';
import type { Queryable, Transaction } from '../database/database.ts';
import { Refusal } from '../lib/refusal.ts';
import { type Fragment, sql } from '../lib/sql.ts';
import { checkInput } from '../records/check-input.ts';
import { planNoun } from './plan.ts';

/** Whose a plan is: one of them, or nobody's in particular, which is the whole house. */
export interface Whose {
  departmentId: string | null;
  teamId: string | null;
  employeeId: string | null;
}

export const house: Whose = { departmentId: null, teamId: null, employeeId: null };

type Given = { [Key in keyof Whose]?: string | null };

/** Checks whose a plan is to be. Refuses more than one, what does not exist and what has ended. */
export async function checkedWhose(tx: Transaction, ctx: Context, input: Given): Promise<Whose> {
  const whose: Whose = {
    departmentId: input.departmentId ?? null,
    teamId: input.teamId ?? null,
    employeeId: input.employeeId ?? null,
  };
  const named = (Object.keys(whose) as (keyof Whose)[]).filter((key) => whose[key] !== null);
  if (named.length > 1) {
    throw Refusal.badInput(`input.${named[1]}`, 'at most one of departmentId, teamId, employeeId');
  }
  const { department, team, employee } = planNoun.fields;
  const given = Object.fromEntries(named.map((key) => [key, whose[key]]));
  await checkInput({ department, team, employee }, given, { tx, ctx, before: {} });
  return whose;
}

/** Refuses whoever does not answer for it: a head of sales sets plans within the own department. */
export async function ensureAnswersFor(db: Queryable, ctx: Context, verb: string, whose: Whose): Promise<void> {
  if (ctx.access.reachesAll(verb, 'Plan')) return;
  const [row] = await db.query<{ department: string | null }>(sql`/* department-of-plan */
    select ${departmentOf(sql`(select ${whose.departmentId}::bigint as department_id, ${whose.teamId}::bigint as team_id,
      ${whose.employeeId}::bigint as employee_id)`)} as department`);
  const field = (Object.keys(whose) as (keyof Whose)[]).find((key) => whose[key] !== null) ?? 'departmentId';
  ctx.access.ensureValues(verb, { departmentId: row?.department ?? null }, `input.${field}`);
}

/** The department that a plan belongs to, of a source of one row that says whose it is: of a team its own, of a person the team's. */
function departmentOf(source: Fragment): Fragment {
  return sql`(select coalesce(p.department_id, t.department_id) from ${source} p
    left join employee e on e.id = p.employee_id left join team t on t.id = coalesce(p.team_id, e.team_id))`;
}

/** Plans of exactly the same, as a condition on the alias `p`. */
export function theirs(whose: Whose): Fragment {
  return sql`(p.department_id is not distinct from ${whose.departmentId}::bigint
    and p.team_id is not distinct from ${whose.teamId}::bigint and p.employee_id is not distinct from ${whose.employeeId}::bigint)`;
}
