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
  stages: { stage: string; lost: number; median: number | null }[] | null;
  revision: string;
  mark: string;
  first: Date | null;
}

/**
 * How far the deals opened in a period have come. Entries of `in_stage` are +1 where a deal was brought to a stage and −1 where it was taken
 * away; handing it over does both at once. So in a stage that was left they add up to nothing, and what they add up to weighted by their
 * instants is the time spent there, over all visits. A visit that was reversed is taken off the count of visits.
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
), stays as (
  select deal_id, stage_id, sum(in_stage) as standing, sum(won) as won, sum(lost) as lost,
    -sum(in_stage * date_part('epoch', effective_at)) as seconds,
    count(*) filter (where in_stage > 0 and reverses is null) > count(*) filter (where in_stage < 0 and reverses is not null) as visited
  from ledger join cohort using (deal_id)
  where effective_at >= ${timestamp(opened.from)} and effective_at < ${timestamp(after(cut.instant))}
    and (in_stage <> 0 or won <> 0 or lost <> 0)
  group by deal_id, stage_id
), deals as (
  select deal_id, sum(stays.won) > 0 as won, sum(stays.lost) > 0 as lost, max(position) filter (where visited) as furthest
  from stays left join stage on stage.id = stage_id and pipeline_id = ${pipelineId}
  group by deal_id
)
select
  (select json_agg(r) from (
    select furthest, coalesce(won, false) as won, coalesce(lost, false) as lost, count(*) as deals from deals group by 1, 2, 3
  ) r) as reached,
  (select json_agg(s) from (
    select stage_id::text as stage, count(*) filter (where lost > 0) as lost,
      percentile_cont(0.5) within group (order by seconds) filter (where visited and standing = 0) as median
    from stays group by stage_id
  ) s) as stages,
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
    stages: question.stages.map(({ stage }, i) => {
      const counted = row.stages?.find((other) => other.stage === stage.id);
      const median = counted?.median ?? null;
      return Object.assign(new FunnelStage(), {
        stage,
        deals: at[i] ?? 0,
        amount: null,
        conversion: i === 0 ? null : share(at[i] ?? 0, at[i - 1]),
        reach: share(at[i] ?? 0, deals),
        // a clock of microseconds in doubles of seconds: what is beyond a millisecond is noise
        medianTime: median === null ? null : Math.max(0, Math.round(median * 1000) / 1000),
        lost: counted?.lost ?? 0,
      });
    }),
    revision: row.revision,
    first: row.first,
  };
}
