import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Named, Pipeline } from '../world/nouns.ts';
import type { Person } from '../world/person.ts';
import { startWorld, type Visitor, type World } from '../world/world.ts';
import { does, findings, refusedTo } from './deal-desk.ts';

let world: World;
let sales: Pipeline;
let olga: Person;
let seller: Visitor;

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
