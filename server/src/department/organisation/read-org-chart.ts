import type { Context } from '../../context.ts';
import { Refusal } from '../../lib/refusal.ts';
import { sql } from '../../lib/sql.ts';
import { needsStandIn } from './stand-ins.ts';

/** A line of the chart. What does not fit its kind is null. */
export interface OrgNode {
  kind: 'department' | 'team' | 'employee' | 'vacancy';
  /** unique over all kinds: the kind and the id of the row */
  id: string;
  /** of the department, team, employee or vacant position itself */
  rowId: string;
  /** the node it hangs on; null: nothing */
  parentId: string | null;
  name: string;
  position: string | null;
  level: number | null;
  headId: string | null;
  superiorId: string | null;
  standInId: string | null;
  /** the last day of probation, while it lasts */
  probationUntil: string | null;
  needsStandIn: boolean | null;
}

/** A chart larger than that is asked for by department. */
export const mostNodes = 5_000;

/**
 * Everything there is of the house today, in one statement: departments, their teams, the people, and positions nobody holds. Who leads a
 * department and is of no team hangs on it; who is of no team and leads nothing hangs on nothing. `departmentId`: only what is below it.
 */
export async function readOrgChart(ctx: Context, departmentId: string | null): Promise<OrgNode[]> {
  const within = departmentId === null ? sql`true` : sql`n.department_id = ${departmentId}::bigint`;
  const nodes =
    await ctx.database.app.query<OrgNode>(sql`/* org-chart */ select n.kind, n.kind || ' ' || n.row_id as id, n.row_id as "rowId",
      case when n.team_id is not null then 'team ' || n.team_id when n.kind <> 'department' then 'department ' || n.department_id end as "parentId",
      n.name, n.position, n.level, n.head_id as "headId", n.superior_id as "superiorId", n.stand_in_id as "standInId",
      n.probation_until as "probationUntil", n.needs_stand_in as "needsStandIn"
    from (
      select 'department' as kind, 1 as rank, d.id as row_id, d.id as department_id, null::bigint as team_id, d.name, null as position,
        null::integer as level, (select h.id from employee h where h.heads_id = d.id and h.ended_at is null) as head_id,
        null::bigint as superior_id, null::bigint as stand_in_id, null::date as probation_until, null::boolean as needs_stand_in
      from department d where d.ended_at is null
      union all
      select 'team', 2, t.id, d.id, null, t.name, null, null, null, null, null, null, null
      from team t left join department d on d.id = t.department_id and d.ended_at is null where t.ended_at is null
      union all
      select 'employee', 3, e.id, coalesce(d.id, l.id), t.id, e.name, p.name, p.level, null, s.id, i.id,
        case when e.probation_until >= (${ctx.clock.now()}::timestamptz at time zone ${ctx.settings.timeZone})::date then e.probation_until end,
        ${needsStandIn}
      from employee e left join position p on p.id = e.position_id
        left join team t on t.id = e.team_id and t.ended_at is null
        left join department d on d.id = t.department_id and d.ended_at is null
        left join department l on l.id = e.heads_id and l.ended_at is null
        left join employee s on s.id = e.superior_id and s.ended_at is null
        left join employee i on i.id = e.stand_in_id and i.ended_at is null
      where e.ended_at is null
      union all
      select 'vacancy', 4, p.id, d.id, null, p.name, p.name, p.level, null, null, null, null, null
      from position p left join department d on d.id = p.department_id and d.ended_at is null
      where p.ended_at is null and not exists (select from employee e where e.position_id = p.id and e.ended_at is null)
    ) n where ${within} order by n.rank, n.level desc nulls last, n.row_id limit ${mostNodes + 1}`);
  if (nodes.length <= mostNodes) return nodes;
  throw Refusal.refused(
    'TOO_LARGE',
    `departmentId: the chart has more than ${mostNodes} lines; ask for one department`,
    {
      field: 'departmentId',
    },
  );
}
