import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Person } from '../world/person.ts';
import type { Visitor, World } from '../world/world.ts';
import { clientOf, does, refused } from './client-desk.ts';
import { type ClientOffice, startClientOffice } from './client-office.ts';

let world: World;
let olga: Person;
let pavel: Person;
let manager: Visitor;
let other: Visitor;
let analyst: Visitor;
let assistant: Visitor;
let add: ClientOffice['add'];

beforeAll(async () => {
  ({ world, olga, pavel, manager, other, analyst, assistant, add } = await startClientOffice());
});
afterAll(() => world.close());

describe('what is said of a client', () => {
  test('is kept the way it is compared: numbers, phones and addresses in one form', async () => {
    const client = await add({
      ...{ name: '  ООО «Ромашка» ', kind: 'COMPANY', inn: '77 0708 3893', phone: '8 (916) 123-45-67' },
      ...{ email: ' Info@Romashka.RU ', site: 'romashka.ru', note: 'Звонить после обеда' },
    });
    expect(client).toMatchObject({
      ...{
        name: 'ООО «Ромашка»',
        kind: 'COMPANY',
        inn: '7707083893',
        phone: '+7 ••• •••-45-67',
        email: 'i•••@romashka.ru',
      },
      ...{ site: 'romashka.ru', note: 'Звонить после обеда', status: 'NEW', version: 1, owner: null },
    });
    const amended = await does(world, 'amendClient', {
      clientId: client.id,
      version: 1,
      inn: null,
      phone: '',
      note: null,
    });
    expect(amended).toMatchObject({ inn: null, phone: null, note: null, email: 'i•••@romashka.ru', version: 2 });
    expect((await add({ name: 'Пётр Иванов', kind: 'PERSON', inn: '500100732259' })).inn).toBe('500100732259');
  });

  test.each([
    ['inn', { inn: '7707083894' }],
    ['inn', { inn: '500100732250' }],
    ['inn', { inn: '0000000000' }],
    ['inn', { inn: '770708389' }],
    ['inn', { inn: 'семь' }],
    ['inn', { kind: 'PERSON', inn: '7707083893' }],
    ['phone', { phone: '12' }],
    ['email', { email: 'никто' }],
    ['site', { site: 'javascript:alert(1)' }],
    ['name', { name: ' ' }],
    ['segmentId', { segmentId: '999999' }],
    ['parentId', { parentId: '999999' }],
    ['externalId', { externalId: '' }],
  ])('refuses a wrong %s: %j', async (field, input) => {
    const said = await refused(world, 'addClient', { name: 'Кто-то', ...input });
    expect(said).toMatchObject({ field: `input.${field}` });
    expect(['BAD_USER_INPUT', 'NOT_FOUND']).toContain(said.code);
  });

  test('a company belongs to none that belongs to it', async () => {
    const head = await add({ name: 'Холдинг' });
    const branch = await add({ name: 'Филиал', parentId: head.id });
    const leaf = await add({ name: 'Отделение', parentId: branch.id });
    for (const parentId of [leaf.id, head.id]) {
      expect(await refused(world, 'amendClient', { clientId: head.id, version: 1, parentId })).toMatchObject({
        ...{ code: 'BAD_USER_INPUT', field: 'input.parentId' },
      });
    }
    expect((await clientOf(world, leaf.id)).parent?.name).toBe('Филиал');
  });

  test('how to reach it is for those who answer for it, in full only when they ask, which is logged', async () => {
    const client = await add({ name: 'Наш', phone: '+79161112233', email: 'a@firm.ru', ownerId: olga.id });
    const ask = `query ($id: ID!) { client(id: $id) { phone } }`;
    expect(await manager.ask(ask, { id: client.id })).toEqual({ client: { phone: '+7 ••• •••-22-33' } });
    expect(await other.ask(ask, { id: client.id })).toEqual({ client: null });
    for (const visitor of [analyst, assistant]) {
      expect(await visitor.refused(ask, { id: client.id })).toMatchObject({ code: 'FORBIDDEN', field: 'Client.phone' });
    }
    expect(await analyst.ask(ask.replace('phone', 'inn status'), { id: client.id })).toMatchObject({
      client: { inn: null },
    });
    const reveal = `mutation ($input: RevealClientInput!) { revealClient(input: $input) { phone email leftToday client { phone } } }`;
    const input = { key: 'reveal', clientId: client.id, reason: 'CALL' };
    const shown = await manager.ask<{ revealClient: { leftToday: number } }>(reveal, { input });
    expect(shown.revealClient).toMatchObject({
      ...{ phone: '+79161112233', email: 'a@firm.ru', client: { phone: '+7 ••• •••-22-33' } },
    });
    expect((await manager.ask<typeof shown>(reveal, { input })).revealClient.leftToday).toBe(
      shown.revealClient.leftToday,
    );
    expect(await other.refused(reveal, { input: { ...input, key: 'theirs' } })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await analyst.refused(reveal, { input: { ...input, key: 'theirs' } })).toMatchObject({ code: 'FORBIDDEN' });
    const log = await world.database.owner.query<{ action: string; details: object }>({
      text: `select action, details from audit_entry where subject = 'Client' and subject_id = $1 and action = 'revealClient' order by id`,
      values: [client.id],
    });
    expect(log.map(({ details }) => details)).toMatchObject([{ reason: 'call' }, { reason: 'call', again: true }]);
  });
});

describe('whose a client is', () => {
  const rule = (input: object) =>
    world.ask(`mutation ($input: AddAssignmentRuleInput!) { addAssignmentRule(input: $input) { id } }`, {
      input: { key: randomUUID(), ...input },
    });

  test('is decided by the rules where nobody who sells adds it', async () => {
    const segment = await world.segment('По правилам');
    await rule({
      name: 'Наши',
      model: 'CLIENT',
      appliesTo: 'CLIENTS',
      segmentId: segment.id,
      employeeId: pavel.id,
      position: 1,
    });
    expect((await add({ name: 'Кому-то', segmentId: segment.id })).owner?.name).toBe('Павел');
    expect((await add({ name: 'Никому', segmentId: segment.id, ownerId: null })).owner).toBe(null);
    expect((await add({ name: 'Себе', segmentId: segment.id }, manager)).owner?.name).toBe('Ольга');
    expect((await add({ name: 'Без группы' })).owner).toBe(null);
  });
});

describe('a client ends', () => {
  test('when none of its deals is open, and nothing new refers to it', async () => {
    const client = await add({ name: 'Закончится' });
    const deal = await olga.opens({ client });
    const ending = { clientId: client.id, version: 1, key: 'end' };
    expect(await refused(world, 'endClient', ending)).toMatchObject({
      ...{ refusal: 'CLIENT_HAS_OPEN_DEALS', field: 'input.clientId', deals: 1 },
    });
    await olga.loses(deal, 'дорого');
    const ended = await does(world, 'endClient', ending);
    expect(ended).toMatchObject({ version: 2, endedAt: world.clock.now().toISOString() });
    expect(await does(world, 'endClient', ending)).toEqual(ended);
    const open = 'mutation ($input: OpenDealInput!) { openDeal(input: $input) { id } }';
    expect(await world.refused(open, { input: { key: 'late', clientId: client.id } })).toMatchObject({
      refusal: 'ENDED',
    });
    expect(await refused(world, 'amendClient', { clientId: client.id, version: 2, name: 'Иначе' })).toMatchObject({
      ...{ refusal: 'ENDED', field: 'input.clientId' },
    });
    expect(await refused(world, 'endClient', { ...ending, key: 'other', version: 1 })).toMatchObject({
      ...{ code: 'CONFLICT', field: 'input.version', version: 2 },
    });
    expect(await refused(manager, 'endClient', { clientId: client.id, version: 2 })).toMatchObject({
      code: 'FORBIDDEN',
    });
  });
});
