import DataLoader from 'dataloader';
import type { Context, Row as TableRow } from '../context.ts';
import { Refusal } from '../lib/refusal.ts';
import { sql } from '../lib/sql.ts';
import { type PlanRow, planNoun } from './plan.ts';
import { type PlanVersionRow, planVersionNoun } from './plan-version.ts';

const partLoaders = new WeakMap<Context, DataLoader<string, PlanRow[]>>();
const versionLoaders = new WeakMap<Context, Map<string, DataLoader<string, PlanVersionRow[]>>>();

/** The plans that are parts of a plan by time: the months of a quarter, the quarters and months of a year. One statement for all asked. */
export function partsOf(ctx: Context, id: string): Promise<PlanRow[]> {
  let loader = partLoaders.get(ctx);
  if (!loader) {
    loader = new DataLoader((ids) => readParts(ctx, ids), { cache: false, maxBatchSize: 1000 });
    partLoaders.set(ctx, loader);
  }
  return loader.load(id);
}

async function readParts(ctx: Context, ids: readonly string[]): Promise<PlanRow[][]> {
  const rows = await ctx.database.app.query<TableRow>(sql`/* parts-of-plans */ select p.* from plan p
    where p.part_of_id = any(${[...new Set(ids)]}::bigint[]) and p.ended_at is null
      and ${ctx.access.rows('read', 'Plan', 'p')} order by p.month, p.id`);
  const byWhole = Map.groupBy(rows.map(planNoun.rowOf), ({ partOfId }) => partOfId ?? '');
  return ids.map((id) => byWhole.get(id) ?? []);
}

const mostVersions = 100;

/** The versions of a plan, the latest first; `after`: the number of the last one seen. One statement for all plans of a page. */
export function versionsOf(
  ctx: Context,
  id: string,
  { first, after }: { first: number; after: number | null },
): Promise<PlanVersionRow[]> {
  if (first < 1 || first > mostVersions) {
    throw Refusal.badInput('first', `a whole number from 1 to ${mostVersions}`, { got: first });
  }
  const loaders = versionLoaders.get(ctx) ?? new Map<string, DataLoader<string, PlanVersionRow[]>>();
  versionLoaders.set(ctx, loaders);
  const key = `${first} ${after}`;
  let loader = loaders.get(key);
  if (!loader) {
    loader = new DataLoader((ids) => readVersions(ctx, ids, first, after), { cache: false, maxBatchSize: 1000 });
    loaders.set(key, loader);
  }
  return loader.load(id);
}

async function readVersions(
  ctx: Context,
  ids: readonly string[],
  first: number,
  after: number | null,
): Promise<PlanVersionRow[][]> {
  const rows = await ctx.database.app.query<TableRow>(sql`/* versions-of-plans */ select found.*
    from unnest(${[...new Set(ids)]}::bigint[]) as asked(id) cross join lateral (
      select v.* from plan_version v where v.plan_id = asked.id and (${after}::integer is null or v.number < ${after}::integer)
      order by v.number desc limit ${first}
    ) found`);
  const byPlan = Map.groupBy(rows.map(planVersionNoun.rowOf), ({ planId }) => planId);
  return ids.map((id) => byPlan.get(id) ?? []);
}
