import type { Context } from '../context.ts';
import { readSums, type Sums } from '../kpi/read-sums.ts';
import type { Measure } from '../ledger/measures.ts';
import { toMajor } from '../lib/money.ts';
import { FunnelStage } from './funnel.types.ts';
import type { FunnelAnswer, FunnelQuestion } from './funnel-question.ts';

const measures: Measure[] = ['in_stage', 'pipeline', 'priced', 'won', 'lost'];

/** What stands in each stage: running sums to the earliest of the period's end, `asOf` and now, from the smallest rollup that has them. */
export async function readSnapshot(
  ctx: Context,
  { stages, filters, period, cut, now, first }: FunnelQuestion,
): Promise<FunnelAnswer> {
  const answer = await readSums(
    ctx.database.app,
    {
      ...{
        kpis: [],
        telling: measures,
        openings: [],
        measures,
        terms: [],
        by: ['STAGE'],
        filters,
        now,
        cut,
        knownAt: null,
      },
      ...{ whole: { range: period, previous: null }, buckets: null, order: [], limit: 1000, offset: 0 },
    },
    first,
  );
  const window = answer.whole.current;
  const amount = (sums: Sums) => {
    const known = sums.of('priced', window) !== 0 || sums.of('in_stage', window) === 0;
    return known ? toMajor(sums.of('pipeline', window), ctx.settings.currency) : null;
  };
  const byStage = new Map(answer.groups.map(({ keys, sums }) => [keys[0], sums]));
  const deals = answer.total.of('in_stage', window);
  return {
    deals,
    amount: amount(answer.total),
    won: answer.total.of('won', window),
    lost: answer.total.of('lost', window),
    open: deals,
    conversion: null,
    stages: stages.map(({ stage }) => {
      const sums = byStage.get(stage.id);
      const standing = { deals: sums?.of('in_stage', window) ?? 0, amount: sums ? amount(sums) : 0 };
      const ofCohorts = { conversion: null, reach: null, medianTime: null, lost: null };
      return Object.assign(new FunnelStage(), { stage, ...standing, ...ofCohorts });
    }),
    revision: answer.revision,
    first: answer.first,
  };
}
