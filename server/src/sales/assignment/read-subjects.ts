import type { Context } from '../../context.ts';
import type { Queryable } from '../../database/database.ts';
import { sql } from '../../lib/sql.ts';
import type { AssignmentSubject } from './assign.ts';

/** A client or open lead that nobody answers for. */
export interface Unassigned extends AssignmentSubject {
  id: string;
  name: string;
}

/**
 * Clients and open leads that nobody answers for and the viewer may see: clients before leads, each in the order they were added; at most so
 * many, and how many there are.
 */
export async function readUnassigned(
  db: Queryable,
  ctx: Context,
  limit: number,
): Promise<{ subjects: Unassigned[]; total: number }> {
  const rows = await db.query<
    Unassigned & { total: string }
  >(sql`/* unassigned */ select u.*, count(*) over () as total from (
      select 'client' as kind, c.id, c.name, c.territory_id as "territoryId", c.segment_id as "segmentId", c.source_id as "sourceId",
        null::bigint as "productLineId", null::bigint as "clientOwnerId"
      from client c where c.owner_id is null and c.ended_at is null and ${ctx.access.rows('read', 'Client', 'c')}
      union all
      select 'lead', l.id, l.name, l.territory_id, l.segment_id, l.source_id, l.product_line_id, k.owner_id
      from lead l left join client k on k.id = l.client_id
      where l.employee_id is null and l.ended_at is null and l.status in ('new', 'answered', 'qualified')
        and ${ctx.access.rows('read', 'Lead', 'l')}
    ) u order by u.kind, u.id limit ${limit}`);
  return { subjects: rows.map(({ total: _, ...subject }) => subject), total: Number(rows[0]?.total ?? 0) };
}
