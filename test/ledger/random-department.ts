import pino from 'pino';
import { systemViewer } from '../../server/src/access/viewer.ts';
import { makeContext } from '../../server/src/app-context.ts';
import type { Context } from '../../server/src/context.ts';
import type { Database } from '../../server/src/database/database.ts';
import { ensureSettings } from '../../server/src/department/settings/ensure-settings.ts';
import { Refusal } from '../../server/src/lib/refusal.ts';
import { sql } from '../../server/src/lib/sql.ts';
import { amendDeal } from '../../server/src/sales/deals/amend-deal.ts';
import { loseDeal, reopenDeal, winDeal } from '../../server/src/sales/deals/close-deal.ts';
import { moveDeal } from '../../server/src/sales/deals/move-deal.ts';
import { openDeal } from '../../server/src/sales/deals/open-deal.ts';
import { reassignDeal } from '../../server/src/sales/deals/reassign-deal.ts';
import { Nouns } from '../world/nouns.ts';

/** What the random verbs choose from. */
export interface Department {
  ctx: Context;
  clients: string[];
  employees: string[];
  products: string[];
  channels: string[];
  stages: string[];
}

/** A small department with everything a deal can touch. */
export async function furnish(database: Database): Promise<Department> {
  const settings = await ensureSettings(database.owner, {
    departmentName: 'Отдел',
    timeZone: 'Europe/Moscow',
    currency: 'RUB',
    activityWindowDays: 365,
    demo: false,
  });
  const around = {
    database,
    clock: { now: () => new Date() },
    log: pino({ level: 'silent' }),
    version: 'test',
    changed: () => {},
  };
  const ctx = makeContext({ ...around, settings: () => settings }, systemViewer('test', 'api'));
  const nouns = new Nouns(database);
  const ids = async (list: Promise<{ id: string }>[]) => (await Promise.all(list)).map((noun) => noun.id);
  const [first, second] = [await nouns.team('Первая'), await nouns.team('Вторая')];
  const [opt, retail] = [await nouns.segment('Опт'), await nouns.segment('Розница')];
  const [msk, spb] = [await nouns.territory('Москва'), await nouns.territory('Петербург')];
  const line = await nouns.productLine();
  const pipeline = await nouns.pipeline(['Новая', 'Квалификация', 'Переговоры', 'Договор']);
  return {
    ctx,
    clients: await ids([
      nouns.client('А', { segment: opt, territory: msk }),
      nouns.client('Б', { segment: retail }),
      nouns.client('В'),
    ]),
    employees: await ids([
      nouns.employee('Ольга', { team: first, territory: spb }),
      nouns.employee('Пётр', { team: second }),
      nouns.employee('Анна', { team: first }),
    ]),
    products: await ids([
      nouns.product('Кровать', { line, price: 100_00, cost: 60_00 }),
      nouns.product('Матрас', { line, price: 33_33 }),
      nouns.product('Стул', { price: 7_01, cost: 0 }),
    ]),
    channels: await ids([nouns.channel('Прямые'), nouns.channel('Дилеры')]),
    stages: pipeline.stages.map((stage) => stage.id),
  };
}

/** A number from 0 to 1, again and again. */
export type Random = () => number;

/** mulberry32: small, seeded, good enough to be surprising. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One random verb of one of the department's deals. Refusals are part of life; anything else fails the test. */
export async function anyVerb(department: Department, random: Random, key: string): Promise<'done' | 'refused'> {
  try {
    await attempt(department, random, key);
    return 'done';
  } catch (error) {
    if (error instanceof Refusal) return 'refused';
    throw error;
  }
}

async function attempt(department: Department, random: Random, key: string): Promise<void> {
  const { ctx } = department;
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const maybe = <T>(chance: number, value: () => T): T | undefined => (random() < chance ? value() : undefined);
  const past = () => new Date(Date.now() - Math.floor(random() * 40 * 86_400_000));
  const lines = () =>
    Array.from({ length: 1 + Math.floor(random() * 3) }, () => ({
      productId: pick(department.products),
      quantity: 1 + Math.floor(random() * 5),
      discount: pick([0, 0.1, 0.333]),
      cost: maybe(0.2, () => 1.23),
    }));
  const worth = () =>
    pick([() => ({ lines: lines() }), () => ({ amount: Math.round(random() * 1e6) / 100 }), () => ({})])();
  const target = await someDeal(ctx, random);
  if (!target || random() < 0.25) {
    await openDeal(ctx, {
      key,
      clientId: pick(department.clients),
      ownerId: maybe(0.8, () => pick(department.employees)),
      channelId: maybe(0.5, () => pick(department.channels)),
      at: maybe(0.7, past),
      ...worth(),
    });
    return;
  }
  // now and then the version is an old one, as a screen left open would send it
  const on = {
    key,
    dealId: target.id,
    version: random() < 0.05 ? target.version - 1 : target.version,
    at: maybe(0.5, past),
  };
  await pick([
    () => moveDeal(ctx, { ...on, stageId: pick(department.stages) }),
    () => moveDeal(ctx, { ...on, stageId: pick(department.stages) }),
    () =>
      amendDeal(ctx, {
        ...on,
        ...pick([worth(), { channelId: pick(department.channels) }, { title: 'Иначе' }, { lines: [] }]),
      }),
    () => winDeal(ctx, on),
    () => loseDeal(ctx, { ...on, reason: 'дорого' }),
    () => reopenDeal(ctx, on),
    () => reassignDeal(ctx, { ...on, ownerId: pick(department.employees) }),
  ])();
}

async function someDeal(ctx: Context, random: Random): Promise<{ id: string; version: number } | undefined> {
  const [deal] = await ctx.database.app.query<{
    id: string;
    version: number;
  }>(sql`/* some-deal */ select id, version from deal
    order by (id * 7919 + ${Math.floor(random() * 1e6)}) % 9973 limit 1`);
  return deal;
}
