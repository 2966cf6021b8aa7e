import { Refusal } from '../../lib/refusal.ts';
import { sql } from '../../lib/sql.ts';
import { dayOf } from '../../lib/zone.ts';
import { defineRecord } from '../../records/define-record.ts';
import { day, ref, whole } from '../../records/field.ts';
import { sourceNoun } from '../../sales/sources/source.ts';

const counted = (description: string) => whole({ description });

/** How we stand in a social network on a day (показатели соцсети). */
export const socialMetricNoun = defineRecord({
  name: 'SocialMetric',
  table: 'social_metric',
  many: 'socialMetrics',
  one: 'socialMetric',
  description: 'How we stand in a social network on a day (показатели соцсети). Null: not told, never zero.',
  fields: {
    source: ref(() => sourceNoun, {
      ...{ description: 'the network: a source of the kind SOCIAL_NETWORK', required: true, amendable: false },
      filter: true,
    }),
    day: day({ description: 'on which day', required: true, amendable: false, filter: true, order: true }),
    followers: counted('who follow us at the end of the day'),
    reach: counted('people who saw something of ours that day'),
    impressions: counted('how often something of ours was shown that day'),
    clicks: counted('how often somebody came to our site from there that day'),
    reactions: counted('likes, comments and shares that day'),
    posts: counted('what we published that day'),
  },
  order: { by: 'day', direction: 'DESC' },
  unique: { social_metric_of_day: 'day' },
  async complete({ tx, ctx, before, after }) {
    if (before) return;
    const today = dayOf(ctx.clock.now(), ctx.settings.timeZone);
    if (after.day > today) throw Refusal.badInput('input.day', `a day not after today, ${today}`, { got: after.day });
    const [source] = await tx.query<{ kind: string | null }>(
      sql`/* source-of-metric */ select kind from source where id = ${after.sourceId}`,
    );
    if (source?.kind !== 'social_network') {
      throw Refusal.badInput('input.sourceId', 'a source of the kind SOCIAL_NETWORK');
    }
  },
  touches: ({ sourceId }) => ({ source_id: sourceId }),
});
