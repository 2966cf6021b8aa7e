import { checkedFilters } from '../kpi/question.ts';
import type { Touched } from '../kpi/touched.ts';
import type { Measure } from '../ledger/measures.ts';
import { resolvePeriod } from '../lib/period.ts';
import { dayOf } from '../lib/zone.ts';
import type { FunnelArgs } from './funnel.types.ts';

const standing: Measure[] = ['in_stage', 'pipeline', 'priced', 'won', 'lost'];
const history: Measure[] = ['opened', 'in_stage', 'won', 'lost'];

/**
 * Which entries can change the answer to a `funnel` question. A cohort's filters hold for its deals as they were opened, and its history goes on
 * after the period: an entry that speaks of somebody else, or of a later day, may still be about a deal of the cohort.
 */
export function funnelTouchedBy(args: FunnelArgs, { timeZone }: { timeZone: string }, now: Date): Touched {
  const { from, to } = resolvePeriod(args.period, dayOf(now, timeZone));
  const filters = checkedFilters(args.where ?? {});
  const until = args.asOf && args.asOf < now ? args.asOf : null;
  if (args.mode === 'SNAPSHOT') {
    // Without `pipeline` it is the first one, which is not known here: then any pipeline's entries may matter.
    const own = args.pipeline ? [{ column: 'pipeline_id' as const, ids: [args.pipeline] }] : [];
    return {
      measures: new Set(standing),
      fromDay: null,
      toDay: to,
      until,
      knownUntil: null,
      filters: [...own, ...filters],
    };
  }
  const fromDay = args.period.named === 'ALL' ? null : from;
  return { measures: new Set(history), fromDay, toDay: null, until, knownUntil: null, filters: [] };
}
