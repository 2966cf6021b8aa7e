import type { FunnelArgs } from '../analysis/funnel.types.ts';
import { funnelTouchedBy } from '../analysis/funnel-touched.ts';
import { awardNoun } from '../development/awards/award.ts';
import { thanksNoun } from '../development/awards/thanks.ts';
import { catalogue } from '../kpi/catalogue.ts';
import type { KpisArgs } from '../kpi/kpi.args.ts';
import { selectedKpis } from '../kpi/selection.ts';
import { nextChangeAt, type Touched, touchedBy } from '../kpi/touched.ts';
import { noDeal, type Touch, type TouchOf } from './touch.ts';

/** What touches the questions that can be subscribed to: the one place where the live hub knows KPIs, funnels and lists. */
export const touches: Readonly<Record<string, TouchOf>> = {
  kpis: ({ args, info, settings, now }) => {
    const asked = args as unknown as KpisArgs;
    const selection = selectedKpis(info, (name) => catalogue.has(name));
    const touched = touchedBy(asked, selection, settings, now);
    return touch(touched, nextChangeAt(asked, now, settings.timeZone, touched.measures));
  },
  funnel: ({ args, settings, now }) => {
    const asked = args as unknown as FunnelArgs;
    return touch(funnelTouchedBy(asked, settings, now), nextChangeAt(asked, now, settings.timeZone));
  },
  // a list is touched by its own rows; names of people wake every topic as it is
  [awardNoun.many]: () => ({ ...noDeal, nouns: [awardNoun.table] }),
  [thanksNoun.many]: () => ({ ...noDeal, nouns: [thanksNoun.table] }),
};

function touch({ measures, fromDay, toDay, filters, nouns }: Touched, next: Date | null): Touch {
  return { measures: [...measures], fromDay, toDay, filters, nouns, nextChangeAt: next };
}
