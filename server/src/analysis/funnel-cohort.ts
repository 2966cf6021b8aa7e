import type { Context } from '../context.ts';
import { knownMark, mark, rememberMark, revision } from '../kpi/mark.ts';
import { filterSql } from '../kpi/statement.ts';
import { after, spanOf, timestampOf } from '../kpi/timeline.ts';
import { type Fragment, join, raw, sql } from '../lib/sql.ts';
import { FunnelStage } from './funnel.types.ts';
import type { FunnelAnswer, FunnelQuestion } from './funnel-question.ts';

interface CohortRow {
  /** deals by the furthest position they stood at and how they stand now */
  reached: { furthest: number | null; won: boolean; lost: boolean; deals: number }[] | null;
  times: { stage: string; median: number }[] | null;
  losses: { stage: string; deals: number }[] | null;
  revision: string;
  mark: string;
  first: Date | null;
}

/**
 * How far the deals opened in a period have come. An entry and its reversal belong to the same fact and so add up to nothing; what remains
 * of `in_stage` is +1 where a fact brought a deal to a stage and −1 where one took it away. Transfers between people do both at once: no move.
 */
function statementOf(question: FunnelQuestion, known: string): Fragment {
  const { pipelineId, filters, period, cut } = question;
  const opened = spanOf(period, cut);
  const timestamp = (point: number) => sql`${timestampOf(point)}::timestamptz`;
  return sql`/* funnel-cohort */ with cohort as (
  select deal_id from ledger
  where opened <> 0 and effective_at >= ${timestamp(opened.from)} and effective_at < ${timestamp(opened.to)}
    and ${join(filters.map(filterSql), ' and ')}
  group by deal_id having sum(opened) > 0
), history as (
  select deal_id, effective_at, fact_id, stage_id, sum(in_stage) as moved, sum(opened) as opened, sum(won) as won, sum(lost) as lost
  from ledger join cohort using (deal_id)
  where effective_at < ${timestamp(after(cut.instant))} and (in_stage <> 0 or opened <> 0 or won <> 0 or lost <> 0)
  group by deal_id, effective_at, fact_id, stage_id
), deals as (
  select deal_id, sum(won) > 0 as won, sum(lost) > 0 as lost,
    max(position) filter (where moved > 0 or opened > 0 or history.won > 0 or history.lost > 0) as furthest
  from history left join stage on stage.id = stage_id and pipeline_id = ${pipelineId}
  group by deal_id
), stays as (
  select stage_id, -sum(moved * extract(epoch from effective_at)) as seconds
  from history where moved <> 0 group by deal_id, stage_id having sum(moved) = 0
), losses as (
  select stage_id from history group by deal_id, stage_id having sum(lost) > 0
)
select
  (select json_agg(r) from (
    select furthest, coalesce(won, false) as won, coalesce(lost, false) as lost, count(*) as deals from deals group by 1, 2, 3) r) as reached,
  (select json_agg(t) from (
    select stage_id::text as stage, percentile_cont(0.5) within group (order by seconds::float8) as median from stays group by stage_id) t) as times,
  (select json_agg(l) from (select stage_id::text as stage, count(*) as deals from losses group by stage_id) l) as losses,
  ${revision(known)} as revision, ${mark}::text as mark,
  ${raw(question.first ? '(select min(effective_at) from ledger)' : 'null::timestamptz')} as first`;
}

/** Counts a cohort: see COUNTING.md. */
export async function readCohort(ctx: Context, question: FunnelQuestion): Promise<FunnelAnswer> {
  const pool = ctx.database.app;
  const [row] = await pool.query<CohortRow>(statementOf(question, knownMark(pool)));
  if (!row) throw new Error('a statement without its row');
  rememberMark(pool, row.mark);
  const reached = row.reached ?? [];
  const count = (holds: (group: (typeof reached)[number]) => boolean) =>
    reached.filter(holds).reduce((sum, { deals }) => sum + deals, 0);
  const deals = count(() => true);
  const won = count((group) => group.won);
  const lost = count((group) => group.lost && !group.won);
  const share = (part: number, whole: number | undefined) => (whole ? part / whole : null);
  const [entrance] = question.stages;
  // everybody in the cohort has entered, whatever stage they were opened in
  const at = question.stages.map(({ stage }) =>
    stage === entrance?.stage ? deals : count((group) => group.won || (group.furthest ?? 0) >= stage.position),
  );
  return {
    ...{ deals, won, lost, open: deals - won - lost, amount: null, conversion: share(won, deals) },
    stages: question.stages.map(({ stage }, i) =>
      Object.assign(new FunnelStage(), {
        stage,
        deals: at[i] ?? 0,
        amount: null,
        conversion: i === 0 ? null : share(at[i] ?? 0, at[i - 1]),
        reach: share(at[i] ?? 0, deals),
        medianTime: row.times?.find((time) => time.stage === stage.id)?.median ?? null,
        lost: row.losses?.find((loss) => loss.stage === stage.id)?.deals ?? 0,
      }),
    ),
    revision: row.revision,
    first: row.first,
  };
}
