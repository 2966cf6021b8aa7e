import type { Context, Row } from '../context.ts';
import { ensureByClient } from '../kpi/by-client.ts';
import { withFirstDay } from '../kpi/first-day.ts';
import { periodOf } from '../kpi/period.inputs.ts';
import { checkedFilters, cutFor } from '../kpi/question.ts';
import { checkedId } from '../lib/decimal-id.ts';
import { type PeriodRequest, resolvePeriod } from '../lib/period.ts';
import { Refusal } from '../lib/refusal.ts';
import { sql } from '../lib/sql.ts';
import { dayOf } from '../lib/zone.ts';
import { pipelineNoun } from '../sales/pipelines/pipeline.ts';
import { stageNoun } from '../sales/pipelines/stage.ts';
import { Funnel, type FunnelArgs, type FunnelStage } from './funnel.types.ts';
import { readCohort } from './funnel-cohort.ts';
import type { FunnelAnswer, FunnelQuestion } from './funnel-question.ts';
import { readSnapshot } from './funnel-snapshot.ts';

/** Answers a `funnel` question: what it counts and what it does not is written in COUNTING.md beside this file. */
export async function readFunnel(ctx: Context, args: FunnelArgs): Promise<Funnel> {
  ensureByClient(ctx.access, { where: args.where });
  const { pipeline, stages } = await readPipeline(ctx, args.pipeline ?? null);
  const own = [{ column: 'pipeline_id' as const, ids: [pipeline.id] }, ...checkedFilters(args.where ?? {})];
  const pool = ctx.database.app;
  const { timeZone } = ctx.settings;
  const all = args.period.named === 'ALL';
  const { question, ...answer } = await withFirstDay(pool, timeZone, all, async (firstDay) => {
    const now = ctx.clock.now();
    const period = resolvePeriod(args.period as PeriodRequest, dayOf(now, timeZone), firstDay);
    const cut = cutFor(args.asOf, now, timeZone);
    const asked: FunnelQuestion = { pipelineId: pipeline.id, stages, filters: own, period, cut, now, first: all };
    const read = args.mode === 'COHORT' ? readCohort : readSnapshot;
    return { question: asked, ...(await read(ctx, asked)) };
  });
  const { first, stages: counted, ...counts } = answer satisfies FunnelAnswer;
  return Object.assign(new Funnel(), {
    pipeline,
    mode: args.mode,
    period: periodOf(question.period),
    ...counts,
    stages: counted.filter((stage: FunnelStage, i) => stage.deals > 0 || !stages[i]?.ended),
    dataAsOf: question.cut.instant,
  });
}

/** The pipeline asked for, or the first one, with its stages in order. */
async function readPipeline(ctx: Context, id: string | null) {
  const asked = id === null ? null : checkedId(id, 'pipeline');
  const { app } = ctx.database;
  const [row] = await app.query<Row>(sql`/* funnel-pipeline */ select p.* from pipeline p
    where p.id = coalesce(${asked}::bigint, (select id from pipeline order by ended_at is not null, position, id limit 1))`);
  if (!row) throw Refusal.notFound('pipeline', 'pipeline', id ?? 'yet');
  const pipeline = pipelineNoun.rowOf(row);
  const rows = await app.query<Row>(
    sql`/* funnel-stages */ select s.* from stage s where s.pipeline_id = ${pipeline.id} order by s.position`,
  );
  const stages = rows.map(stageNoun.rowOf).map((stage) => ({ stage, ended: stage.endedAt !== null }));
  return { pipeline, stages };
}
