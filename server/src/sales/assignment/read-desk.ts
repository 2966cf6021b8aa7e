import type { Queryable } from '../../database/database.ts';
import { type Fragment, sql } from '../../lib/sql.ts';
import type { Colleague, Colleagues, Duty, RuleOfAssignment } from './assign.ts';
import { openWork } from './open-work.ts';

/** More rules than anybody keeps in their head. */
export const mostRules = 500;

/** The rules that hold, in their order. */
export async function readRules(db: Queryable): Promise<RuleOfAssignment[]> {
  const rows = await db.query<
    RuleOfAssignment & { minimumAmount: string | null }
  >(sql`/* assignment-rules */ select r.id, r.model, r.applies_to as "appliesTo", r.territory_id as "territoryId",
      r.product_line_id as "productLineId", r.segment_id as "segmentId", r.source_id as "sourceId", r.minimum_amount as "minimumAmount",
      r.employee_id as "employeeId", r.team_id as "teamId"
    from assignment_rule r where r.ended_at is null order by r.position, r.id limit ${mostRules}`);
  return rows.map((row) => ({ ...row, minimumAmount: row.minimumAmount === null ? null : Number(row.minimumAmount) }));
}

interface Staff extends Omit<Colleague, 'duties' | 'load'> {
  load: string;
  duties: { segmentId: number; territoryId: number | null }[] | null;
}

/** Everybody, with the work they have in hand; who has left too, for the sake of who stands in for them. */
export function readColleagues(db: Queryable): Promise<Colleagues> {
  return readStaff(db, openWork(null));
}

/** Everybody, before anybody's work in hand is looked at. */
export function readPeople(db: Queryable): Promise<Colleagues> {
  return readStaff(db, sql`select null::bigint as employee_id, 0 as n where false`);
}

/** The same people with the work they have in hand. */
export async function withLoad(db: Queryable, people: readonly Colleague[]): Promise<Colleague[]> {
  const ids = people.map(({ id }) => id);
  const rows = await db.query<{
    id: string;
    load: string;
  }>(sql`/* work-in-hand */ select employee_id as id, sum(n) as load
    from (${openWork(ids)}) work group by employee_id`);
  const loads = new Map(rows.map(({ id, load }) => [id, Number(load)]));
  return people.map((somebody) => ({ ...somebody, load: loads.get(somebody.id) ?? 0 }));
}

async function readStaff(db: Queryable, work: Fragment): Promise<Colleagues> {
  const rows =
    await db.query<Staff>(sql`/* colleagues */ select e.id, e.team_id as "teamId", e.stand_in_id as "standInId",
      e.ended_at is not null as left, coalesce(w.load, 0) as load,
      (select jsonb_agg(jsonb_build_object('segmentId', d.segment_id, 'territoryId', d.territory_id)) from client_group_duty d
        where d.employee_id = e.id and d.ended_at is null) as duties
    from employee e left join (select employee_id, sum(n) as load from (${work}) work group by employee_id) w on w.employee_id = e.id
    order by e.id`);
  return new Map(
    rows.map(({ load, duties, ...row }) => [
      row.id,
      { ...row, load: Number(load), duties: (duties ?? []).map(dutyOf) } satisfies Colleague,
    ]),
  );
}

function dutyOf({ segmentId, territoryId }: { segmentId: number; territoryId: number | null }): Duty {
  return { segmentId: String(segmentId), territoryId: territoryId === null ? null : String(territoryId) };
}
