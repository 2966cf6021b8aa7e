import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dumpOf, everyFigure } from '../access/erasure-proof.ts';
import { findings } from '../department/house.ts';
import { does } from '../service/desk.ts';
import type { Named } from '../world/nouns.ts';
import type { Person } from '../world/person.ts';
import { startWorld, type World } from '../world/world.ts';

/** Everybody writes the client's name into everything that takes words. */
const clientName = 'ИП Кукуев Лаврентий';
const employeeName = 'Ефросинья Выхухолева';
const words = { client: ['кукуев', 'лаврент'], employee: ['выхухол', 'ефросин'] };

let world: World;
let client: Named;
let seller: Person;
let heir: Person;
let before: unknown;
beforeAll(async () => {
  world = await startWorld();
  await world.pipeline();
  const department = await world.department();
  seller = await world.manager(employeeName, { team: await world.team('Первая', { department }) });
  client = await world.client(clientName, { owner: seller, segment: await world.segment() });
  heir = await world.manager('Наследник', { team: await world.team('Вторая', { department }) });
  const said = `Звонил ${clientName}, передать: ${employeeName}`;
  const about = { clientId: client.id, employeeId: seller.id };
  const deal = await seller.opens({ client, amount: 100, title: said });
  await does(world, 'logActivity', { ...about, kind: 'CALL_OUT', talkSeconds: 60, note: said });
  await does(world, 'logActivity', { employeeId: heir.id, kind: 'CALL_IN', note: said });
  await does(world, 'addTask', {
    clientId: client.id,
    assigneeId: seller.id,
    title: said,
    note: said,
    dueAt: '2026-03-20T09:00:00Z',
  });
  const lead = await does(world, 'addLead', { name: clientName, request: said, employeeId: seller.id });
  await does(world, 'answerLead', { id: lead.id });
  const ticket = await does(world, 'openTicket', { ...about, kind: 'COMPLAINT', subject: said, text: said });
  await does(world, 'resolveTicket', { id: ticket.id, resolution: 'SOLVED', outcome: said });
  await does(world, 'reopenTicket', { id: ticket.id, reason: said });
  await does(world, 'rateService', { ticketId: ticket.id, score: 5, comment: said });
  await does(world, 'addNpsAnswer', { ...about, score: 9, comment: said });
  await does(world, 'addFeedback', { ...about, kind: 'PRAISE', text: said });
  await does(world, 'giveAward', { employeeId: heir.id, kind: 'AWARD', title: 'За дело', reason: said });
  await does(world, 'thank', { employeeId: heir.id, words: said });
  await does(world, 'addPriorityClient', { clientId: client.id, reason: said });
  const rival = await does(world, 'addCompetitor', { name: 'Соперник' });
  await does(world, 'seeCompetitor', { dealId: deal.id, competitorId: rival.id, note: said });
  await seller.wins(deal);
  await world.roll();
  before = await everyFigure(world);
}, 60_000);
afterAll(() => world.close());

async function found(texts: readonly string[]): Promise<string[]> {
  const dump = (await dumpOf(world.database)).map(({ table, text }) => ({ table, text: text.toLowerCase() }));
  return texts.flatMap((text) =>
    dump.filter((one) => one.text.includes(text)).map(({ table }) => `${text} in ${table}`),
  );
}

describe('of everything that is noted down', () => {
  test('before anybody asks, their names are all over', async () => {
    expect((await found(words.client)).length).toBeGreaterThan(20);
    expect((await found(words.employee)).length).toBeGreaterThan(15);
  });

  test('what is held about a client holds all of it', async () => {
    const held = await world.ask<{ subjectExport: { json: string } }>(
      'query ($id: ID) { subjectExport(clientId: $id) { json } }',
      { id: client.id },
    );
    const { notes } = JSON.parse(held.subjectExport.json) as { notes: Record<string, { count: number }> };
    expect(Object.keys(notes)).toEqual(
      expect.arrayContaining(['activity', 'task', 'ticket', 'rating', 'feedback', 'priority_client']),
    );
  });

  test('an erased client leaves no trace of them, and every figure as it was', async () => {
    await does(world, 'eraseClient', { id: client.id }, 'subjectId name');
    expect(await found(words.client)).toEqual([]);
    expect(await everyFigure(world)).toEqual(before);
    expect(await findings(world)).toEqual([]);
  });

  test('an employee who was dismissed and erased neither', async () => {
    const fields = 'employee { id }';
    const waiting = { clientId: client.id, employeeId: seller.id, kind: 'REQUEST', subject: 'Ждёт ответа' };
    const ticket = await does(world, 'openTicket', waiting);
    const task = await does(world, 'addTask', {
      assigneeId: seller.id,
      title: 'Позвонить',
      dueAt: '2026-03-25T09:00:00Z',
    });
    const lead = await does(world, 'addLead', { name: 'Новый', employeeId: seller.id });
    before = await everyFigure(world);
    await does(world, 'dismissEmployee', { employeeId: seller.id, successorId: heir.id }, fields);
    const open = await world.ask<Record<'ticket' | 'lead', { employee: Named }> & { task: { assignee: Named } }>(
      'query ($t: ID!, $k: ID!, $l: ID!) { ticket(id: $t) { employee { id } } task(id: $k) { assignee { id } } lead(id: $l) { employee { id } } }',
      { t: ticket.id, k: task.id, l: lead.id },
    );
    expect([open.ticket.employee.id, open.task.assignee.id, open.lead.employee.id]).toEqual([
      heir.id,
      heir.id,
      heir.id,
    ]);
    expect(await everyFigure(world)).toEqual(before);
    await does(world, 'eraseEmployee', { id: seller.id }, 'subjectId name');
    expect(await found(words.employee)).toEqual([]);
    expect(await everyFigure(world)).toEqual(before);
    expect(await findings(world)).toEqual([]);
  });
});
