import { Temporal } from 'temporal-polyfill';
import type { Context } from '../../context.ts';
import { checkedId } from '../../lib/decimal-id.ts';
import { Refusal } from '../../lib/refusal.ts';
import { sql } from '../../lib/sql.ts';
import { inWords } from '../../records/record-conditions.ts';

export interface LossesAsked {
  /** the first day, and the day after the last */
  from: string;
  to: string;
  pipelineId: string | null;
}

/** Losses for one reason: of the list, in words, or (both null) for none that was told. */
export interface Loss {
  reasonId: string | null;
  words: string | null;
  deals: number;
  /** minor units; null: of none of them is the amount known */
  amount: string | null;
}

const mostReasons = 100;

/** The losses of a period that stand, by reason, the most frequent first; words that differ in capitals only are one reason. */
export async function lossesByReason(ctx: Context, { from, to, pipelineId }: LossesAsked): Promise<Loss[]> {
  if (from >= to) throw Refusal.badInput('to', 'a day after the first', { got: to });
  const { timeZone } = ctx.settings;
  const start = (day: string) => new Date(Temporal.PlainDate.from(day).toZonedDateTime(timeZone).epochMilliseconds);
  const pipeline = pipelineId === null ? null : checkedId(pipelineId, 'pipeline');
  return ctx.database.app.query<Loss>(sql`/* losses-by-reason */ select d.loss_reason_id as "reasonId",
      case when d.loss_reason_id is null then min(d.loss_reason) end as words, count(*)::integer as deals, sum(d.amount) as amount
    from deal d where d.status = 'lost' and d.closed_at >= ${start(from)} and d.closed_at < ${start(to)}
      and (${pipeline}::bigint is null or d.pipeline_id = ${pipeline}) and ${ctx.access.rows('read', 'Deal', 'd')}
    group by d.loss_reason_id, case when d.loss_reason_id is null then lower(d.loss_reason ${inWords}) end
    order by deals desc, min(d.id) limit ${mostReasons}`);
}
