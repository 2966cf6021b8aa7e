import DataLoader from 'dataloader';
import type { Context } from '../context.ts';
import { type Page, pageOf } from '../lib/connection.ts';
import { checkedId } from '../lib/decimal-id.ts';
import { sql } from '../lib/sql.ts';
import type { ProcedureRow } from './procedure.ts';

/** A version of a procedure: what it became, by whom, and when. */
export interface Version {
  version: number;
  at: Date;
  verb: string;
  changed: string[];
  title: string;
  steps: ProcedureRow['steps'];
  note: string | null;
  actorId: string | null;
}

type VersionRow = Version & { procedureId: string; total: number };

const loaders = new WeakMap<Context, Map<string, DataLoader<string, Page<Version>>>>();

/** A page of what became of a procedure, the latest first; however many procedures are asked for in a tick, it is one statement. */
export function loadVersions(
  ctx: Context,
  procedureId: string,
  first: number,
  after: string | null,
): Promise<Page<Version>> {
  const known = loaders.get(ctx) ?? new Map<string, DataLoader<string, Page<Version>>>();
  loaders.set(ctx, known);
  const key = JSON.stringify([first, after]);
  let loader = known.get(key);
  if (!loader) known.set(key, (loader = new DataLoader((ids) => readVersions(ctx, ids, first, after))));
  return loader.load(procedureId);
}

async function readVersions(
  ctx: Context,
  ids: readonly string[],
  first: number,
  after: string | null,
): Promise<Page<Version>[]> {
  const before = after === null ? null : checkedId(after, 'after');
  const rows =
    await ctx.database.app.query<VersionRow>(sql`/* versions-of-procedures */ select v.* from unnest(${[...ids]}::bigint[]) as p(id)
    cross join lateral (
      select procedure_id as "procedureId", version, recorded_at as at, verb, changed, title, steps, note, actor_id as "actorId",
        (select count(*)::integer from procedure_version n where n.procedure_id = p.id) as total
      from procedure_version where procedure_id = p.id and (${before}::bigint is null or version < ${before}::bigint)
      order by version desc limit ${first + 1}
    ) v`);
  const byProcedure = Map.groupBy(rows, ({ procedureId }) => procedureId);
  return ids.map((id) => {
    const own = byProcedure.get(id) ?? [];
    return pageOf<Version>(own, first, own[0]?.total ?? 0, ({ version }) => String(version));
  });
}
