import DataLoader from 'dataloader';
import type { Context } from '../../context.ts';
import { type Page, pageOf } from '../../lib/connection.ts';
import { placeCursor, readCursor } from '../../lib/keyset.ts';
import { sql } from '../../lib/sql.ts';
import type { DealFactKind } from './deal-fact.ts';

/** Something that happened to a deal, as its history tells it. */
export interface Told {
  id: string;
  kind: DealFactKind;
  at: Date;
  recordedAt: Date;
  origin: string;
  changed: string[];
  actorId: string | null;
  stageId: string;
  secondsInStage: number | null;
}

type ToldRow = Told & { dealId: string; place: string; total: number };
type Loader = DataLoader<string, Page<Told>>;

const loaders = new WeakMap<Context, Map<string, Loader>>();

/** A page of a deal's history in order; however many deals are asked for in a tick, it is one statement. */
export function loadHistory(ctx: Context, dealId: string, first: number, after: string | null): Promise<Page<Told>> {
  const known = loaders.get(ctx) ?? new Map<string, Loader>();
  loaders.set(ctx, known);
  const key = JSON.stringify([first, after]);
  let loader = known.get(key);
  if (!loader) known.set(key, (loader = new DataLoader((ids) => readHistories(ctx, ids, first, after))));
  return loader.load(dealId);
}

/** The time in a stage runs from when the deal came into it, or was reopened there, to when it left it or was closed. */
async function readHistories(
  ctx: Context,
  dealIds: readonly string[],
  first: number,
  after: string | null,
): Promise<Page<Told>[]> {
  const from = after === null ? null : readCursor(after, 'timestamptz');
  const rows = await ctx.database.app.query<ToldRow>(sql`/* deal-history */ with told as (
      select f.id, f.deal_id, f.kind, f.effective_at, f.recorded_at, f.origin, f.actor_id,
        array(select k from jsonb_object_keys(f.data) k where k <> 'checklist' order by 1) as changed,
        max(f.effective_at) filter (where f.kind in ('opened', 'moved', 'reopened')) over earlier as entered,
        (array_agg(f.data ->> 'stageId') filter (where f.data ? 'stageId') over until) as stages,
        count(*) over (partition by f.deal_id) as total
      from deal_fact f where f.deal_id = any(${[...dealIds]}::bigint[])
      window until as (partition by f.deal_id order by f.effective_at, f.id),
        earlier as (partition by f.deal_id order by f.effective_at, f.id rows between unbounded preceding and 1 preceding)
    ), placed as (
      select t.*, row_number() over (partition by t.deal_id order by t.effective_at, t.id) as number from told t
      where ${from === null} or (t.effective_at, t.id) > (${from?.place ?? '-infinity'}::timestamptz, ${from?.id ?? '0'}::bigint)
    )
    select id, deal_id as "dealId", kind, effective_at as at, effective_at::text as place, recorded_at as "recordedAt", origin, changed,
      actor_id as "actorId", stages[array_upper(stages, 1)] as "stageId", total::integer,
      case when kind in ('moved', 'won', 'lost') then extract(epoch from effective_at - entered)::float8 end as "secondsInStage"
    from placed where number <= ${first + 1} order by deal_id, effective_at, id`);
  const byDeal = Map.groupBy(rows, ({ dealId }) => dealId);
  return dealIds.map((id) => {
    const own = byDeal.get(id) ?? [];
    const places = new Map(own.map((row) => [row.id, row.place]));
    return pageOf<Told>(own, first, own[0]?.total ?? 0, (fact) => placeCursor(places.get(fact.id) ?? '', fact.id));
  });
}
