import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Named } from '../world/nouns.ts';
import { startWorld, type Visitor, type World } from '../world/world.ts';
import { does, entries, moscow, refusedTo, standsFor, totals } from './desk.ts';

let world: World;
let agent: Visitor;
let vera: Named;
let olga: Named;
let client: Named;
let product: Named;

beforeAll(async () => {
  world = await startWorld({ now: '2026-03-23T12:00:00+03:00' });
  vera = await world.employee('Вера', { team: await world.team('Служба') });
  olga = await world.employee('Ольга');
  agent = await world.enters('service_agent', { employee: vera });
  client = await world.client('ООО «Ромашка»');
  product = await world.product('Диван');
});
afterAll(() => world.close());

describe('a rating', () => {
  test('of a ticket is of its client, employee and product unless told otherwise', async () => {
    const input = { kind: 'REQUEST', subject: 'Вопрос', clientId: client.id, productId: product.id };
    const ticket = await does(agent, 'openTicket', input);
    const shown = 'id version score client { id } employee { id } product { id } at';
    const at = moscow('2026-03-23T11:00');
    expect(await does(agent, 'rateService', { ticketId: ticket.id, score: 5, at }, shown)).toMatchObject({
      ...{ client: { id: client.id }, employee: { id: vera.id }, product: { id: product.id }, at },
    });
    const other = await does(
      agent,
      'rateService',
      { ticketId: ticket.id, score: 3, employeeId: null, productId: null },
      shown,
    );
    expect(other).toMatchObject({ employee: null, product: null });
    const foreign = await world.client('ООО «Лютик»');
    const wrong = { ticketId: ticket.id, score: 3, clientId: foreign.id };
    expect(await refusedTo(agent, 'rateService', wrong)).toMatchObject({ field: 'input.clientId' });
  });

  test('counts where it was given, follows what is put right, and goes with its row', async () => {
    const at = moscow('2026-03-20T10:00');
    const rating = await does(agent, 'rateService', { clientId: client.id, employeeId: vera.id, score: 4, at });
    expect(await standsFor(world, 'rating', rating.id)).toEqual([
      { at, employee: vera.id, adds: { ratings: 1, rating_sum: 4, high_ratings: 1 } },
    ]);
    await does(agent, 'amendRating', { id: rating.id, version: 1, score: 2, employeeId: olga.id });
    expect(await standsFor(world, 'rating', rating.id)).toEqual([
      { at, employee: olga.id, adds: { ratings: 1, rating_sum: 2 } },
    ]);
    await does(agent, 'endRating', { id: rating.id });
    expect(await standsFor(world, 'rating', rating.id)).toEqual([]);
  });

  test.each([
    [{ score: 0 }, 'input.score'],
    [{ score: 6 }, 'input.score'],
    [{ score: 5, clientId: null }, 'input.clientId'],
    [{ score: 5, ticketId: '999' }, 'input.ticketId'],
    [{ score: 5, at: moscow('2026-03-24T10:00') }, 'input.at'],
  ])('is refused as %j, naming the field', async (input, field) => {
    expect(await refusedTo(agent, 'rateService', { clientId: client.id, ...input })).toMatchObject({ field });
  });

  test('is done once per key, and not by whoever sells', async () => {
    const input = { key: 'rated', clientId: client.id, score: 5 };
    const rated = await does(agent, 'rateService', input);
    const before = await entries(world);
    expect(await does(agent, 'rateService', input)).toEqual(rated);
    expect(await entries(world)).toBe(before);
    const seller = await world.enters('manager', { employee: olga });
    expect(await refusedTo(seller, 'rateService', { clientId: client.id, score: 5 })).toMatchObject({
      code: 'FORBIDDEN',
    });
    const { ratings } = await seller.ask<{ ratings: { totalCount: number } }>(
      '{ ratings(where: { ended: false }) { totalCount } }',
    );
    expect(ratings.totalCount, 'neither of her clients nor of herself').toBe(0);
  });
});

describe('an answer to "would you recommend us"', () => {
  test('promotes from 9 on and warns others off up to 6', async () => {
    const scores = [0, 6, 7, 8, 9, 10];
    const given = [];
    for (const score of scores) given.push(await does(agent, 'addNpsAnswer', { clientId: client.id, score }));
    expect(await totals(world, 'nps_answer')).toEqual({ nps_answers: 6, promoters: 2, detractors: 2 });
    await does(agent, 'amendNpsAnswer', { id: given[2]?.id, version: 1, score: 9 });
    await does(agent, 'endNpsAnswer', { id: given[0]?.id });
    expect(await totals(world, 'nps_answer')).toEqual({ nps_answers: 5, promoters: 3, detractors: 1 });
  });

  test.each([
    [{ score: -1 }, 'input.score'],
    [{ score: 11 }, 'input.score'],
    [{ score: 5, clientId: '999' }, 'input.clientId'],
    [{ score: 5, employeeId: '999' }, 'input.employeeId'],
  ])('is refused as %j, naming the field', async (input, field) => {
    expect(await refusedTo(agent, 'addNpsAnswer', { clientId: client.id, ...input })).toMatchObject({ field });
  });
});

describe('feedback', () => {
  test('is noted by whoever was told, and becomes a ticket once', async () => {
    const seller = await world.enters('manager', { employee: olga });
    const hers = await world.client('ООО «Её»', { owner: olga });
    const said = {
      clientId: hers.id,
      kind: 'CLAIM',
      text: 'Привезли не тот цвет. Просим заменить.',
      productId: product.id,
    };
    const shown = 'id version kind employee { id } ticket { id kind subject text status client { id } product { id } }';
    const feedback = await does(seller, 'addFeedback', said, shown);
    expect(feedback).toMatchObject({ employee: { id: olga.id }, ticket: null });
    expect(await refusedTo(seller, 'escalateFeedback', { id: feedback.id })).toMatchObject({ code: 'FORBIDDEN' });
    const raised = await does(agent, 'escalateFeedback', { key: 'raise', id: feedback.id }, shown);
    expect(raised.ticket).toMatchObject({
      ...{ kind: 'COMPLAINT', subject: said.text, text: said.text, status: 'NEW', client: { id: hers.id } },
      product: { id: product.id },
    });
    const before = await entries(world);
    expect(await does(agent, 'escalateFeedback', { key: 'raise', id: feedback.id }, shown)).toEqual(raised);
    expect(await entries(world)).toBe(before);
    expect(await refusedTo(agent, 'escalateFeedback', { id: feedback.id })).toMatchObject({
      refusal: 'FEEDBACK_ALREADY_ESCALATED',
    });
    const { ticket } = raised as unknown as { ticket: { id: string } };
    expect((await standsFor(world, 'ticket', ticket.id))[0]).toMatchObject({
      employee: vera.id,
      adds: { complaints: 1 },
    });
  });

  test('of an idea is asked for, under its first words', async () => {
    const text = `${'Слово '.repeat(30)}\nи ещё строка`;
    const { id } = await does(agent, 'addFeedback', { clientId: client.id, kind: 'IDEA', text });
    const raised = await does(
      agent,
      'escalateFeedback',
      { id, priority: 'LOW' },
      'id version ticket { kind priority subject }',
    );
    expect(raised.ticket).toEqual({ kind: 'REQUEST', priority: 'LOW', subject: `${'Слово '.repeat(19)}Слово…` });
  });

  test.each([
    [{ text: '' }, 'input.text'],
    [{ clientId: '999' }, 'input.clientId'],
  ])('is refused as %j, naming the field', async (input, field) => {
    const given = { clientId: client.id, kind: 'PRAISE', text: 'Спасибо', ...input };
    expect(await refusedTo(agent, 'addFeedback', given)).toMatchObject({ field });
  });
});

test('who does not serve clients does none of it', async () => {
  const rating = await does(agent, 'rateService', { clientId: client.id, score: 5 });
  const answer = await does(agent, 'addNpsAnswer', { clientId: client.id, score: 5 });
  const said = await does(agent, 'addFeedback', { clientId: client.id, kind: 'PRAISE', text: 'Спасибо' });
  const before = await entries(world);
  for (const role of ['analyst', 'assistant', 'marketer', 'screen'] as const) {
    const somebody = await world.enters(role, { employee: olga });
    for (const [verb, input] of [
      ['rateService', { clientId: client.id, score: 5 }],
      ['amendRating', { ...rating, score: 4 }],
      ['endRating', { id: rating.id }],
      ['addNpsAnswer', { clientId: client.id, score: 5 }],
      ['amendNpsAnswer', { ...answer, score: 4 }],
      ['endNpsAnswer', { id: answer.id }],
      ['addFeedback', { clientId: client.id, kind: 'PRAISE', text: 'Спасибо' }],
      ['amendFeedback', { ...said, text: 'Ой' }],
      ['escalateFeedback', { id: said.id }],
      ['endFeedback', { id: said.id }],
    ] as const)
      expect(await refusedTo(somebody, verb, input), `${role} ${verb}`).toMatchObject({ code: 'FORBIDDEN' });
  }
  expect(await entries(world)).toBe(before);
});
