import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { does, findings, refusedTo } from '../sales/deal-desk.ts';
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

describe('a procedure', () => {
  test('keeps who changed what, and is the only one of its stage', async () => {
    const [stage] = (await world.pipeline(['Один'], 'Версии')).stages;
    const head = await world.enters('head_of_sales', { employee: await world.employee('Роман') });
    const added = await does(head, 'addProcedure', {
      title: 'Черновик',
      stageId: stage?.id,
      steps: [{ title: 'А' }],
    });
    expect(await refusedTo(head, 'addProcedure', { title: 'Второй', stageId: stage?.id })).toMatchObject({
      refusal: 'TAKEN',
      field: 'input.stageId',
    });
    await does(world, 'amendProcedure', {
      id: added.id,
      version: 1,
      title: 'Чистовик',
      steps: [{ title: 'А', code: '1' }, { title: 'Б' }],
    });
    await does(head, 'reviewProcedure', { id: added.id, note: 'Годится' });
    const { procedure } = await seller.ask<{ procedure: { history: { nodes: object[]; totalCount: number } } }>(
      `query ($id: ID!) { procedure(id: $id) { history(first: 2) { totalCount
        nodes { version verb changed title note actor { name } steps { code title } } } } }`,
      { id: added.id },
    );
    expect(procedure.history).toEqual({
      totalCount: 3,
      nodes: [
        {
          ...{ version: 3, verb: 'reviewProcedure', changed: ['reviewedOn'], title: 'Чистовик', note: 'Годится' },
          actor: { name: 'Роман' },
          steps: [
            { code: '1', title: 'А' },
            { code: '2', title: 'Б' },
          ],
        },
        {
          ...{
            version: 2,
            verb: 'amendProcedure',
            changed: ['title', 'steps'],
            title: 'Чистовик',
            note: null,
            actor: null,
          },
          steps: [
            { code: '1', title: 'А' },
            { code: '2', title: 'Б' },
          ],
        },
      ],
    });
    const twice = [
      { title: 'А', code: 'x' },
      { title: 'Б', code: 'x' },
    ];
    expect(await refusedTo(head, 'addProcedure', { title: 'Т', steps: twice })).toMatchObject({
      field: 'input.steps.0.code',
    });
    expect(await refusedTo(head, 'addProcedure', { title: 'Т', steps: [{ title: '' }] })).toMatchObject({
      field: 'input.steps.0.title',
    });
    expect(await refusedTo(seller, 'addProcedure', { title: 'Т' })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refusedTo(seller, 'reviewProcedure', { id: added.id })).toMatchObject({ code: 'FORBIDDEN' });
    await does(head, 'endProcedure', { id: added.id });
    await does(head, 'addProcedure', { title: 'Новый', stageId: stage?.id });
  });

  test('is reviewed on schedule; those that are late are listed, the longest first', async () => {
    const every = await does<{ id: string; reviewOn: string }>(
      world,
      'addProcedure',
      { title: 'Месячный', reviewEveryDays: 30 },
      'id reviewOn',
    );
    expect(every.reviewOn).toBe('2026-04-17');
    const late = await does(world, 'addProcedure', { title: 'Давний', reviewOn: '2026-03-01', reviewEveryDays: 10 });
    const later = await does(world, 'addProcedure', { title: 'Вчерашний', reviewOn: '2026-03-17' });
    await does(world, 'addProcedure', { title: 'Сегодняшний', reviewOn: '2026-03-18' });
    const overdue = async (after: string | null = null) => {
      interface Page {
        overdueReviews: { nodes: { id: string }[]; totalCount: number; pageInfo: { endCursor: string } };
      }
      const query =
        'query ($after: String) { overdueReviews(first: 1, after: $after) { nodes { id } totalCount pageInfo { endCursor } } }';
      return (await world.ask<Page>(query, { after })).overdueReviews;
    };
    const page = await overdue();
    expect(page).toMatchObject({ nodes: [{ id: late.id }], totalCount: 2 });
    expect(await overdue(page.pageInfo.endCursor)).toMatchObject({ nodes: [{ id: later.id }] });
    const reviewed = await does<object>(world, 'reviewProcedure', { id: late.id }, 'reviewOn reviewedOn');
    expect(reviewed).toEqual({ reviewOn: '2026-03-28', reviewedOn: '2026-03-18' });
    const unscheduled = await does<object>(world, 'reviewProcedure', { id: later.id }, 'reviewOn reviewedOn');
    expect(unscheduled).toEqual({ reviewOn: null, reviewedOn: '2026-03-18' });
    expect(await overdue()).toMatchObject({ totalCount: 0 });
  });
});
