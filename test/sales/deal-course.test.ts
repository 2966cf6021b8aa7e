import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Named, Pipeline } from '../world/nouns.ts';
import type { Person } from '../world/person.ts';
import { startWorld, type Visitor, type World } from '../world/world.ts';
import { does, findings, refusedTo } from './deal-desk.ts';

let world: World;
let sales: Pipeline;
let olga: Person;
let seller: Visitor;

const day = 86_400_000;

beforeAll(async () => {
  world = await startWorld();
  sales = await world.pipeline(['Новая', 'Переговоры', 'Договор']);
  olga = await world.manager('Ольга');
  seller = await world.enters('manager', { employee: olga });
});
afterAll(async () => {
  const wrong = await findings(world);
  await world.close();
  expect(wrong).toEqual([]);
});

describe('a deal that stands too long', () => {
  test('rots from its day on, and is listed in order', async () => {
    const pipeline = await world.pipeline(['Быстрый', 'Без срока'], 'Гниение');
    const [fast] = pipeline.stages as [Named, Named];
    await does(world, 'amendStage', { id: fast.id, version: 1, rottingDays: 3 });
    const now = world.clock.now().getTime();
    const since = (days: number) => new Date(now - days * day);
    const old = await olga.opens({ pipeline, stage: 'Быстрый', at: since(10), title: 'старая' });
    const exact = await olga.opens({ pipeline, stage: 'Быстрый', at: since(3), title: 'ровно' });
    await olga.opens({ pipeline, stage: 'Быстрый', at: since(2), title: 'свежая' });
    await olga.opens({ pipeline, stage: 'Без срока', at: since(100), title: 'вечная' });
    const closed = await olga.opens({ pipeline, stage: 'Быстрый', at: since(20), title: 'закрытая' });
    await olga.wins(closed);
    const list = async (where: object, first = 50, after: string | null = null) => {
      const { deals } = await world.ask<{
        deals: {
          nodes: { title: string; rottingSince: string | null }[];
          totalCount: number;
          pageInfo: { endCursor: string };
        };
      }>(
        `query ($where: DealFilter, $first: Int, $after: String) { deals(where: $where, first: $first, after: $after,
          orderBy: { by: rottingSince, direction: ASC }) { nodes { title rottingSince } totalCount pageInfo { endCursor } } }`,
        { where: { pipeline: [pipeline.id], ...where }, first, after },
      );
      return deals;
    };
    const rotting = await list({ rotting: true });
    expect(rotting.nodes).toEqual([
      { title: old.title, rottingSince: since(7).toISOString() },
      { title: exact.title, rottingSince: since(0).toISOString() },
    ]);
    expect((await list({ rotting: false })).totalCount).toBe(3);
    const seen: string[] = [];
    let after: string | null = null;
    for (let page = 0; page < 5; page += 1) {
      const read = await list({}, 1, after);
      seen.push(...read.nodes.map(({ title }) => title));
      after = read.pageInfo.endCursor;
    }
    expect(seen.slice(0, 3)).toEqual(['старая', 'ровно', 'свежая']);
    expect(seen.toSorted()).toEqual(['вечная', 'закрытая', 'ровно', 'свежая', 'старая']);
    expect(await world.refused('{ deals(after: "x") { totalCount } }')).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'after',
    });
  });

  test('slips count how often its closing was put off', async () => {
    const deal = await olga.opens({ pipeline: sales, expectedCloseAt: '2026-04-01T00:00:00Z' });
    for (const expectedCloseAt of [
      '2026-04-10T00:00:00Z',
      '2026-04-05T00:00:00Z',
      null,
      '2026-05-01T00:00:00Z',
      '2026-05-02T00:00:00Z',
    ])
      await olga.amends(deal, { expectedCloseAt });
    const { deal: read } = await world.ask<{ deal: object }>(
      'query ($id: ID!) { deal(id: $id) { slips firstExpectedCloseAt expectedCloseAt } }',
      { id: deal.id },
    );
    expect(read).toEqual({
      slips: 2,
      firstExpectedCloseAt: '2026-04-01T00:00:00.000Z',
      expectedCloseAt: '2026-05-02T00:00:00.000Z',
    });
  });
});

describe('the history of a deal', () => {
  test('tells what happened, who recorded it and how long it stood where', async () => {
    const now = world.clock.now().getTime();
    const at = (days: number) => new Date(now - days * day);
    const deal = await olga.opens({ pipeline: sales, stage: 'Новая', at: at(9), amount: 5 });
    await olga.moves(deal, 'Переговоры', { at: at(7) });
    await olga.amends(deal, { title: 'Иначе', at: at(6) });
    await olga.wins(deal, { at: at(4) });
    await olga.reopens(deal, { at: at(3) });
    await does(seller, 'loseDeal', { dealId: deal.id, version: deal.version, at: at(1) });
    interface Fact {
      kind: string;
      secondsInStage: number | null;
      stage: Named;
      actor: Named | null;
      changed: string[];
    }
    interface Answer {
      deal: { history: { nodes: Fact[]; totalCount: number; pageInfo: { endCursor: string } } };
    }
    const seen: Fact[] = [];
    let after: string | null = null;
    for (let page = 0; page < 3; page += 1) {
      const { deal: read }: Answer = await world.ask<Answer>(
        `query ($id: ID!, $after: String) { deal(id: $id) { history(first: 2, after: $after) { totalCount pageInfo { endCursor }
          nodes { kind secondsInStage changed stage { name } actor { name } } } } }`,
        { id: deal.id, after },
      );
      expect(read.history.totalCount).toBe(6);
      seen.push(...read.history.nodes);
      after = read.history.pageInfo.endCursor;
    }
    expect(
      seen.map(({ kind, secondsInStage, stage }) => [kind, secondsInStage && secondsInStage / 86_400, stage.name]),
    ).toEqual([
      ['OPENED', null, 'Новая'],
      ['MOVED', 2, 'Переговоры'],
      ['AMENDED', null, 'Переговоры'],
      ['WON', 3, 'Переговоры'],
      ['REOPENED', null, 'Переговоры'],
      ['LOST', 2, 'Переговоры'],
    ]);
    expect(seen[2]?.changed).toEqual(['title']);
    expect(seen[5]?.actor?.name).toBe('Ольга');
  });
});

describe('the next step', () => {
  test('is agreed, done and listed by when it is due', async () => {
    const deal = await olga.opens({ pipeline: sales, title: 'шаг' });
    const on = { dealId: deal.id };
    const told = await does<{ version: number; nextStep: object }>(
      seller,
      'setNextStep',
      { ...on, version: 1, text: 'Отправить счёт', dueAt: '2026-03-19T06:00:00Z' },
      'version nextStep { text dueAt }',
    );
    expect(told).toEqual({ version: 2, nextStep: { text: 'Отправить счёт', dueAt: '2026-03-19T06:00:00.000Z' } });
    const { deals } = await world.ask<{ deals: { nodes: { id: string }[] } }>(
      '{ deals(where: { nextStepAt: { from: "2026-03-19T00:00:00Z", to: "2026-03-20T00:00:00Z" } }) { nodes { id } } }',
    );
    expect(deals.nodes).toEqual([{ id: deal.id }]);
    const cleared = await does<object>(
      seller,
      'setNextStep',
      { ...on, version: 2, text: null },
      'version nextStep { text }',
    );
    expect(cleared).toEqual({ version: 3, nextStep: null });
    expect(await refusedTo(world, 'setNextStep', { ...on, version: 3, dueAt: '2026-03-19T06:00:00Z' })).toMatchObject({
      field: 'input.text',
    });
    expect(await refusedTo(world, 'setNextStep', { ...on, version: 2, text: 'x' })).toMatchObject({ code: 'CONFLICT' });
    const stranger = await world.enters('manager', { employee: await world.employee('Чужой') });
    expect(await refusedTo(stranger, 'setNextStep', { ...on, version: 3, text: 'x' })).toMatchObject({
      code: 'NOT_FOUND',
    });
    const analyst = await world.enters('analyst');
    expect(await refusedTo(analyst, 'advanceDeal', { ...on, version: 3 })).toMatchObject({ code: 'FORBIDDEN' });
  });
});
