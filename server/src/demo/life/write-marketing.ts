import { addDays, type Day, dayOf, startOfDay, weekdayOf } from '../../lib/zone.ts';
import { socialMetricNoun } from '../../marketing/social/social-metric.ts';
import { spendNoun } from '../../marketing/spend/spend.ts';
import { writeMany } from '../../records/write-many.ts';
import { type CampaignKey, campaignKeys, campaignOf, daysOf, runsOn } from '../campaigns.ts';
import { Random } from '../random.ts';
import { demandOn } from '../seasons.ts';
import type { DemoWorld } from '../world.ts';
import { eveningOf, type Telling } from './telling.ts';

/** What a campaign cost on a day, in kopecks; 0: nothing was shown. */
export function spentOn({ seed, start }: DemoWorld, key: CampaignKey, day: Day): number {
  const { daily } = campaignOf(key);
  if (daily === 0 || !runsOn(key, start, day)) return 0;
  const random = new Random(seed, 'spend', key, day);
  const weekend = weekdayOf(day) > 5 ? 0.55 : 1;
  return Math.round(daily * demandOn(day, start) ** 0.8 * weekend * random.between(0.75, 1.25)) * 100;
}

/** Days of a telling, the last one whole: what is spent on a day is noted in the evening. */
export function* daysTold({ after, until, world }: Telling): Generator<{ day: Day; noted: Date }> {
  for (let day = dayOf(after, world.timeZone); ; day = addDays(day, 1)) {
    const noted = eveningOf(world, day);
    if (noted > until) return;
    if (noted > after) yield { day, noted };
  }
}

/** Writes what campaigns spent day by day, and what their stands and films cost at once. */
export async function writeSpend(telling: Telling): Promise<void> {
  const { tx, ctx, world, nouns, heard } = telling;
  const department_id = nouns.of('department', 'marketing').id;
  const spends = [];
  for (const { day, noted } of daysTold(telling)) {
    for (const key of campaignKeys) {
      const { source, once, name } = campaignOf(key);
      const campaignId = nouns.of('campaign', key).id;
      const sourceId = nouns.of('source', source).id;
      const at = startOfDay(day, world.timeZone);
      const stamps = { spent: { campaign_id: campaignId, source_id: sourceId, department_id } };
      const row = { campaignId, sourceId, day, at, stamps, recordedAt: heard(noted) };
      const amount = spentOn(world, key, day);
      if (amount > 0) spends.push({ ...row, kind: 'placement' as const, amount });
      if (once > 0 && day === daysOf(key, world.start).first) {
        const note = campaignOf(key).kind === 'event' ? 'Аренда места, стенд, поездка' : `Подготовка: ${name}`;
        spends.push({ ...row, kind: 'production' as const, amount: once * 100, note });
      }
    }
  }
  await writeMany(tx, ctx, spendNoun, spends);
}

const networks = { vk: { begin: 1900, weekly: 14 }, telegram: { begin: 260, weekly: 13 } } as const;

/** Writes how we stand in social networks, as it is looked up each Monday. */
export async function writeSocial(telling: Telling): Promise<void> {
  const { tx, ctx, world, nouns, heard } = telling;
  const rows = [];
  for (const { day, noted } of daysTold(telling)) {
    if (weekdayOf(day) !== 1) continue;
    for (const source of ['vk', 'telegram'] as const) {
      const key = source;
      if (!runsOn(key, world.start, day)) continue;
      const random = new Random(world.seed, 'social', source, day);
      const { begin, weekly } = networks[source];
      const weeks = Math.round((Date.parse(day) - Date.parse(daysOf(key, world.start).first)) / 604_800_000);
      const followers = Math.round(begin + weekly * weeks * random.between(0.97, 1.03));
      const reach = Math.round(followers * random.between(0.35, 0.9));
      const clicks = Math.round(reach * random.between(0.008, 0.03));
      const reactions = Math.round(reach * random.between(0.015, 0.05));
      const posts = random.whole(1, 3);
      const counted = {
        followers,
        reach,
        impressions: Math.round(reach * random.between(1.3, 2.1)),
        clicks,
        reactions,
        posts,
      };
      rows.push({ sourceId: nouns.of('source', source).id, day, ...counted, recordedAt: heard(noted) });
    }
  }
  await writeMany(tx, ctx, socialMetricNoun, rows);
}
