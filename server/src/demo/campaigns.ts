import { addDays, type Day } from '../lib/zone.ts';
import type { SourceKey } from './catalogue.ts';
import type { Random } from './random.ts';
import type { DemoWorld } from './world.ts';

/** What marketing does: `from` and `to` in months since the story's beginning (null: it goes on), money in roubles a day of showing. */
interface DemoCampaign {
  name: string;
  source: SourceKey;
  kind: string;
  from: number;
  to: number | null;
  /** what a day costs; 0: only what it takes to make it */
  daily: number;
  /** paid once, at the beginning */
  once: number;
  goal: string;
}

export const campaigns = {
  search: {
    ...{ name: 'Яндекс Директ: поиск', source: 'advertising', kind: 'advertising', from: 0, to: null },
    ...{ daily: 5200, once: 0, goal: 'Не меньше 60 обращений в месяц по цене до 3 000 ₽' },
  },
  retargeting: {
    ...{ name: 'Яндекс Директ: ретаргетинг', source: 'advertising', kind: 'advertising', from: 7, to: null },
    ...{ daily: 1700, once: 24_000, goal: 'Вернуть на сайт тех, кто смотрел каталог и не оставил заявку' },
  },
  blog: {
    ...{ name: 'Статьи о складе и магазине', source: 'site', kind: 'content', from: 3, to: null },
    ...{ daily: 900, once: 60_000, goal: 'Рост обращений с сайта на четверть за год' },
  },
  vk: {
    ...{ name: 'ВКонтакте: кейсы клиентов', source: 'vk', kind: 'social', from: 1, to: null },
    ...{ daily: 1100, once: 18_000, goal: 'Узнаваемость среди владельцев кафе и магазинов' },
  },
  telegram: {
    ...{ name: 'Telegram-канал «Полка и склад»', source: 'telegram', kind: 'social', from: 9, to: null },
    ...{ daily: 650, once: 12_000, goal: 'Две тысячи подписчиков из числа закупщиков' },
  },
  springFair: {
    ...{ name: 'Выставка «ПИР Экспо», весна', source: 'exhibition', kind: 'event', from: 1, to: 3 },
    ...{ daily: 0, once: 380_000, goal: '80 контактов, 25 заявок' },
  },
  warehouseFair: {
    ...{ name: 'Выставка CeMAT: стенд складской техники', source: 'exhibition', kind: 'event', from: 8, to: 10 },
    ...{ daily: 0, once: 520_000, goal: '120 контактов, 40 заявок' },
  },
  secondFair: {
    ...{ name: 'Выставка «ПИР Экспо», второй год', source: 'exhibition', kind: 'event', from: 13, to: 15 },
    ...{ daily: 0, once: 410_000, goal: '100 контактов, 30 заявок' },
  },
  autumnFair: {
    ...{ name: 'Выставка CeMAT, второй год', source: 'exhibition', kind: 'event', from: 20, to: 22 },
    ...{ daily: 0, once: 560_000, goal: '140 контактов, 50 заявок' },
  },
  friends: {
    ...{ name: '«Приведи коллегу»', source: 'recommendation', kind: 'referral', from: 5, to: null },
    ...{ daily: 300, once: 15_000, goal: 'Каждый пятый новый клиент — по рекомендации' },
  },
} as const satisfies Record<string, DemoCampaign>;

export type CampaignKey = keyof typeof campaigns;
export const campaignKeys = Object.keys(campaigns) as CampaignKey[];

export function campaignOf(key: CampaignKey): DemoCampaign {
  return campaigns[key];
}

/** The first and the last day of a campaign; null: it goes on. */
export function daysOf(key: CampaignKey, start: Day): { first: Day; last: Day | null } {
  const { from, to } = campaignOf(key);
  return { first: monthAfter(start, from), last: to === null ? null : addDays(monthAfter(start, to), -1) };
}

/** The first day of the month so many months after the one a day lies in. */
export function monthAfter(day: Day, months: number): Day {
  const month = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`;
}

/** The campaign that brought somebody from a source at a position; null: nothing in particular. */
export function campaignOn(random: Random, source: SourceKey, world: DemoWorld, position: number): CampaignKey | null {
  const day = world.office.day(Math.floor(position));
  const running = campaignKeys.filter((key) => campaignOf(key).source === source && runsOn(key, world.start, day));
  return running.length > 0 && random.chance(0.8)
    ? random.weighted(running, (key) => campaignOf(key).daily + 100)
    : null;
}

export function runsOn(key: CampaignKey, start: Day, day: Day): boolean {
  const { first, last } = daysOf(key, start);
  return first <= day && (last === null || day <= last);
}
