import type { Queryable } from '../../database/database.ts';
import { sql } from '../../lib/sql.ts';

/** Where somebody stands in the house. */
export interface Place {
  teamId: string | null;
  departmentId: string | null;
  territoryId: string | null;
  /** they work here no more */
  left: boolean;
}

/**
 * Where somebody stands now, held until the transaction ends: they neither move nor leave before. Null: there is nobody of that id. Two
 * statements, because one would show the team as it was before whoever is moving it or them was waited for.
 */
export async function holdPlace(db: Queryable, employeeId: string): Promise<Place | null> {
  const hold = sql`/* hold-employee */ select 1 from employee where id = ${employeeId} for share`;
  const held = await db.query(hold.prepared('hold-employee'));
  if (held.length === 0) return null;
  const read = sql`/* place-of-employee */ select e.team_id as "teamId", t.department_id as "departmentId",
      e.territory_id as "territoryId", e.ended_at is not null as left
    from employee e left join team t on t.id = e.team_id where e.id = ${employeeId}`;
  const [place] = await db.query<Place>(read.prepared('place-of-employee'));
  return place ?? null;
}
