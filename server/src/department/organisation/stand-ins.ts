import DataLoader from 'dataloader';
import type { Context } from '../../context.ts';
import type { Queryable } from '../../database/database.ts';
import { type Fragment, sql } from '../../lib/sql.ts';

/** Somebody in a key post whom nobody replaces when they are away. */
export interface KeyPost {
  employeeId: string;
  name: string;
  position: string | null;
  /** of management; null: no position */
  level: number | null;
}

/**
 * Whether somebody needs a stand-in and has none: they work here, lead (a position of level 2 or 3, a department) or answer for a group of
 * clients, and nobody who still works here stands in for them. A condition on the alias `e`, with the position as `p`.
 */
export const needsStandIn: Fragment = sql`(e.ended_at is null
  and (p.level >= 2 or e.heads_id is not null
    or exists (select from client_group_duty d where d.employee_id = e.id and d.ended_at is null))
  and not exists (select from employee s where s.id = e.stand_in_id and s.ended_at is null))`;

/** Key posts without a stand-in, the highest first: the operational risk. At most 1,000. */
export function keyPostsWithoutStandIn(ctx: { database: { app: Queryable } }): Promise<KeyPost[]> {
  return ctx.database.app.query<KeyPost>(sql`/* key-posts-without-stand-in */ select e.id as "employeeId", e.name, p.name as position, p.level
    from employee e left join position p on p.id = e.position_id
    where ${needsStandIn} order by p.level desc nulls last, e.id limit 1000`);
}

const loaders = new WeakMap<Context, DataLoader<string, boolean>>();

/** Whether somebody needs a stand-in and has none; however many are asked for in a tick, it is one statement. */
export function loadNeedsStandIn(ctx: Context, employeeId: string): Promise<boolean> {
  let loader = loaders.get(ctx);
  if (!loader) loaders.set(ctx, (loader = new DataLoader((ids) => needing(ctx, ids), { maxBatchSize: 1000 })));
  return loader.load(employeeId);
}

async function needing(ctx: Context, ids: readonly string[]): Promise<boolean[]> {
  const rows = await ctx.database.app.query<{ id: string }>(sql`/* needs-stand-in */ select e.id
    from employee e left join position p on p.id = e.position_id where e.id = any(${[...ids]}::bigint[]) and ${needsStandIn}`);
  const found = new Set(rows.map(({ id }) => id));
  return ids.map((id) => found.has(id));
}
