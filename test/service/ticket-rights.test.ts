import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Named } from '../world/nouns.ts';
import { startWorld, type Visitor, type World } from '../world/world.ts';
import { does, entries, moscow, refusedTo } from './desk.ts';

let world: World;
let agent: Visitor;
let olga: Named;
let seller: Visitor;
let hers: Named;
let others: Named;

beforeAll(async () => {
  world = await startWorld({ now: '2026-03-23T12:00:00+03:00' });
  agent = await world.enters('service_agent', { employee: await world.employee('Вера') });
  olga = await world.employee('Ольга');
  seller = await world.enters('manager', { employee: olga });
  hers = await world.client('ООО «Ромашка»', { owner: olga });
  others = await world.client('ООО «Лютик»', { owner: await world.employee('Павел') });
});
afterAll(() => world.close());

const opening = (client: Named) => ({ kind: 'REQUEST', subject: 'Где заказ?', clientId: client.id });
const seen = async (who: Visitor) =>
  (await who.ask<{ tickets: { nodes: { id: string }[] } }>('{ tickets { nodes { id } } }')).tickets.nodes.map(
    (t) => t.id,
  );

describe('whoever sells', () => {
  test('reads tickets of their own clients and those given to them, and answers the latter', async () => {
    const [own, foreign, given] = [
      await does(agent, 'openTicket', opening(hers)),
      await does(agent, 'openTicket', opening(others)),
      await does(agent, 'openTicket', { ...opening(others), employeeId: olga.id }),
    ];
    const visible = await seen(seller);
    expect(visible).toEqual(expect.arrayContaining([own.id, given.id]));
    expect(visible).not.toContain(foreign.id);
    expect(await refusedTo(seller, 'answerTicket', { id: own.id })).toMatchObject({
      code: 'FORBIDDEN',
      field: 'input.id',
    });
    expect(await refusedTo(seller, 'answerTicket', { id: foreign.id })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await does(seller, 'answerTicket', { id: given.id }, 'id version status')).toMatchObject({
      status: 'IN_WORK',
    });
    expect(await does(seller, 'resolveTicket', { id: given.id, resolution: 'SOLVED' })).toMatchObject({ id: given.id });
  });

  test('opens, gives away and ends none', async () => {
    const { id, version } = await does(agent, 'openTicket', { ...opening(hers), employeeId: olga.id });
    for (const [verb, input] of [
      ['openTicket', opening(hers)],
      ['assignTicket', { id, employeeId: olga.id }],
      ['reopenTicket', { id, reason: 'Опять' }],
      ['amendTicket', { id, version, subject: 'Другое' }],
      ['endTicket', { id }],
      ['addServiceDeadline', { kind: 'REQUEST', priority: 'LOW', answerWithinMinutes: 1, resolveWithinMinutes: 1 }],
    ] as const)
      expect(await refusedTo(seller, verb, input), verb).toMatchObject({ code: 'FORBIDDEN' });
  });
});

test.each(['assistant', 'analyst', 'marketer'] as const)('%s reads tickets and does nothing to them', async (role) => {
  const { id } = await does(agent, 'openTicket', opening(hers));
  const reader = await world.enters(role);
  expect(await seen(reader)).toContain(id);
  expect(await refusedTo(reader, 'answerTicket', { id })).toMatchObject({ code: 'FORBIDDEN' });
});

test('a wall sees none', async () => {
  const wall = await world.enters('screen');
  expect(await wall.refused('{ tickets { totalCount } }')).toMatchObject({ code: 'FORBIDDEN' });
  expect(await wall.refused('{ overdueTickets { totalCount } }')).toMatchObject({ code: 'FORBIDDEN' });
});

describe('a verb on a ticket', () => {
  test('is done once per key', async () => {
    const input = { key: 'once', ...opening(hers) };
    const [one, two] = await Promise.all([does(agent, 'openTicket', input), does(agent, 'openTicket', input)]);
    expect(one).toEqual(two);
    for (const [verb, more] of [
      ['assignTicket', { employeeId: olga.id }],
      ['holdTicket', {}],
      ['resumeTicket', {}],
      ['answerTicket', {}],
      ['resolveTicket', { resolution: 'SOLVED' }],
      ['reopenTicket', { reason: 'Опять' }],
      ['endTicket', {}],
    ] as const) {
      const told = { key: `${verb} once`, id: one.id, ...more };
      const first = await does(agent, verb, told);
      const before = await entries(world);
      expect(await does(agent, verb, told), verb).toEqual(first);
      expect(await entries(world), verb).toBe(before);
    }
  });

  test('is refused when it makes no sense, naming the field, and leaves nothing behind', async () => {
    const open = await does(agent, 'openTicket', { ...opening(hers), arrivedAt: moscow('2026-03-23T10:00') });
    const done = await does(agent, 'openTicket', opening(hers));
    const { version } = await does(agent, 'resolveTicket', { id: done.id, resolution: 'SOLVED' });
    const left = await world.employee('Ушедший');
    await world.database.owner.query({ text: `update employee set ended_at = now() where id = $1`, values: [left.id] });
    const before = await entries(world);
    const bad: [string, object, object][] = [
      ['openTicket', { ...opening(hers), subject: ' ' }, { code: 'BAD_USER_INPUT', field: 'input.subject' }],
      ['openTicket', { ...opening(hers), clientId: '999' }, { code: 'NOT_FOUND', field: 'input.clientId' }],
      ['openTicket', { ...opening(hers), employeeId: left.id }, { refusal: 'ENDED', field: 'input.employeeId' }],
      ['openTicket', { ...opening(hers), arrivedAt: moscow('2026-03-23T12:01') }, { field: 'input.arrivedAt' }],
      ['assignTicket', { id: open.id, employeeId: '999' }, { code: 'NOT_FOUND', field: 'input.employeeId' }],
      ['answerTicket', { id: open.id, at: moscow('2026-03-23T09:59') }, { code: 'BAD_USER_INPUT', field: 'input.at' }],
      ['answerTicket', { id: open.id, at: moscow('2026-03-23T12:01') }, { code: 'BAD_USER_INPUT', field: 'input.at' }],
      ['answerTicket', { id: done.id }, { refusal: 'TICKET_ALREADY_ANSWERED', field: 'input.id' }],
      ['answerTicket', { id: '999' }, { code: 'NOT_FOUND', field: 'input.id' }],
      ['resolveTicket', { id: done.id, resolution: 'SOLVED' }, { refusal: 'TICKET_ALREADY_RESOLVED' }],
      ['resolveTicket', { id: open.id, resolution: 'SOLVED', outcome: ' ' }, { field: 'input.outcome' }],
      ['reopenTicket', { id: open.id, reason: 'Опять' }, { refusal: 'TICKET_NOT_RESOLVED', field: 'input.id' }],
      ['reopenTicket', { id: done.id, reason: '' }, { code: 'BAD_USER_INPUT', field: 'input.reason' }],
      ['reopenTicket', { id: done.id, reason: 'Опять', at: moscow('2026-03-23T11:00') }, { field: 'input.at' }],
      ['holdTicket', { id: done.id }, { refusal: 'TICKET_ALREADY_RESOLVED' }],
      ['resumeTicket', { id: done.id }, { refusal: 'TICKET_ALREADY_RESOLVED' }],
      ['resumeTicket', { id: open.id, version: 7 }, { code: 'CONFLICT', field: 'input.version' }],
      ['amendTicket', { id: open.id, version: open.version, subject: null }, { field: 'input.subject' }],
      [
        'amendTicket',
        { id: done.id, version, arrivedAt: moscow('2026-03-23T12:00').replace('.000', '.001') },
        { field: 'input.arrivedAt' },
      ],
    ];
    for (const [verb, input, refusal] of bad)
      expect(
        await refusedTo(agent, verb, input as Record<string, unknown>),
        `${verb} ${JSON.stringify(input)}`,
      ).toMatchObject(refusal);
    expect(await entries(world)).toBe(before);
  });

  test('names only people of its client', async () => {
    const contact = async (client: Named): Promise<string> =>
      (await does(world, 'addContact', { clientId: client.id, name: 'Иван Петров' })).id;
    const [theirs, foreign] = [await contact(hers), await contact(others)];
    const input = { ...opening(hers), contactId: foreign };
    expect(await refusedTo(world, 'openTicket', input)).toMatchObject({ field: 'input.contactId' });
    const opened = await does(world, 'openTicket', { ...input, contactId: theirs }, 'id version contact { name }');
    expect(opened.contact).toEqual({ name: 'Иван Петров' });
    // who serves clients is told that there is a ticket, not who rang up: the contact is kept where it is
    const amended = await does(agent, 'amendTicket', { id: opened.id, version: 1, text: 'Позвонили ещё раз' });
    expect(amended.version).toBe(2);
    expect(await agent.refused(`{ ticket(id: "${opened.id}") { contact { name } } }`)).toMatchObject({
      code: 'FORBIDDEN',
    });
    const moved = { id: opened.id, version: 2, clientId: others.id };
    expect(await refusedTo(world, 'amendTicket', moved)).toMatchObject({ field: 'input.contactId' });
    const read = `query ($id: ID!) { ticket(id: $id) { contact { name } } }`;
    const ask = (who: Visitor) => who.ask<{ ticket: { contact: object | null } | null }>(read, { id: opened.id });
    expect(await ask(seller)).toEqual({ ticket: { contact: { name: 'Иван Петров' } } });
  });
});

describe('deadlines of service', () => {
  test('are one a kind and priority, and refused when they make no sense', async () => {
    const told = { kind: 'COMPLAINT', priority: 'URGENT', answerWithinMinutes: 30, resolveWithinMinutes: 240 };
    const deadline = await does(world, 'addServiceDeadline', told);
    expect(await refusedTo(world, 'addServiceDeadline', told)).toMatchObject({
      refusal: 'TAKEN',
      field: 'input.priority',
    });
    const amend = { id: deadline.id, version: 1, resolveWithinMinutes: 20 };
    expect(await refusedTo(world, 'amendServiceDeadline', amend)).toMatchObject({
      field: 'input.resolveWithinMinutes',
    });
    expect(await refusedTo(agent, 'endServiceDeadline', { id: deadline.id })).toMatchObject({ code: 'FORBIDDEN' });
    await does(world, 'endServiceDeadline', { id: deadline.id });
    await does(world, 'addServiceDeadline', { ...told, answerWithinMinutes: 15 });
  });
});
