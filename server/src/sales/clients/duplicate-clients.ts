import type { Context } from '../../context.ts';
import { type Page, pageOf } from '../../lib/connection.ts';
import { Refusal } from '../../lib/refusal.ts';
import { sql } from '../../lib/sql.ts';

/** By what clients are found to be one: the surest first. */
export const likenesses = ['inn', 'phone', 'email', 'name'] as const;

/** Clients that seem to be one. */
export interface Duplicates {
  by: (typeof likenesses)[number];
  /** the ones added first, at most `mostShown` */
  ids: string[];
  totalCount: number;
}

/** How many clients of a group are shown. */
export const mostShown = 20;

interface Found {
  total: string;
  rank: number | null;
  first_id: string;
  ids: string[];
  found: string;
}

/** Groups of clients that share name, number, phone or e-mail, among those the viewer may see; one statement whatever the page. */
export async function duplicateClients(ctx: Context, first: number, after: string | null): Promise<Page<Duplicates>> {
  const [rank, id] = after === null ? [0, '0'] : decode(after);
  const groups = await ctx.database.app.query<Found>(sql`/* duplicate-clients */ with seen as (
      select t.id, t.inn, t.phone, t.email, nullif(t.name_key, '') as name from client t
      where t.ended_at is null and ${ctx.access.rows('read', 'Client', 't')}
    ), keys as (
      select k.rank, k.key, s.id from seen s
      cross join lateral (values (1, s.inn), (2, s.phone), (3, s.email), (4, s.name)) as k(rank, key) where k.key is not null
    ), groups as (
      select rank, min(id) as first_id, (array_agg(id order by id))[1:${mostShown}::int] as ids, count(*) as found
      from keys group by rank, key having count(*) > 1
    )
    select n.total, g.* from (select count(*) as total from groups) n left join lateral (
      select * from groups where (rank, first_id) > (${rank}::int, ${id}::bigint) order by rank, first_id limit ${first + 1}
    ) g on true`);
  const nodes = groups.flatMap(({ rank: by, first_id, ids, found }) => {
    const likeness = by === null ? undefined : likenesses[by - 1];
    return likeness ? [{ by: likeness, first_id, ids, totalCount: Number(found) }] : [];
  });
  const cursor = (group: (typeof nodes)[number]) => `${likenesses.indexOf(group.by) + 1}-${group.first_id}`;
  return pageOf(nodes, first, Number(groups[0]?.total ?? 0), cursor);
}

function decode(after: string): [rank: number, id: string] {
  const [, rank, id] = /^([1-4])-(\d{1,18})$/.exec(after) ?? [];
  if (!rank || !id) throw Refusal.badInput('after', 'the endCursor of an earlier page');
  return [Number(rank), id];
}
