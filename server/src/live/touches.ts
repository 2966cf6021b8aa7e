import type { FunnelArgs } from '../analysis/funnel.types.ts';
import { funnelTouchedBy } from '../analysis/funnel-touched.ts';
import { catalogue } from '../kpi/catalogue.ts';
import type { KpisArgs } from '../kpi/kpi.args.ts';
import { selectedKpis } from '../kpi/selection.ts';
import { nextChangeAt, type Touched, touchedBy } from '../kpi/touched.ts';
import type { Touch, TouchOf } from './touch.ts';

/** What touches the questions that can be subscribed to: the one place where the live hub knows KPIs and funnels. */
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
};

function touch({ measures, fromDay, toDay, filters, nouns }: Touched, next: Date | null): Touch {
  return { measures: [...measures], fromDay, toDay, filters, nouns, nextChangeAt: next };
}
