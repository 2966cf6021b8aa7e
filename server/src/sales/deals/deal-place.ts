import type { Context } from '../../context.ts';
import type { Database, Queryable } from '../../database/database.ts';
import { holdPlace } from '../../department/employees/hold-place.ts';
import { checkedId } from '../../lib/decimal-id.ts';
import { Refusal } from '../../lib/refusal.ts';
import { sql } from '../../lib/sql.ts';
import type { Touches } from './deal-fact.ts';

/** Checks an optional id; null and undefined stay null. */
export function optionalId(id: string | null | undefined, field: string): string | null {
  return id === null || id === undefined ? null : checkedId(id, field);
}

/** Refuses an id that names nothing. */
export async function mustExist(
  db: Queryable,
  table: 'channel' | 'source' | 'campaign',
  id: string | null,
  field: string,
): Promise<void> {
  if (id === null) return;
  const [row] = await db.query<{ found: boolean }>(
    sql`/* must-exist */ select case ${table} when 'channel' then exists (select from channel where id = ${id})
      when 'source' then exists (select from source where id = ${id}) else exists (select from campaign where id = ${id}) end as found`,
  );
  if (!row?.found) throw Refusal.notFound(field, table, id);
}

interface ClientRow {
  name: string;
  segment_id: string | null;
  territory_id: string | null;
  source_id: string | null;
  owner_id: string | null;
  ended: boolean;
}

/** A client as a new deal meets it, if the viewer knows it. */
export async function resolveClient(db: Queryable, ctx: Context, id: string): Promise<ClientRow> {
  const [row] =
    await db.query<ClientRow>(sql`/* client-of-deal */ select name, segment_id, territory_id, source_id, owner_id,
      ended_at is not null as ended
    from client where id = ${checkedId(id, 'input.clientId')} and ${ctx.access.rows('read', 'Client', 'client')} for share`);
  if (!row) throw Refusal.notFound('input.clientId', 'client', id);
  if (row.ended) {
    throw Refusal.refused('ENDED', `input.clientId: client ${id} has ended`, { field: 'input.clientId', id });
  }
  return row;
}

/** An employee with the team and department that get the credit from here on. */
export interface OwnerTouches extends Pick<Touches, 'employeeId' | 'teamId' | 'departmentId'> {
  territoryId: string | null;
}

/** Nobody: a deal without an owner is a row with null keys, never dropped. */
const nobody: OwnerTouches = { employeeId: null, teamId: null, departmentId: null, territoryId: null };

/** The dimensions that come with an owner. */
export async function resolveOwner(db: Queryable, id: string | null, field: string): Promise<OwnerTouches> {
  if (id === null) return nobody;
  const place = await holdPlace(db, id);
  if (!place) throw Refusal.notFound(field, 'employee', id);
  const { left, ...touches } = place;
  if (left) throw Refusal.refused('EMPLOYEE_LEFT', `${field}: employee ${id} has left the department`, { field });
  return { employeeId: id, ...touches };
}

/** A stage and its pipeline; without a stage the first of the pipeline, without a pipeline the first there is. */
export async function resolveStage(
  db: Queryable,
  pipelineId: string | null,
  stageId: string | null,
  ends: 'refused' | 'allowed' = 'refused',
): Promise<Pick<Touches, 'pipelineId' | 'stageId'>> {
  const [row] = await db.query<{
    id: string;
    pipeline_id: string;
    ended: boolean;
  }>(sql`/* stage-of-deal */ select s.id, s.pipeline_id,
      s.ended_at is not null or p.ended_at is not null as ended
    from stage s join pipeline p on p.id = s.pipeline_id
    where (${stageId}::bigint is null or s.id = ${stageId}) and (${pipelineId}::bigint is null or p.id = ${pipelineId})
    order by ended, p.position, p.id, s.position limit 1`);
  if (row?.ended && ends === 'refused') {
    const field = stageId === null ? 'input.pipelineId' : 'input.stageId';
    throw Refusal.refused('ENDED', `${field}: nothing new goes there: it has ended`, {
      field,
      id: stageId ?? pipelineId,
    });
  }
  if (row) return { pipelineId: row.pipeline_id, stageId: row.id };
  if (stageId !== null)
    throw Refusal.notFound('input.stageId', pipelineId === null ? 'stage' : `stage in pipeline ${pipelineId}`, stageId);
  if (pipelineId !== null) throw Refusal.notFound('input.pipelineId', 'pipeline with stages', pipelineId);
  throw Refusal.refused('NO_PIPELINE', 'There is no pipeline yet: a deal needs a stage to stand in');
}

/** A stage never changes its pipeline, so what was found once holds for as long as the database is open. */
const pipelines = new WeakMap<Database, Map<string, string>>();

/** The pipeline of a stage. */
export async function pipelineOfStage(db: Queryable, { database }: Context, stageId: string): Promise<string> {
  const known = pipelines.get(database) ?? new Map<string, string>();
  pipelines.set(database, known);
  const pipelineId = known.get(stageId) ?? (await resolveStage(db, null, stageId, 'allowed')).pipelineId;
  known.set(stageId, pipelineId);
  return pipelineId;
}
