import type { Queryable } from '../../database/database.ts';
import { holdPlace } from '../../department/employees/hold-place.ts';
import type { Dimensions } from '../../ledger/dimensions.ts';
import { sql } from '../../lib/sql.ts';

/** Where somebody stands in the house now: what their work of this instant is counted by. Nobody: unknown everywhere. */
export type People = Required<Pick<Dimensions, 'employee_id' | 'team_id' | 'department_id'>>;

const nobody: People = { employee_id: null, team_id: null, department_id: null };

/** The team and the department of somebody now; they cannot be moved until the transaction ends. */
export async function standingOf(db: Queryable, employeeId: string | null): Promise<People> {
  if (employeeId === null) return nobody;
  const place = await holdPlace(db, employeeId);
  if (!place) throw new Error(`employee ${employeeId} is referred to and is not there`);
  return { employee_id: employeeId, team_id: place.teamId, department_id: place.departmentId };
}

/** What a client is, as what is done with it is counted by. */
export type ClientStanding = Required<Pick<Dimensions, 'client_id' | 'segment_id' | 'territory_id'>>;

const noClient: ClientStanding = { client_id: null, segment_id: null, territory_id: null };

/** The group and the territory of a client at an instant: where it has never moved, those it has. */
export async function clientStandingOf(db: Queryable, clientId: string | null, at: Date): Promise<ClientStanding> {
  if (clientId === null) return noClient;
  const standing = sql`/* standing-of-client */ select c.id as client_id, p.segment_id, p.territory_id from client c
    cross join lateral (
      (select m.segment_id, m.territory_id from client_place m where m.client_id = c.id and m.at <= ${at} order by m.at desc, m.id desc limit 1)
      union all select c.segment_id, c.territory_id limit 1
    ) p where c.id = ${clientId}`;
  const [found] = await db.query<ClientStanding>(standing.prepared('standing-of-client'));
  if (!found) throw new Error(`client ${clientId} is referred to and is not there`);
  return found;
}
