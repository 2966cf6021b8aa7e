import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { roles } from '../../server/src/access/roles.ts';
import { sql } from '../../server/src/lib/sql.ts';
import { checkedEmail, checkedPhone } from '../../server/src/sales/contacts/checked-details.ts';
import { maskedEmail, maskedPhone } from '../../server/src/sales/contacts/mask.ts';
import { contactsOf } from '../../server/src/sales/contacts/read-contacts.ts';
import { refusal } from '../world/graphql-client.ts';
import type { Named } from '../world/nouns.ts';
import { adds, type ContactTold, contextOf, does, type Office, openOffice } from './contacts-office.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
  const { world, clients } = office;
  for (const client of Object.values(clients))
    await adds(world, client, { name: `Контакт ${client.name}`, phone: '8 (916) 123-45-67', email: 'Ivan@Firm.RU' });
});
afterAll(() => office?.close());

const question = '{ clients { nodes { id contacts { id name phone email } } } }';

async function seenBy(asker: { ask: Office['world']['ask'] }): Promise<string[]> {
  const { clients } = await asker.ask<{ clients: { nodes: { contacts: ContactTold[] }[] } }>(question);
  return clients.nodes.flatMap(({ contacts }) => contacts.map(({ name }) => name.replace('Контакт ', ''))).toSorted();
}

describe('contacts of clients', () => {
  test('are shown to the owner of the client and to those above', async () => {
    const { world, olga, pavel, boss } = office;
    const all = ['ООО «Василёк»', 'ООО «Ромашка»', 'ООО «Сирень»'];
    expect(await seenBy(world)).toEqual(all);
    expect(await seenBy(await world.enters('deputy'))).toEqual(all);
    expect(await seenBy(await world.enters('head_of_sales', { employee: boss }))).toEqual([
      'ООО «Ромашка»',
      'ООО «Сирень»',
    ]);
    expect(await seenBy(await world.enters('manager', { employee: olga }))).toEqual(['ООО «Ромашка»']);
    expect(await seenBy(await world.enters('representative', { employee: pavel }))).toEqual(['ООО «Василёк»']);
    const nobody = await world.enters('manager');
    expect(await nobody.refused(question), 'a manager who is no employee').toMatchObject({ code: 'FORBIDDEN' });
  });

  test('are no question for anybody else', async () => {
    const allowed = ['director', 'deputy', 'head_of_sales', 'manager', 'representative'];
    for (const role of roles.filter((name) => !allowed.includes(name))) {
      const visitor = await office.world.enters(role, { employee: office.olga });
      expect(await visitor.refused(question), role).toMatchObject({ code: 'FORBIDDEN' });
    }
  });

  test('are empty at a client that is known only because of a deal with it', async () => {
    const { world, olga, clients } = office;
    const manager = await world.enters('manager', { employee: olga });
    const input = { key: randomUUID(), clientId: clients.pavels.id, ownerId: olga.id };
    await world.pipeline();
    await world.ask('mutation ($input: OpenDealInput!) { openDeal(input: $input) { id } }', { input });
    const { deals } = await manager.ask<{ deals: { nodes: { client: { contacts: unknown[] } }[] } }>(
      '{ deals { nodes { client { contacts { id name } } } } }',
    );
    expect(deals.nodes.map(({ client }) => client.contacts)).toEqual([[]]);
  });

  test('are masked', async () => {
    const { clients } = await office.world.ask<{ clients: { nodes: { contacts: ContactTold[] }[] } }>(question);
    const [contact] = clients.nodes.flatMap(({ contacts }) => contacts);
    expect(contact).toMatchObject({ phone: '+7 ••• •••-45-67', email: 'i•••@firm.ru' });
  });

  test('take one statement and its door, however many clients are asked', async () => {
    const { world } = office;
    const clients: Named[] = [];
    for (let i = 0; i < 20; i += 1) clients.push(await world.client(`Клиент ${i}`, { owner: office.olga }));
    for (const client of clients) await adds(world, client);
    const ctx = contextOf(world, { role: 'manager', employeeId: office.olga.id });
    const before = world.database.app.statements;
    const found = await Promise.all(clients.map(({ id }) => contactsOf(ctx, id)));
    expect(found.map((contacts) => contacts.length)).toEqual(clients.map(() => 1));
    expect(world.database.app.statements - before).toBe(4);
  });

  test('of one client are at most a hundred', async () => {
    const { world } = office;
    const client = await world.client('Большой', { owner: office.olga });
    await world.database.owner.query(
      sql`insert into contact (client_id, name) select ${client.id}, 'Контакт ' || n from generate_series(1, 130) n`,
    );
    const found = await world.ask<{ client: { contacts: unknown[] } }>(
      `{ client(id: "${client.id}") { contacts { id } } }`,
    );
    expect(found.client.contacts).toHaveLength(100);
  });
});

describe('whoever works with a contact', () => {
  test('adds, amends and ends it', async () => {
    const { world, olga, clients } = office;
    const manager = await world.enters('manager', { employee: olga });
    const contact = await adds(manager, clients.olgas, { name: 'Пётр', phone: '+49 30 901820' });
    expect(contact).toMatchObject({ name: 'Пётр', version: 1, phone: '+•• ••• •••-18-20' });
    const amended = await does<ContactTold>(manager, 'amendContact', {
      contactId: contact.id,
      version: 1,
      phone: null,
      email: 'p@x.example',
    });
    expect(amended).toMatchObject({ name: 'Пётр', version: 2, phone: null, email: 'p•••@x.example' });
    const stale = { contactId: contact.id, version: 1, name: 'Павел' };
    expect(await refusal(does(manager, 'amendContact', stale))).toMatchObject({ code: 'CONFLICT', version: 2 });
    const ended = await does<ContactTold>(manager, 'endContact', { contactId: contact.id, version: 2 });
    expect(ended).toMatchObject({ version: 3, endedAt: world.clock.now().toISOString() });
    const again = { contactId: contact.id, version: 3 };
    expect(await refusal(does(manager, 'endContact', again))).toMatchObject({ refusal: 'CONTACT_ENDED' });
  });

  test('finds none of somebody else', async () => {
    const { world, olga, pavel, clients } = office;
    const manager = await world.enters('manager', { employee: olga });
    expect(await refusal(adds(manager, clients.pavels))).toMatchObject({ code: 'FORBIDDEN', field: 'input.clientId' });
    expect(await refusal(adds(manager, clients.nobodys))).toMatchObject({ code: 'NOT_FOUND' });
    const theirs = await adds(await world.enters('manager', { employee: pavel }), clients.pavels);
    for (const [verb, more] of [
      ['amendContact', { version: 1, name: 'x' }],
      ['endContact', { version: 1 }],
      ['revealContact', {}],
    ] as const) {
      const answer = verb === 'revealContact' ? '{ phone }' : '{ id }';
      const refused = await refusal(does(manager, verb, { contactId: theirs.id, ...more }, answer));
      expect(refused, verb).toMatchObject({ code: 'NOT_FOUND', field: 'input.contactId' });
    }
  });

  test('only notes it down as an assistant or integration, and learns its number', async () => {
    const { world, boss, clients } = office;
    const mutation = 'mutation ($input: AddContactInput!) { addContact(input: $input) { id version } }';
    for (const [role, employee] of [
      ['assistant', boss],
      ['integration', undefined],
    ] as const) {
      const visitor = await world.enters(role, { employee });
      const input = { key: randomUUID(), clientId: clients.olgas.id, name: `Записано: ${role}`, phone: '+79990000000' };
      expect(await visitor.ask(mutation, { input })).toMatchObject({ addContact: { version: 1 } });
      expect(await visitor.ask(mutation, { input }), 'again').toMatchObject({ addContact: { version: 1 } });
      expect(await visitor.refused(mutation.replace('version', 'phone'), { input })).toMatchObject({
        code: 'FORBIDDEN',
      });
      const read = await visitor.ask<{ clients: { nodes: { contacts: unknown[] }[] } }>(
        '{ clients { nodes { contacts { id } } } }',
      );
      expect(read.clients.nodes.flatMap(({ contacts }) => contacts)).toEqual([]);
    }
    const assistant = await world.enters('assistant', { employee: boss });
    const foreign = { key: randomUUID(), clientId: clients.pavels.id, name: 'x' };
    expect(await assistant.refused(mutation, { input: foreign })).toMatchObject({ code: 'FORBIDDEN' });
  });

  test('does it once a key, and finds an external id taken', async () => {
    const { world, clients } = office;
    const input = { key: 'once', clientId: clients.olgas.id, name: 'Один', externalId: 'crm-1' };
    const manager = await world.enters('manager', { employee: office.olga });
    const first = await does<ContactTold>(manager, 'addContact', input, '{ id name }');
    expect(await does<ContactTold>(manager, 'addContact', input, '{ id name }')).toEqual(first);
    await world.database.owner.query(
      sql`update client set owner_id = ${office.pavel.id} where id = ${clients.olgas.id}`,
    );
    expect(await refusal(does(manager, 'addContact', input, '{ id name }'))).toMatchObject({ code: 'NOT_FOUND' });
    await world.database.owner.query(
      sql`update client set owner_id = ${office.olga.id} where id = ${clients.olgas.id}`,
    );
    const taken = { clientId: clients.pavels.id, name: 'Два', externalId: 'crm-1' };
    expect(await refusal(does(world, 'addContact', taken))).toMatchObject({ refusal: 'EXTERNAL_ID_TAKEN' });
  });

  test('is told by the ledger, with nothing of what it says', async () => {
    const { world, clients } = office;
    await adds(world, clients.olgas, { name: 'Тайна' });
    const [entry] = await world.database.owner.query<{ row: string; client_id: string }>(
      sql`select to_jsonb(l)::text as row, client_id from ledger l where kind = 'contact_changed' order by id desc limit 1`,
    );
    expect(entry?.client_id).toBe(clients.olgas.id);
    expect(entry?.row).not.toContain('Тайна');
  });
});

describe('details', () => {
  test.each([
    ['8 (916) 123-45-67', '+79161234567'],
    ['+7 916 123 45 67', '+79161234567'],
    ['7-916-123-45-67', '+79161234567'],
    ['0049 30 901820', '+4930901820'],
    ['+84 912 345 678', '+84912345678'],
    ["'+79161234567", '+79161234567'],
    ['  ', null],
    [null, null],
  ])('a phone %s is kept as %s', (given, kept) => expect(checkedPhone(given)).toBe(kept));

  test.each([
    '123',
    '9161234567',
    '+7 ••• •••-45-67',
    '+0123456789',
    '+7916123456712345',
    'позвонить Ивану',
    '+7 916 12x 45 67',
    '٨٩١٦١٢٣٤٥٦٧',
  ])('a phone %s is refused', (given) => expect(() => checkedPhone(given)).toThrow('input.phone: expected'));

  test.each([
    ['Ivan@Firm.RU', 'ivan@firm.ru'],
    ['иван@почта.рф', 'иван@почта.рф'],
    ['a+b@x-y.co.uk', 'a+b@x-y.co.uk'],
    ['', null],
  ])('an e-mail %s is kept as %s', (given, kept) => expect(checkedEmail(given)).toBe(kept));

  test.each([
    'firm.ru',
    'a@b',
    'a@b.c',
    'a b@c.ru',
    'a@@b.ru',
    'a@.ru',
    'a@b..ru',
    '<a@b.ru>',
    'i•••@firm',
    `${'a'.repeat(65)}@b.ru`,
  ])('an e-mail %s is refused', (given) => expect(() => checkedEmail(given)).toThrow('input.email: expected'));

  test('masks say little of the short, too', () => {
    expect(maskedPhone('+1234567')).toBe('+••• •••-67');
    expect(maskedEmail('я@пример.рф')).toBe('я•••@пример.рф');
    expect([maskedPhone(null), maskedEmail(null)]).toEqual([null, null]);
  });
});
