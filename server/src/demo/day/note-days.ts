import type { Context } from '../../context.ts';
import { sql } from '../../lib/sql.ts';
import type { Day } from '../../lib/zone.ts';
import { beginTelling, eveningOf, lastEvening } from '../life/telling.ts';
import { writeDays } from '../life/write-life.ts';
import { readCategories } from '../life/write-money.ts';
import { type DemoNouns, externalId } from '../nouns.ts';
import type { DemoWorld } from '../world.ts';

/**
 * Notes what the days since the last noted one have cost, once each, however long nobody watched: one transaction, so that an interruption
 * leaves no half of a day. Returns how many days there were.
 */
export async function noteDays(ctx: Context, world: DemoWorld, nouns: DemoNouns): Promise<number> {
  const now = ctx.clock.now();
  const until = lastEvening(world, now);
  const noted = await ctx.database.app.transaction(async (tx) => {
    const [last] = await tx.query<{
      day: Day | null;
    }>(sql`/* demo-last-spend */ select to_char(max(s.day), 'YYYY-MM-DD') as day
      from spend s join campaign c on c.id = s.campaign_id where c.external_id like ${externalId('%')}`);
    const after = last?.day ? eveningOf(world, last.day) : null;
    if (after === null || after >= until) return 0;
    const viewer = {
      ...ctx.viewer,
      principal: 'demo',
      origin: 'demo' as const,
      employeeId: nouns.of('employee', 'ksenia').id,
    };
    const about = { world, nouns, tales: [], dealIds: new Map<string, string>(), after, until, heard: () => now };
    await writeDays(await beginTelling({ tx, ctx: { ...ctx, viewer }, ...about }), await readCategories(tx));
    return Math.round((until.getTime() - after.getTime()) / 86_400_000);
  });
  if (noted > 0) ctx.changed();
  return noted;
}
