import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Named } from '../world/nouns.ts';
import type { Person } from '../world/person.ts';
import { startWorld, type Visitor, type World } from '../world/world.ts';
import { type Client, clientOf, countOf, does, refused } from './client-desk.ts';

let world: World;
let first: Named;
let second: Named;
let olga: Person;
let pavel: Person;
let manager: Visitor;
let other: Visitor;
let analyst: Visitor;
let assistant: Visitor;

beforeAll(async () => {
  world = await startWorld();
  await world.pipeline();
  const [sales, more] = [await world.department('Продажи'), await world.department('Опт')];
  [first, second] = [
    await world.team('Первая', { department: sales }),
    await world.team('Вторая', { department: more }),
  ];
  [olga, pavel] = [await world.manager('Ольга', { team: first }), await world.manager('Павел', { team: second })];
  manager = await world.enters('manager', { employee: olga });
  other = await world.enters('manager', { employee: pavel });
  analyst = await world.enters('analyst');
  assistant = await world.enters('assistant', { employee: await world.employee('Анна', { team: first }) });
});
afterAll(() => world.close());

const add = (input: object, who: Pick<Visitor, 'ask' | 'refused'> = world) => does(who, 'addClient', { ...input });

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

describe('clients that seem to be one', () => {
  const similar = (who: Pick<Visitor, 'ask'>, like: object) =>
    who
      .ask<{ similarClients: { clients: Client[]; hidden: number } }>(
        'query ($like: LikenessInput!) { similarClients(like: $like) { clients { id } hidden } }',
        { like },
      )
      .then(({ similarClients: { clients, hidden } }) => ({ ids: clients.map(({ id }) => id), hidden }));

  test.each([
    ['ООО "Луч Света"', 'луч света, ООО'],
    ['Общество с ограниченной ответственностью «Ёлка»', 'ЕЛКА ООО'],
    ['ИП Сидоров Алексей', 'Алексей СИДОРОВ'],
    ['Торговый дом «Рассвет-2»', 'рассвет 2'],
  ])('«%s» is «%s»', async (name, again) => {
    const { id } = await add({ name });
    expect(await similar(world, { name: again })).toEqual({ ids: [id], hidden: 0 });
    expect((await similar(world, { name: `${again} Плюс` })).ids).toEqual([]);
  });

  test('are found while one is being added; those of colleagues only counted', async () => {
    const own = { inn: '7728168971', phone: '8 495 123 45 67', email: 'Office@Dub.ru' };
    const { id } = await add({ name: 'Дуб', ...own, ownerId: olga.id });
    for (const like of [
      { inn: own.inn },
      { phone: '+7 (495) 1234567' },
      { email: 'office@dub.ru' },
      { name: 'ЗАО Дуб' },
    ]) {
      expect(await similar(manager, like)).toEqual({ ids: [id], hidden: 0 });
      expect(await similar(other, like)).toEqual({ ids: [], hidden: 1 });
    }
    expect(await similar(world, { name: 'Дуб', ...own })).toEqual({ ids: [id], hidden: 0 });
    const ask = 'query ($like: LikenessInput!) { similarClients(like: $like) { hidden } }';
    expect(await world.refused(ask, { like: {} })).toMatchObject({ code: 'BAD_USER_INPUT', field: 'like' });
    expect(await world.refused(ask, { like: { phone: '1' } })).toMatchObject({ field: 'like.phone' });
    expect(await analyst.refused(ask, { like: { name: 'Дуб' } })).toMatchObject({ code: 'FORBIDDEN' });
  });

  test('are listed by pages, the surest first, each viewer their own', async () => {
    const list = `query ($first: Int, $after: String) { duplicateClients(first: $first, after: $after) {
      nodes { by totalCount clients { id name } } edges { cursor node { by } } totalCount pageInfo { hasNextPage endCursor } } }`;
    interface Groups {
      nodes: { by: string; totalCount: number; clients: Named[] }[];
      edges: { cursor: string; node: { by: string } }[];
      totalCount: number;
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
    }
    const pageOf = async (who: Pick<Visitor, 'ask'>, variables: object) =>
      (await who.ask<{ duplicateClients: Groups }>(list, { ...variables })).duplicateClients;
    const before = (await pageOf(world, { first: 500 })).totalCount;
    const inn = '7710140679';
    const one = await add({ name: 'Парус', inn, phone: '+74957654321', ownerId: olga.id });
    const two = await add({ name: 'ООО Парус', inn, phone: '+74957654321', ownerId: olga.id });
    const three = await add({ name: '«ПАРУС»', ownerId: pavel.id });
    const whole = await pageOf(world, { first: 500 });
    expect(whole.totalCount).toBe(before + 3);
    const ids = (found: readonly { id: string }[]) => found.map(({ id }) => id);
    const ours = whole.nodes.filter(({ clients }) => ids(clients).includes(one.id));
    expect(ours.map(({ by, totalCount, clients }) => [by, totalCount, ids(clients)])).toEqual([
      ['INN', 2, [one.id, two.id]],
      ['PHONE', 2, [one.id, two.id]],
      ['NAME', 3, [one.id, two.id, three.id]],
    ]);
    const paged: unknown[] = [];
    for (let after: string | null = null; ; ) {
      const page: Groups = await pageOf(world, { first: 1, after });
      expect(page.totalCount).toBe(whole.totalCount);
      paged.push(...page.nodes);
      after = page.pageInfo.endCursor;
      expect(page.edges.at(-1)?.cursor).toBe(after);
      if (!page.pageInfo.hasNextPage) break;
    }
    expect(paged).toEqual(whole.nodes);
    const seen = (await pageOf(manager, {})).nodes.filter(({ clients }) => ids(clients).includes(one.id));
    expect(seen.map(({ by, totalCount }) => [by, totalCount])).toEqual([
      ['INN', 2],
      ['PHONE', 2],
      ['NAME', 2],
    ]);
    expect((await pageOf(other, {})).nodes).toEqual([]);
  });
});

describe('the time line of a client', () => {
  const ask = `query ($id: ID!, $first: Int, $after: String) { clientTimeline(clientId: $id, first: $first, after: $after) {
    nodes { id kind at noun nounId actor { name } deal { id amount } } totalCount pageInfo { hasNextPage endCursor } } }`;
  interface Line {
    nodes: { id: string; kind: string; at: string; noun: string; nounId: string | null; deal: { id: string } | null }[];
    totalCount: number;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  }
  const lineOf = async (who: Pick<Visitor, 'ask'>, id: string, more = {}) =>
    (await who.ask<{ clientTimeline: Line | null }>(ask, { id, ...more })).clientTimeline;

  test('tells everything that happened, the latest first, to whoever sees the client', async () => {
    const client = await add({ name: 'История' }, manager);
    const deal = await olga.opens({ client, amount: 10, at: '2026-03-01T10:00:00+03:00' });
    await olga.wins(deal, { at: '2026-03-05T10:00:00+03:00' });
    world.clock.advance({ minutes: 1 });
    await manager.ask('mutation ($input: AddContactInput!) { addContact(input: $input) { id } }', {
      input: { key: 'contact', clientId: client.id, name: 'Иван' },
    });
    world.clock.advance({ minutes: 1 });
    const call = await manager.ask<{ logActivity: { id: string } }>(
      'mutation ($input: LogActivityInput!) { logActivity(input: $input) { id } }',
      { input: { key: 'call', kind: 'CALL_OUT', clientId: client.id } },
    );
    const line = await lineOf(manager, client.id);
    expect(line?.nodes.map(({ kind, noun, nounId, deal: about }) => [kind, noun, nounId, about?.id])).toEqual([
      ['RECORD_ADDED', 'activity', call.logActivity.id, undefined],
      ['CONTACT_CHANGED', null, null, undefined],
      ['CLIENT_ADDED', 'client', client.id, undefined],
      ['DEAL_WON', 'deal', deal.id, deal.id],
      ['DEAL_OPENED', 'deal', deal.id, deal.id],
    ]);
    const paged: string[] = [];
    for (let after: string | null = null; ; ) {
      const page: Line | null = await lineOf(manager, client.id, { first: 2, after });
      expect(page?.totalCount).toBe(5);
      paged.push(...(page?.nodes ?? []).map(({ id }) => id));
      if (!page?.pageInfo.hasNextPage) break;
      after = page.pageInfo.endCursor;
    }
    expect(paged).toEqual(line?.nodes.map(({ id }) => id));
    expect(await lineOf(other, client.id)).toBe(null);
    expect(await lineOf(world, '999999999')).toBe(null);
    expect(await world.refused(ask, { id: client.id, after: 'x' })).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'after',
    });
  });
});

describe('forgetting a client', () => {
  test('leaves nothing to reach it by, and every figure as it was', async () => {
    const said = {
      name: 'Кукушкина Раиса',
      kind: 'PERSON',
      inn: '500100732259',
      phone: '+79035556677',
      email: 'raisa@mail.ru',
    };
    const client = await add({ ...said, note: 'Живёт на Лесной', site: 'raisa.ru' });
    await olga.wins(await olga.opens({ client, amount: 5, at: '2026-01-10T10:00:00+03:00' }), {
      at: '2026-01-11T10:00:00+03:00',
    });
    const figures = () => countOf(world, '2026-01-01', '2026-03-19', { client: [client.id] });
    const before = await figures();
    await world.ask('mutation ($input: EraseClientInput!) { eraseClient(input: $input) { name } }', {
      input: { key: 'forget', id: client.id },
    });
    const [row] = await world.database.owner.query<Record<string, string>>({
      text: 'select t::text as said from client t where id = $1',
      values: [client.id],
    });
    for (const word of ['укушкин', 'аиса', '500100732259', '9035556677', 'raisa', 'Лесной']) {
      expect(row?.said).not.toContain(word);
    }
    expect(await figures()).toEqual(before);
    expect(before).toMatchObject({ active: 1, fresh: 1 });
  });
});
