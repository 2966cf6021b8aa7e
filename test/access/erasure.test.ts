import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { auditChainHolds } from '../../server/src/access/audit-verify.ts';
import { ledgerChecks, verify } from '../../server/src/ledger/verify.ts';
import { raw, sql } from '../../server/src/lib/sql.ts';
import { clientsEqualTheirPurchases } from '../../server/src/sales/clients/verify-clients.ts';
import { dealsEqualTheirFacts } from '../../server/src/sales/deals/verify-deals.ts';
import { refusal } from '../world/graphql-client.ts';
import type { Person } from '../world/person.ts';
import type { World } from '../world/world.ts';
import { adds, type ContactTold, does, type Office, openOffice, revealed } from './contacts-office.ts';
import { dumpOf, everyFigure } from './erasure-proof.ts';

/** What must be nowhere any more, in any case of letters. */
const words = {
  client: ['абрамов', 'лебедин'],
  contact: ['гиацинт', '9161112233', 'giacint'],
  employee: ['кузнецов', 'zkuznecova', 'секрет-пароль'],
};

let office: Office;
let world: World;
let zoya: Person;
let client: { id: string; name: string };
let contact: ContactTold;
let account: string;
let before: unknown;

beforeAll(async () => {
  office = await openOffice();
  ({ world } = office);
  await world.pipeline(['Новая', 'Переговоры', 'Договор']);
  const product = await world.product('Кровать', { line: await world.productLine(), price: 100_00 });
  const about = { segment: await world.segment(), source: await world.source(), territory: await world.territory() };
  zoya = await world.manager('Зоя Кузнецова', { team: await world.team('Личная', { department: office.north }) });
  client = await world.client('ИП Абрамов Лебедин Т. К.', { ...about, owner: zoya });
  const { owner } = world.database;
  await owner.query(sql`update client set external_id = 'ИП Абрамов Лебедин' where id = ${client.id}`);
  await owner.query(
    sql`update employee set email = 'zkuznecova@firm.ru', external_id = 'Кузнецова З.' where id = ${zoya.id}`,
  );
  contact = await adds(world, client, {
    name: 'Семён Гиацинтов',
    phone: '+79161112233',
    email: 'Giacintov@mail.ru',
    externalId: 'гиацинтов-1',
  });
  await does(world, 'revealContact', { contactId: contact.id }, revealed);

  const won = await zoya.opens({ client, lines: [{ product, quantity: 2 }], externalId: 'Абрамов/1' });
  await zoya.amends(won, { title: 'Кровать для Гиацинтова, +7 (916) 111-22-33' });
  world.clock.advance({ days: 2 });
  await zoya.moves(won, 'Переговоры');
  await zoya.wins(won);
  const lost = await zoya.opens({ client, amount: 50, title: 'Абрамову: два стула', externalId: 'CRM-2' });
  await zoya.loses(lost, 'Лебедин передумал');
  await zoya.reopens(lost);
  await zoya.loses(lost, 'и опять передумал Лебедин');
  await zoya.opens({ client, amount: 70, title: 'Для нового офиса' });
  const other = await zoya.opens({ client: office.clients.pavels, amount: 10, title: 'Передано от Зои Кузнецовой' });
  await zoya.gives(other, office.pavel);

  const [made] = await owner.query<{ id: string }>(sql`insert into account (name, login, role, employee_id, created_at)
    values ('Кузнецова Зоя', 'zkuznecova', 'manager', ${zoya.id}, now()) returning id`);
  account = made?.id ?? '';
  await owner.query(sql`insert into account_secret (account_id, password_hash) values (${account}, 'секрет-пароль')`);
  await owner.query(sql`insert into credential (kind, secret_hash, account_id, name, created_at, last_used_from)
    values ('token', sha256('t'), ${account}, 'Ноутбук Кузнецовой', now(), '10.1.1.1')`);
  await world.roll();
  before = await everyFigure(world);
}, 60_000);
afterAll(() => office?.close());

async function found(texts: readonly string[]): Promise<string[]> {
  const dump = (await dumpOf(world.database)).map(({ table, text }) => ({ table, text: text.toLowerCase() }));
  return texts.flatMap((text) =>
    dump.filter((one) => one.text.includes(text)).map(({ table }) => `${text} in ${table}`),
  );
}
const sound = () =>
  verify(world.database.owner, [...ledgerChecks, dealsEqualTheirFacts, clientsEqualTheirPurchases, auditChainHolds]);

test('before anybody asks, all of it is there', async () => {
  for (const text of [...words.client, ...words.contact, ...words.employee])
    expect(await found([text]), text).not.toEqual([]);
  const figures = JSON.stringify(before);
  expect(figures).toContain('"revenue":{"value":200');
  expect(figures).toMatch(/"lost":1/);
});

describe('what is held about somebody', () => {
  const question =
    'query ($a: ID, $b: ID, $c: ID) { subjectExport(contactId: $a, clientId: $b, employeeId: $c) { subject subjectId json } }';
  const held = async (variables: Record<string, string>) =>
    (await world.ask<{ subjectExport: { json: string } }>(question, variables)).subjectExport.json;

  test('is told to whoever may ask for it, in full, and that it was asked', async () => {
    const aboutContact = await held({ a: contact.id });
    for (const text of ['Семён Гиацинтов', '+79161112233', 'giacintov@mail.ru', 'revealContact'])
      expect(aboutContact).toContain(text);
    const aboutClient = await held({ b: client.id });
    for (const text of ['ИП Абрамов', 'Гиацинтов', 'Абрамову: два стула', 'Лебедин передумал'])
      expect(aboutClient).toContain(text);
    const aboutEmployee = await held({ c: zoya.id });
    for (const text of ['Зоя Кузнецова', 'zkuznecova', 'Ноутбук Кузнецовой', '10.1.1.1'])
      expect(aboutEmployee).toContain(text);
    for (const secret of ['секрет-пароль', 'secret_hash', 'password']) expect(aboutEmployee).not.toContain(secret);
    const [log] = await world.database.owner.query<{ n: number }>(
      sql`select count(*)::int as n from audit_entry where action = 'exportSubject'`,
    );
    expect(log).toEqual({ n: 3 });
  });

  test('is asked for one at a time, and for somebody there is', async () => {
    expect(await world.refused(question, {})).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(await world.refused(question, { a: '1', b: '1' })).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(await world.refused(question, { a: '999999' })).toMatchObject({ code: 'NOT_FOUND', field: 'contactId' });
    const manager = await world.enters('deputy');
    expect(await manager.refused(question, { a: contact.id })).toMatchObject({ code: 'FORBIDDEN' });
    const administrator = await world.enters('administrator');
    await administrator.ask(question, { a: contact.id });
  });
});

describe('erasing', () => {
  test('is for directors and administrators', async () => {
    for (const role of ['deputy', 'head_of_sales', 'manager', 'assistant', 'integration'] as const) {
      const visitor = await world.enters(role, { employee: office.boss });
      for (const verb of ['eraseContact', 'eraseClient', 'eraseEmployee', 'eraseAccount'])
        expect(await refusal(does(visitor, verb, { id: '1' }, '{ name }')), `${role} ${verb}`).toMatchObject({
          code: 'FORBIDDEN',
        });
    }
    for (const verb of ['eraseContact', 'eraseClient', 'eraseEmployee', 'eraseAccount'])
      expect(await refusal(does(world, verb, { id: '99999' }, '{ name }'))).toMatchObject({
        code: 'NOT_FOUND',
        field: 'input.id',
      });
  });

  test('a contact leaves no trace of them, and every figure as it was', async () => {
    const administrator = await world.enters('administrator');
    const answer = '{ subject subjectId name }';
    expect(await does(administrator, 'eraseContact', { id: contact.id, key: 'c' }, answer)).toEqual({
      ...{ subject: 'Contact', subjectId: contact.id, name: `Контакт №${contact.id}` },
    });
    await does(administrator, 'eraseContact', { id: contact.id, key: 'c' }, answer);
    expect(await found(words.contact)).toEqual([]);
    expect(await everyFigure(world)).toEqual(before);
    expect(await sound()).toEqual([]);
    const [kept] = await world.database.owner.query(sql`select 1 from deal where title = 'Для нового офиса'`);
    expect(kept, 'a title that says nothing of them').toBeDefined();
  });

  test('a client leaves no trace of them, and every figure as it was', async () => {
    await does(world, 'eraseClient', { id: client.id }, '{ name }');
    expect(await found([...words.client, ...words.contact, 'для нового офиса'])).toEqual([]);
    expect(await everyFigure(world)).toEqual(before);
    expect(await sound()).toEqual([]);
    const [row] =
      await world.database.owner.query(sql`select c.name, c.external_id, (select array_agg(external_id order by id) from deal where client_id = c.id) as deals
      from client c where id = ${client.id}`);
    expect(row).toEqual({ name: `Клиент №${client.id}`, external_id: null, deals: [null, 'CRM-2', null] });
  });

  test('somebody who still works here is refused', async () => {
    expect(await refusal(does(world, 'eraseEmployee', { id: zoya.id }, '{ name }'))).toMatchObject({
      refusal: 'STILL_WORKS',
    });
  });

  test('an employee leaves no trace of them, and every figure as it was', async () => {
    await does(world, 'dismissEmployee', { employeeId: zoya.id, successorId: office.olga.id }, '{ deals }');
    const after = await everyFigure(world);
    await does(world, 'eraseEmployee', { id: zoya.id }, '{ name }');
    expect(await found(Object.values(words).flat())).toEqual([]);
    expect(await everyFigure(world)).toEqual(after);
    expect(await sound()).toEqual([]);
    const [row] =
      await world.database.owner.query(sql`select a.name, a.login, a.ended_at is not null as ended, e.name as employee,
      (select count(*)::int from account_secret) as secrets, (select count(*)::int from credential where account_id = a.id and revoked_at is null) as held
      from account a join employee e on e.id = a.employee_id where a.id = ${account}`);
    const names = { name: `Учётная запись №${account}`, employee: `Сотрудник №${zoya.id}` };
    expect(row).toEqual({ ...names, login: null, ended: true, secrets: 0, held: 0 });
  });

  test('is in the audit log, and the chain holds', async () => {
    const rows = await world.database.owner.query<{ action: string }>(
      sql`select action from audit_entry where action like 'erase%' order by id`,
    );
    expect(rows.map(({ action }) => action)).toEqual(['eraseContact', 'eraseClient', 'eraseEmployee']);
    expect(await sound()).toEqual([]);
  });

  test('of many in a day is an alarm', async () => {
    for (let i = 0; i < 6; i += 1) {
      const { id } = await adds(world, office.clients.nobodys);
      await does(world, 'eraseContact', { id }, '{ name }');
    }
    const rows = await world.database.owner.query<{ alert: boolean }>(
      sql`select alert from audit_entry where action = 'eraseContact' order by id`,
    );
    expect(rows.map(({ alert }) => alert)).toEqual([false, false, false, false, false, false, true]);
  });

  test('does not keep a deal from going on', async () => {
    const [deal] = await world.database.owner.query<{ id: string; version: number }>(
      sql`select id, version from deal where client_id = ${client.id} and status = 'open'`,
    );
    const input = { dealId: deal?.id, version: deal?.version };
    expect(await does(world, 'winDeal', input, '{ status title }')).toEqual({
      status: 'WON',
      title: `Сделка №${deal?.id}`,
    });
    expect(await sound()).toEqual([]);
  });

  test('an account’s secrets only works once the account has ended', async () => {
    const { app, owner } = world.database;
    const [made] = await owner.query<{ id: string }>(
      sql`insert into account (name, role, created_at) values ('Х', 'manager', now()) returning id`,
    );
    await owner.query(sql`insert into account_secret (account_id) values (${made?.id})`);
    await app.query(sql`select erase_account_secret(${made?.id})`);
    expect(await owner.query(sql`select 1 from account_secret where account_id = ${made?.id}`)).toHaveLength(1);
    await expect(app.query(sql`select * from ${raw('account_secret')}`)).rejects.toThrow('permission denied');
  });
});
