import { graphql } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildVoronkaSchema } from '../../server/src/schema.ts';
import { contextAt } from '../kpi/ledger-fixture.ts';
import { does, findings, refusedTo, sums } from '../sales/deal-desk.ts';
import type { Named, Pipeline } from '../world/nouns.ts';
import type { Person } from '../world/person.ts';
import { startWorld, type Visitor, type World } from '../world/world.ts';

let world: World;
let olga: Person;
let seller: Visitor;

beforeAll(async () => {
  world = await startWorld({ now: '2026-03-18T12:00:00+03:00' });
  olga = await world.manager('Ольга');
  seller = await world.enters('manager', { employee: olga });
});
afterAll(async () => {
  const wrong = await findings(world);
  await world.close();
  expect(wrong).toEqual([]);
});

const steps = [
  { title: 'Позвонить', description: 'в течение часа', responsible: 'менеджер', withinDays: 1 },
  { title: 'Отправить анкету', code: 'anketa' },
  { title: 'Поздравить', required: false },
];
interface Item {
  stepId: string;
  title: string;
  required: boolean;
  done: boolean;
  at: string | null;
  dueAt: string | null;
  by: Named | null;
}
const checklist = 'checklist { stepId title required done at dueAt by { name } }';

async function stages(name: string): Promise<Pipeline & { first: Named; second: Named; third: Named }> {
  const pipeline = await world.pipeline(['Один', 'Два', 'Три'], name);
  const [first, second, third] = pipeline.stages as [Named, Named, Named];
  return { ...pipeline, first, second, third };
}

describe('a deal', () => {
  test('carries the checklist of its stage, and what is done of it counts when it goes on', async () => {
    const pipeline = await stages('Список');
    await does(world, 'addProcedure', { title: 'Первый контакт', stageId: pipeline.first.id, steps });
    const deal = await olga.opens({ pipeline, stage: 'Один' });
    const read = async () =>
      (
        await seller.ask<{ deal: { checklist: Item[] } }>(`query ($id: ID!) { deal(id: $id) { ${checklist} } }`, {
          id: deal.id,
        })
      ).deal.checklist;
    const blank = { done: false, at: null, by: null };
    expect(await read()).toEqual([
      { stepId: '2', title: 'Позвонить', required: true, dueAt: '2026-03-19T09:00:00.000Z', ...blank },
      { stepId: 'anketa', title: 'Отправить анкету', required: true, dueAt: null, ...blank },
      { stepId: '3', title: 'Поздравить', required: false, dueAt: null, ...blank },
    ]);
    const check = (stepId: string, done = true, key = stepId) =>
      does(seller, 'checkItem', { key, dealId: deal.id, stepId, done });
    await check('2');
    await check('2');
    expect((await read())[0]).toMatchObject({ done: true, at: '2026-03-18T09:00:00.000Z', by: { name: 'Ольга' } });
    expect(await refusedTo(seller, 'checkItem', { dealId: deal.id, stepId: 'нет', done: true })).toMatchObject({
      field: 'input.stepId',
    });
    const on = { dealId: deal.id, version: deal.version };
    expect(await refusedTo(seller, 'advanceDeal', on)).toMatchObject({
      refusal: 'CHECKLIST_OPEN',
      open: [{ stepId: 'anketa', title: 'Отправить анкету' }],
    });
    const counted = (stage: Named) => sums(world, ['checklists', 'checklists_complete'], { stage_id: stage.id });
    // a plain move may leave the list open, and is counted so
    await olga.moves(deal, 'Два');
    expect(await counted(pipeline.first)).toEqual({ checklists: 1, checklists_complete: 0 });
    await olga.moves(deal, 'Один');
    expect((await read()).map(({ done }) => done)).toEqual([true, false, false]);
    await check('anketa');
    await olga.moves(deal, 'Три');
    expect(await counted(pipeline.first)).toEqual({ checklists: 2, checklists_complete: 1 });
    expect(await counted(pipeline.second)).toEqual({ checklists: 0, checklists_complete: 0 });
    await olga.wins(deal);
    expect(await counted(pipeline.third)).toEqual({ checklists: 0, checklists_complete: 0 });
    expect(await refusedTo(seller, 'checkItem', { dealId: deal.id, stepId: '3', done: true })).toMatchObject({
      refusal: 'DEAL_ALREADY_CLOSED',
    });
    const stranger = await world.enters('manager', { employee: await world.employee('Чужой') });
    expect(await refusedTo(stranger, 'checkItem', { dealId: deal.id, stepId: '3', done: true })).toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  test('leaves a strict stage only with its checklist complete', async () => {
    const pipeline = await stages('Строго');
    await does(world, 'amendStage', { id: pipeline.first.id, version: 1, strict: true });
    await does(world, 'addProcedure', { title: 'Строгий', stageId: pipeline.first.id, steps: [{ title: 'Дело' }] });
    const deal = await olga.opens({ pipeline, stage: 'Один' });
    const on = { dealId: deal.id, version: deal.version };
    expect(await refusedTo(seller, 'moveDeal', { ...on, stageId: pipeline.second.id })).toMatchObject({
      refusal: 'CHECKLIST_OPEN',
    });
    expect(await refusedTo(seller, 'winDeal', on)).toMatchObject({ refusal: 'CHECKLIST_OPEN' });
    await does(seller, 'checkItem', { dealId: deal.id, stepId: '1', done: true });
    await olga.wins(deal);
    expect(await sums(world, ['checklists', 'checklists_complete'], { stage_id: pipeline.first.id })).toEqual({
      checklists: 1,
      checklists_complete: 1,
    });
    await olga.reopens(deal);
    expect(await sums(world, ['checklists', 'stage_won'], { stage_id: pipeline.first.id })).toEqual({
      checklists: 0,
      stage_won: 0,
    });
    const { kpis } = await world.ask<{ kpis: { total: { procedureAdherence: { value: number | null } } } }>(
      `query ($stage: [ID]) { kpis(period: { named: ALL }, where: { stage: $stage }) { total { procedureAdherence { value } } } }`,
      { stage: [pipeline.first.id] },
    );
    expect(kpis.total.procedureAdherence.value).toBeNull();
  });

  test('and a hundred others tell their lists, steps and histories in a fixed number of statements', async () => {
    const pipeline = await stages('Много');
    await does(world, 'addProcedure', { title: 'Общий', stageId: pipeline.first.id, steps });
    await does(world, 'amendStage', {
      id: pipeline.first.id,
      version: 1,
      rottingDays: 5,
      requiredFields: ['amount', 'decisionMaker'],
    });
    for (let i = 0; i < 12; i += 1) await olga.opens({ pipeline, stage: 'Один', amount: i % 2 === 0 ? i : null });
    const ask = async (first: number): Promise<number> => {
      const before = world.database.app.statements;
      const { errors } = await graphql({
        schema: buildVoronkaSchema(),
        source: `query ($where: DealFilter, $first: Int) { deals(where: $where, first: $first) { nodes { rottingSince nextStep { text }
          listedLossReason { name } ${checklist} suggestedStep { missing stage { name } open { title by { name } } }
          history(first: 3) { nodes { kind stage { name } actor { name } } } } } }`,
        contextValue: contextAt(world.database, world.clock.now(), 'Europe/Moscow'),
        variableValues: { where: { pipeline: [pipeline.id] }, first },
      });
      expect(errors).toBeUndefined();
      return world.database.app.statements - before;
    };
    // the list, the stages for their limits, lists, readiness, histories; then the stages and people these name
    expect(await ask(2)).toBeLessThanOrEqual(8);
    expect(await ask(12)).toBe(await ask(2));
  });
});
