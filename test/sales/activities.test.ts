import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Named } from '../world/nouns.ts';
import { startWorld, type Visitor, type World } from '../world/world.ts';
import { type Activity, addLead, does, isRefused, logActivity, readLead } from './work-desk.ts';
import { Expected, standing, total } from './work-sums.ts';

let world: World;
let team: Named;
let department: Named;
let anna: Named;
let manager: Visitor;
beforeAll(async () => {
  world = await startWorld();
  department = await world.department();
  team = await world.team('Первая', { department });
  anna = await world.employee('Анна', { team });
  manager = await world.enters('manager', { employee: anna });
  await world.pipeline();
});
afterAll(() => world.close());

describe('a contact with a client', () => {
  test('counts for who did it, the client as it was, and the channel it came by', async () => {
    const [segment, territory] = [await world.segment(), await world.territory()];
    const client = await world.client('ООО «Бук»', { segment, territory, owner: anna });
    const add = 'mutation ($input: AddContactChannelInput!) { addContactChannel(input: $input) { id } }';
    const { addContactChannel: channel } = await world.ask<{ addContactChannel: { id: string } }>(add, {
      input: { key: 'telegram', name: 'Telegram' },
    });
    const at = '2026-03-17T10:00:00.000Z';
    const said = { clientId: client.id, contactChannelId: channel.id, at };
    const people = { employee_id: anna.id, team_id: team.id, department_id: department.id };
    const about = {
      client_id: client.id,
      segment_id: segment.id,
      territory_id: territory.id,
      contact_channel_id: channel.id,
    };
    const expected = new Expected();
    const measures = [
      ...([
        ['CALL_IN', 'calls_in'],
        ['CALL_OUT', 'calls_out'],
        ['MEETING', 'meetings'],
      ] as const),
      ...([
        ['EMAIL', 'emails'],
        ['MESSAGE', 'messages'],
        ['PRESENTATION', 'presentations'],
      ] as const),
    ];
    for (const [kind, measure] of measures) {
      await logActivity(manager, { kind, ...said });
      expected.add(at, { ...people, ...about }, measure, 1);
    }
    const call = await logActivity(manager, { kind: 'CALL_OUT', ...said, talkSeconds: 75 });
    expect(call).toMatchObject({ employee: anna, client, talkSeconds: 75 });
    expected.add(at, { ...people, ...about }, 'calls_out', 1);
    expected.add(at, { ...people, ...about }, 'talk_time', 75);
    expect(await standing(world, ['activity'])).toEqual(expected.lines());
    await does(manager, 'amendActivity', { id: call.id, talkSeconds: 60, at: '2026-03-17T11:00:00.000Z' });
    expected.add(at, { ...people, ...about }, 'calls_out', -1);
    expected.add(at, { ...people, ...about }, 'talk_time', -75);
    expected.add('2026-03-17T11:00:00.000Z', { ...people, ...about }, 'calls_out', 1);
    expected.add('2026-03-17T11:00:00.000Z', { ...people, ...about }, 'talk_time', 60);
    expect(await standing(world, ['activity'])).toEqual(expected.lines());
    // what was talked goes when it was no call
    expect(await does<Activity>(manager, 'amendActivity', { id: call.id, kind: 'MEETING' })).toMatchObject({
      talkSeconds: null,
    });
    const before = await total(world, 'meetings');
    await does(manager, 'endActivity', { id: call.id });
    expect(await total(world, 'meetings')).toBe(before - 1);
    expect(await total(world, 'talk_time')).toBe(0);
  });

  test('backdated, it counts where the client was then', async () => {
    const [old, next] = [await world.segment('Опт'), await world.segment('Розница')];
    const client = await world.client('ООО «Вяз»', { segment: old, owner: anna });
    const amend = 'mutation ($input: AmendClientInput!) { amendClient(input: $input) { id } }';
    await world.ask(amend, { input: { key: 'move', clientId: client.id, version: 1, segmentId: next.id } });
    const before = new Date(world.clock.now().getTime() - 60_000).toISOString();
    world.clock.advance({ minutes: 1 });
    const then = await logActivity(manager, { clientId: client.id, at: before });
    const now = await logActivity(manager, { clientId: client.id });
    const segments = await world.database.owner.query<{ noun_id: string; segment_id: string }>({
      text: `/* segments */ select noun_id, segment_id from ledger where noun = 'activity' and noun_id = any($1) and calls_out = 1 order by noun_id`,
      values: [[then.id, now.id]],
    });
    expect(segments.map(({ segment_id: id }) => id)).toEqual([old.id, next.id]);
  });

  test('about a deal is with its client, and the cycle of the deal runs from it', async () => {
    const client = await world.client('ООО «Граб»', { owner: anna });
    const other = await world.client('ООО «Дуб»', { owner: anna });
    const person = await world.manager('Продавец', { team });
    const deal = await person.opens({ client, amount: 100 });
    world.clock.advance({ hours: 3 });
    const call = await logActivity(world, { dealId: deal.id, employeeId: person.id });
    expect(call).toMatchObject({ client, deal: { id: deal.id } });
    expect(await isRefused(world, 'logActivity', { kind: 'EMAIL', dealId: deal.id, clientId: other.id })).toMatchObject(
      {
        ...{ code: 'BAD_USER_INPUT', field: 'input.clientId' },
      },
    );
    const read = 'query ($id: ID!) { deal(id: $id) { version } }';
    world.clock.advance({ hours: 7 });
    const { version } = (await world.ask<{ deal: { version: number } }>(read, { id: deal.id })).deal;
    const before = await total(world, 'cycle');
    await person.wins(Object.assign(deal, { version }));
    expect((await total(world, 'cycle')) - before).toBe(7 * 3600);
    const backdated = new Date(world.clock.now().getTime() - 9 * 3_600_000).toISOString();
    const earlier = await logActivity(world, { dealId: deal.id, employeeId: person.id, at: backdated });
    expect((await total(world, 'cycle')) - before).toBe(9 * 3600);
    await does(world, 'endActivity', { id: earlier.id });
    expect((await total(world, 'cycle')) - before).toBe(7 * 3600);
  });

  test('with a person there: somebody of the client, who brings it along', async () => {
    const client = await world.client('ООО «Ель»', { owner: anna });
    const other = await world.client('ООО «Клён»', { owner: anna });
    const add = 'mutation ($input: AddContactInput!) { addContact(input: $input) { id } }';
    const { addContact: contact } = await manager.ask<{ addContact: { id: string } }>(add, {
      input: { key: 'contact', clientId: client.id, name: 'Пётр' },
    });
    expect(await logActivity(manager, { contactId: contact.id })).toMatchObject({ client });
    const refused = await isRefused(manager, 'logActivity', {
      kind: 'EMAIL',
      contactId: contact.id,
      clientId: other.id,
    });
    expect(refused).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.contactId' });
    const stranger = await world.enters('manager', { employee: await world.employee('Чужая', { team }) });
    expect(await isRefused(stranger, 'logActivity', { kind: 'EMAIL', contactId: contact.id })).toMatchObject({
      ...{ code: 'NOT_FOUND', field: 'input.contactId' },
    });
  });
});

describe('refuses, naming the field', () => {
  test.each([
    [{ kind: 'MEETING', talkSeconds: 5 }, 'input.talkSeconds'],
    [{ kind: 'CALL_IN', talkSeconds: -1 }, 'input.talkSeconds'],
    [{ kind: 'CALL_IN', talkSeconds: 86_401 }, 'input.talkSeconds'],
    [{ kind: 'CALL_IN', recordingUrl: 'ftp://pbx/1' }, 'input.recordingUrl'],
    [{ kind: 'CALL_IN', recordingUrl: 'javascript:alert(1)' }, 'input.recordingUrl'],
    [{ kind: 'CALL_IN', at: '2100-01-01T00:00:00Z' }, 'input.at'],
    [{ kind: 'CALL_IN', note: 'x'.repeat(5001) }, 'input.note'],
  ])('%j', async (input, field) => {
    expect(await isRefused(manager, 'logActivity', input)).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });

  test.each(['clientId', 'dealId', 'leadId', 'contactId', 'employeeId', 'contactChannelId'])(
    'an unknown %s',
    async (name) => {
      expect(await isRefused(manager, 'logActivity', { kind: 'CALL_IN', [name]: '999999' })).toMatchObject({
        ...{ code: 'NOT_FOUND', field: `input.${name}` },
      });
    },
  );

  test('what is not theirs', async () => {
    const boris = await world.employee('Борис', { team });
    expect(await isRefused(manager, 'logActivity', { kind: 'CALL_IN', employeeId: boris.id })).toMatchObject({
      ...{ code: 'FORBIDDEN', field: 'input.employeeId' },
    });
    const theirs = await logActivity(world, { employeeId: boris.id });
    for (const verb of ['amendActivity', 'endActivity'])
      expect(await isRefused(manager, verb, { id: theirs.id })).toMatchObject({ code: 'NOT_FOUND', field: 'input.id' });
    const lead = await addLead(world, { employeeId: boris.id });
    expect(await isRefused(manager, 'logActivity', { kind: 'EMAIL', leadId: lead.id })).toMatchObject({
      field: 'input.leadId',
    });
    const deal = await (await world.manager('Чужой', { team })).opens();
    expect(await isRefused(manager, 'logActivity', { kind: 'EMAIL', dealId: deal.id })).toMatchObject({
      field: 'input.dealId',
    });
  });

  test.each(['analyst', 'marketer', 'screen'] as const)('a %s, who logs none', async (role) => {
    const asker = await world.enters(role);
    expect(await isRefused(asker, 'logActivity', { kind: 'CALL_IN' })).toMatchObject({ code: 'FORBIDDEN' });
    if (role === 'screen')
      expect(await asker.refused('{ activities { totalCount } }')).toMatchObject({ code: 'FORBIDDEN' });
  });
});

test('is noted once per key, by two at once too', async () => {
  const call = { key: 'once', kind: 'CALL_OUT', talkSeconds: 5 };
  const before = await total(world, 'calls_out');
  const [one, two] = await Promise.all([logActivity(manager, call), logActivity(manager, call)]);
  expect(one).toEqual(two);
  expect(await total(world, 'calls_out')).toBe(before + 1);
  expect(await isRefused(manager, 'logActivity', { ...call, talkSeconds: 6 })).toMatchObject({ refusal: 'KEY_REUSED' });
  const amended = await does<Activity>(manager, 'amendActivity', {
    key: 'amend',
    id: one.id,
    version: 1,
    talkSeconds: 9,
  });
  expect(await isRefused(manager, 'amendActivity', { id: one.id, version: 1 })).toMatchObject({ code: 'CONFLICT' });
  expect(
    await does<Activity>(manager, 'amendActivity', { key: 'amend', id: one.id, version: 1, talkSeconds: 9 }),
  ).toEqual(amended);
  const ended = await does<Activity>(manager, 'endActivity', { key: 'end', id: one.id });
  expect(await does<Activity>(manager, 'endActivity', { key: 'end', id: one.id })).toEqual(ended);
  expect(await isRefused(manager, 'endActivity', { id: one.id })).toMatchObject({ refusal: 'ENDED' });
});

test('many at once about one lead, deal and client are all noted', async () => {
  const client = await world.client('ООО «Тополь»', { owner: anna });
  const deal = await (await world.manager('Занятой', { team })).opens({ client });
  const lead = await addLead(world, { clientId: client.id, arrivedAt: '2026-03-10T09:00:00Z' });
  const at = (i: number) => `2026-03-11T09:00:${String(59 - i).padStart(2, '0')}.000Z`;
  const all = Array.from({ length: 12 }, (_, i) =>
    logActivity(world, {
      at: at(i),
      ...(i % 3 === 0 ? { clientId: client.id } : i % 3 === 1 ? { dealId: deal.id } : { leadId: lead.id }),
    }),
  );
  expect((await Promise.allSettled(all)).map(({ status }) => status)).toEqual(all.map(() => 'fulfilled'));
  expect(await readLead(world, lead.id)).toMatchObject({ answeredAt: at(11) });
});

test('lists tell the latest first, and only what fits', async () => {
  const client = await world.client('ООО «Ясень»', { owner: anna });
  const at = (day: number) => `2026-02-${String(day).padStart(2, '0')}T09:00:00.000Z`;
  for (const day of [3, 1, 4, 2])
    await logActivity(manager, { clientId: client.id, at: at(day), kind: day > 2 ? 'EMAIL' : 'MEETING' });
  const list = 'query ($where: ActivityFilter) { activities(where: $where) { nodes { at } totalCount } }';
  const days = async (where: object) => {
    const { activities } = await manager.ask<{ activities: { nodes: { at: string }[] } }>(list, {
      where: { client: [client.id], ...where },
    });
    return activities.nodes.map((node) => Number(node.at.slice(8, 10)));
  };
  expect(await days({})).toEqual([4, 3, 2, 1]);
  expect(await days({ kind: ['EMAIL'] })).toEqual([4, 3]);
  expect(await days({ at: { from: at(2), to: at(4) } })).toEqual([3, 2]);
  expect(await days({ employee: [anna.id], at: { to: at(2) } })).toEqual([1]);
});
