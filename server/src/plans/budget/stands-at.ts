import type { Context } from '../../context.ts';
import type { Queryable } from '../../database/database.ts';
import type { Dimensions } from '../../ledger/dimensions.ts';
import { Refusal } from '../../lib/refusal.ts';
import { sql } from '../../lib/sql.ts';
import { type Day, startOfDay } from '../../lib/zone.ts';

/** For whom money is meant or spent. */
interface ForWhom {
  departmentId: string | null;
  teamId: string | null;
  employeeId?: string | null;
}

const earliest = '1990-01-01';
const latest = '2199-12-31';

/** The instant a day's money stands at in the ledger: when the day begins. Refuses days nobody budgets for. */
export function beginningOf(ctx: Context, day: Day): Date {
  if (day >= earliest && day <= latest) return startOfDay(day, ctx.settings.timeZone);
  throw Refusal.badInput('input.day', `a day from ${earliest} to ${latest}`, { got: day });
}

/**
 * Where money stands, filled in from below: the team of a person, the department of a team, unless told. Refuses a team that is not of the
 * department, and a person who is not of the team.
 */
export async function placeOf(db: Queryable, given: ForWhom): Promise<Dimensions> {
  const { departmentId, teamId, employeeId = null } = given;
  if (teamId === null && employeeId === null) return dimensionsOf(given);
  const [row] = await db.query<{
    team: string | null;
    department: string | null;
    own: string | null;
  }>(sql`/* place-of-money */
    select t.id as team, t.department_id as department, (select e.team_id from employee e where e.id = ${employeeId}) as own
    from (select 1) one left join team t
      on t.id = coalesce(${teamId}::bigint, (select e.team_id from employee e where e.id = ${employeeId}))`);
  const { team = null, department = null, own = null } = row ?? {};
  if (teamId !== null && employeeId !== null && own !== teamId) {
    throw Refusal.badInput('input.teamId', 'the team of that person, or none', { got: teamId });
  }
  if (departmentId !== null && team !== null && department !== departmentId) {
    throw Refusal.badInput('input.departmentId', 'the department of that team or person, or none', {
      got: departmentId,
    });
  }
  return dimensionsOf({ departmentId: departmentId ?? department, teamId: team, employeeId });
}

function dimensionsOf({ departmentId, teamId, employeeId = null }: ForWhom): Dimensions {
  return { department_id: departmentId, team_id: teamId, employee_id: employeeId };
}
