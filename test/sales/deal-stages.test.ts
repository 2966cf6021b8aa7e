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

async function order(pipeline: Named): Promise<string[]> {
  const { pipeline: read } = await world.ask<{ pipeline: { stages: { name: string; position: number }[] } }>(
    'query ($id: ID!) { pipeline(id: $id) { stages { name position } } }',
    { id: pipeline.id },
  );
  const places = read.stages.map(({ position }) => position);
  expect(places).toEqual([...new Set(places)].toSorted((a, b) => a - b));
  return read.stages.map(({ name }) => name);
}

describe('stages of a pipeline', () => {
  test('are added, put in another order and ended', async () => {
    const pipeline = await does<Named>(world, 'addPipeline', { name: 'Опт' }, 'id name');
    const ids: Record<string, string> = {};
    for (const name of ['А', 'Б', 'В', 'Г']) {
      ids[name] = (await does(world, 'addStage', { name, pipelineId: pipeline.id })).id;
    }
    expect(await order(pipeline)).toEqual(['А', 'Б', 'В', 'Г']);
    await does(world, 'amendStage', { id: ids['Г'], version: 1, position: 2 });
    expect(await order(pipeline)).toEqual(['А', 'Г', 'Б', 'В']);
    await does(world, 'amendStage', { id: ids['А'], version: 1, position: 3 });
    expect(await order(pipeline)).toEqual(['Г', 'Б', 'А', 'В']);
    await does(world, 'addStage', { name: 'Д', pipelineId: pipeline.id, position: 2 });
    expect(await order(pipeline)).toEqual(['Г', 'Д', 'Б', 'А', 'В']);
    await does(world, 'amendStage', { id: ids['В'], version: 1, position: 10_000 });
    expect(await order(pipeline)).toEqual(['Г', 'Д', 'Б', 'А', 'В']);
    await does(world, 'endStage', { id: ids['Г'] });
    expect(await refusedTo(seller, 'amendStage', { id: ids['Б'], version: 1, position: 1 })).toMatchObject({
      code: 'FORBIDDEN',
    });
  });

  test('may be put in order by several at once', async () => {
    const pipeline = await does<Named>(world, 'addPipeline', { name: 'Вместе' }, 'id name');
    const names = ['1', '2', '3', '4', '5', '6'];
    const added = await Promise.all(names.map((name) => does(world, 'addStage', { name, pipelineId: pipeline.id })));
    expect((await order(pipeline)).toSorted()).toEqual(names);
    await Promise.all(
      added.map(({ id }, i) => does(world, 'amendStage', { id, version: 1, position: 1 + ((i * 5) % 6) })),
    );
    expect((await order(pipeline)).toSorted()).toEqual(names);
  });

  test.each([
    [{ name: '' }, 'input.name'],
    [{ rottingDays: 0 }, 'input.rottingDays'],
    [{ requiredFields: ['amount', 'colour'] }, 'input.requiredFields.1'],
    [{ requiredFields: ['amount', 'amount'] }, 'input.requiredFields.1'],
  ])('are refused with %j', async (wrong, field) => {
    const refused = await refusedTo(world, 'addStage', { name: 'Этап', pipelineId: sales.id, ...wrong });
    expect(refused).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });

  test('are not ended while open deals stand there, and let nothing in once they are', async () => {
    const pipeline = await world.pipeline(['Первый', 'Второй'], 'Закрываемая');
    const [first, second] = pipeline.stages as [Named, Named];
    const deal = await olga.opens({ pipeline, stage: 'Первый' });
    expect(await refusedTo(world, 'endStage', { id: first.id })).toMatchObject({
      refusal: 'DEALS_STAND_THERE',
      deals: 1,
    });
    expect(await refusedTo(world, 'endPipeline', { id: pipeline.id })).toMatchObject({ refusal: 'DEALS_STAND_THERE' });
    await does(world, 'endStage', { id: second.id });
    const into = { dealId: deal.id, version: deal.version, stageId: second.id };
    expect(await refusedTo(world, 'moveDeal', into)).toMatchObject({ refusal: 'ENDED', field: 'input.stageId' });
    const client = await world.client('ООО «Поздно»');
    expect(await refusedTo(world, 'openDeal', { clientId: client.id, stageId: second.id })).toMatchObject({
      refusal: 'ENDED',
      field: 'input.stageId',
    });
    await olga.loses(deal);
    await does(world, 'endPipeline', { id: pipeline.id });
  });
});

describe('a stage that asks for something', () => {
  test('lets a deal on only with it: forward, won or advanced; back always', async () => {
    const pipeline = await world.pipeline(['Старт', 'Условия', 'Финиш'], 'Строгая');
    const [, middle] = pipeline.stages as [Named, Named, Named];
    const requiredFields = [
      'amount',
      'expectedCloseAt',
      'channel',
      'decisionMaker',
      'proposal',
      'nextStep',
      'firstContact',
    ];
    await does(world, 'amendStage', { id: middle.id, version: 1, requiredFields });
    const client = await world.client('АО «Требование»');
    const deal = await olga.opens({ client, pipeline, stage: 'Условия' });
    const on = () => ({ dealId: deal.id, version: deal.version });
    const missing = async () => {
      const tries = await Promise.all([
        refusedTo(world, 'moveDeal', { ...on(), stageId: pipeline.stages[2]?.id }),
        refusedTo(world, 'winDeal', on()),
        refusedTo(world, 'advanceDeal', on()),
      ]);
      const { deal: read } = await world.ask<{ deal: { suggestedStep: { missing: string[]; stage: Named } } }>(
        'query ($id: ID!) { deal(id: $id) { suggestedStep { missing stage { id name } open { title } } } }',
        { id: deal.id },
      );
      expect(read.suggestedStep.stage.name).toBe('Финиш');
      for (const refused of tries) {
        expect(refused).toMatchObject({
          code: 'REFUSED',
          refusal: 'FIELDS_MISSING',
          missing: read.suggestedStep.missing,
        });
      }
      return read.suggestedStep.missing;
    };
    expect(await missing()).toEqual(requiredFields);
    await olga.amends(deal, { amount: 100, expectedCloseAt: '2026-04-01T12:00:00Z', channel: await world.channel() });
    expect(await missing()).toEqual(['decisionMaker', 'proposal', 'nextStep', 'firstContact']);
    await world.ask('mutation ($input: AddContactInput!) { addContact(input: $input) { id } }', {
      input: { key: 'лпр', clientId: client.id, name: 'Иван Решающий', decisionMaker: true },
    });
    expect(await missing()).toEqual(['proposal', 'nextStep', 'firstContact']);
    const paper = await does(world, 'addDocument', { kind: 'PROPOSAL', dealId: deal.id });
    expect(await missing()).toEqual(['proposal', 'nextStep', 'firstContact']);
    await does(world, 'issueDocument', { id: paper.id });
    Object.assign(
      deal,
      await does(world, 'setNextStep', { ...on(), text: ' Позвонить ', dueAt: '2026-03-20T09:00:00Z' }),
    );
    expect(await missing()).toEqual(['firstContact']);
    // back it may always
    await olga.moves(deal, 'Старт');
    await olga.moves(deal, 'Условия');
    await does(world, 'logActivity', { kind: 'CALL_OUT', dealId: deal.id, employeeId: olga.id });
    const { deal: now } = await world.ask<{ deal: { version: number } }>(
      'query ($id: ID!) { deal(id: $id) { version } }',
      {
        id: deal.id,
      },
    );
    const advanced = await does<{ stage: Named }>(
      seller,
      'advanceDeal',
      { ...on(), version: now.version },
      'stage { id name }',
    );
    expect(advanced.stage.name).toBe('Финиш');
    expect(await refusedTo(world, 'advanceDeal', { ...on(), version: now.version + 1 })).toMatchObject({
      refusal: 'LAST_STAGE',
    });
  });

  test('a deal elsewhere moves as before', async () => {
    const deal = await olga.opens({ pipeline: sales, stage: 'Новая' });
    await olga.moves(deal, 'Договор');
    expect((await olga.wins(deal)).status).toBe('WON');
  });
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
    const seen: Fact[] = [];
    let after: string | null = null;
    for (let page = 0; page < 3; page += 1) {
      const { deal: read } = await world.ask<{
        deal: { history: { nodes: Fact[]; totalCount: number; pageInfo: { endCursor: string } } };
      }>(
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
