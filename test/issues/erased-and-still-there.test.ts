import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ledgerChecks, verify } from '../../server/src/ledger/verify.ts';
import { sql } from '../../server/src/lib/sql.ts';
import { keptExternalId } from '../../server/src/privacy/erased.ts';
import { namesOf } from '../../server/src/privacy/mentions.ts';
import { dealsEqualTheirFacts } from '../../server/src/sales/deals/verify-deals.ts';
import { adds, contextOf, does, type Office, openOffice } from '../access/contacts-office.ts';
import { dismisses } from '../access/dismissal-desk.ts';
import { dumpOf } from '../access/erasure-proof.ts';
import { invites, joins, password, verb } from '../access/people.ts';
import { refusal } from '../world/graphql-client.ts';
import { Page } from '../world/page.ts';
import type { World } from '../world/world.ts';

// Somebody was erased, and went on standing in keys, in deals of others, in names of machines and in accounts that were not theirs any more.

let office: Office;
let world: World;
beforeAll(async () => {
  office = await openOffice();
  ({ world } = office);
  await world.pipeline();
});
afterAll(() => office?.close());

async function found(...texts: string[]): Promise<string[]> {
  const dump = (await dumpOf(world.database)).map(({ table, text }) => ({ table, text: text.toLowerCase() }));
  return texts.flatMap((word) =>
    dump.filter(({ text }) => text.includes(word)).map(({ table }) => `${word} in ${table}`),
  );
}
const erases = (type: string, id: string) => does(world, `erase${type}`, { id }, '{ subject subjectId name }');
const signIn = (login: string) => new Page(world.url).post('/auth/sign-in', { login, password });
const titleOf = async (id: string) =>
  (await world.database.owner.query<{ title: string }>(sql`select title from deal where id = ${id}`))[0]?.title;

describe('an account that was taken from its employee', () => {
  test('is shut out and erased with them', async () => {
    const timofey = await world.employee('Журавлёв Тимофей');
    const login = 'zhuravlev@x.example';
    const member = await joins(world, { role: 'ANALYST', name: 'Журавлёв Тимофей', login, employeeId: timofey.id });
    await world.database.owner.query(
      sql`update employee set external_id = 'crm-zhuravlev', email = ${login} where id = ${timofey.id}`,
    );
    await verb(world, 'createToken', { name: 'Для ноутбука Журавлёва', role: 'ANALYST' }, '{ secret }');
    const away = { accountId: member.id, version: member.version, employeeId: null };
    await verb(world, 'amendAccount', away, '{ id }');
    await dismisses(world, timofey, office.olga);
    expect((await signIn(login)).status).toBe(401);
    expect(await member.page.forbidden('{ viewer { name } }')).toMatchObject({ code: 'UNAUTHENTICATED' });
    await erases('Employee', timofey.id);
    expect(await found('журавл', 'zhuravl')).toEqual([]);
    const named = await world.ask<{ credentials: { nodes: { name: string }[] } }>(
      '{ credentials(kind: TOKEN) { nodes { name } } }',
    );
    expect(named.credentials.nodes.map(({ name }) => name)).toContainEqual(expect.stringMatching(/^Токен №\d+$/));
  });

  test('is the colleague’s it was given to', async () => {
    const [left, stays] = [await world.employee('Уходящий'), await world.employee('Остающаяся')];
    const { account } = await invites(world, { employeeId: left.id });
    const given = { accountId: account.id, version: account.version, employeeId: stays.id };
    await verb(world, 'amendAccount', given, '{ id }');
    await dismisses(world, left, office.olga);
    const [row] = await world.database.owner.query(sql`select ended_at from account where id = ${account.id}`);
    expect(row).toEqual({ ended_at: null });
    // both have left: nobody is there any more whose it could be
    await dismisses(world, stays, office.olga);
    await erases('Employee', left.id);
    const [erased] = await world.database.owner.query(sql`select name, login from account where id = ${account.id}`);
    expect(erased).toEqual({ name: `Учётная запись №${account.id}`, login: null });
  });
});

describe('an account of nobody who works here', () => {
  test('is erased once it has ended', async () => {
    const login = 'savelyeva@x.example';
    // somebody has to remain who decides
    await joins(world, { role: 'DIRECTOR' });
    const member = await joins(world, { role: 'DIRECTOR', name: 'Савельева Инга', login });
    await world.database.owner.query(sql`update account set oidc_subject = 'https://id.example inga-savelyeva'
      where id = ${member.id}`);
    const still = await refusal(erases('Account', member.id));
    expect(still).toMatchObject({ refusal: 'ACCOUNT_NOT_ENDED', field: 'input.id' });
    expect(await refusal(erases('Account', '999999'))).toMatchObject({ code: 'NOT_FOUND', field: 'input.id' });
    await verb(world, 'endAccount', { accountId: member.id, version: member.version });
    const name = `Учётная запись №${member.id}`;
    expect(await erases('Account', member.id)).toEqual({ subject: 'Account', subjectId: member.id, name });
    expect(await found('савельев', 'savelyev')).toEqual([]);
    const [kept] =
      await world.database.owner.query(sql`select (select count(*)::int from account_secret where account_id = ${member.id}) as secrets,
      (select count(*)::int from credential where account_id = ${member.id} and (name is not null or last_used_from is not null)) as traces`);
    expect(kept).toEqual({ secrets: 0, traces: 0 });
  });
});

describe('a contact', () => {
  test('whose name the client bears is not erased without the client', async () => {
    const client = await world.client('ИП Кукушкина Римма Эдуардовна');
    const [one, two] = [
      await adds(world, client, { name: 'Кукушкина Римма Эдуардовна' }),
      await adds(world, client, { name: 'Марк Ильин' }),
    ];
    const told = { refusal: 'CLIENT_NAMES_THEM', field: 'input.id', clientId: client.id };
    expect(await refusal(erases('Contact', one.id))).toMatchObject(told);
    await erases('Contact', two.id);
    await erases('Client', client.id);
    expect(await found('кукушкин', 'марк ильин')).toEqual([]);
  });

  test('is forgotten by everybody’s deals, and by the keys verbs were called with', async () => {
    const contact = { name: 'Гаврилюк Пётр', phone: '+79035550102', email: 'gavrilyuk@mail.example' };
    const key = `contact Гаврилюк ${contact.phone} ${randomUUID()}`;
    const made = await does<{ id: string }>(world, 'addContact', {
      key,
      clientId: office.clients.olgas.id,
      ...contact,
    });
    const deals = {
      named: 'Замена стола от Петра Гаврилюка',
      shortly: 'Гаврилюку П. С., срочно',
      phoned: 'Звонить 8 (903) 555-01-02',
      mailed: 'Счёт на GAVRILYUK@mail.example',
      another: 'Пётр Иванов просил скидку',
      nothing: 'Офис 102',
    };
    const ids: Record<string, string> = {};
    const olga = await world.manager('Ольга Вторая');
    for (const [about, title] of Object.entries(deals)) {
      const deal = await olga.opens({ client: office.clients.pavels, amount: 10, title });
      if (about === 'named') await olga.amends(deal, { title: 'Теперь о другом' });
      if (about === 'nothing') await olga.loses(deal, 'Отказался Пётр Гаврилюк');
      ids[about] = deal.id;
    }
    await erases('Contact', made.id);
    expect(await found('гаврилюк', 'gavrilyuk', '9035550102', '555-01-02')).toEqual([]);
    for (const about of ['named', 'shortly', 'phoned', 'mailed', 'nothing'])
      expect(await titleOf(ids[about] ?? ''), about).toBe(`Сделка №${ids[about]}`);
    expect(await titleOf(ids['another'] ?? '')).toBe(deals.another);
    expect(await verify(world.database.owner, [...ledgerChecks, dealsEqualTheirFacts])).toEqual([]);
  });
});

test.each([
  ['Кукушкина Римма Эдуардовна', 'от Риммы Эдуардовны', true],
  ['Кукушкина Римма Эдуардовна', 'Кукушкиной Р. Э. перезвонить', true],
  ['Кукушкина Римма Эдуардовна', 'для Риммы', false],
  ['Кукушкина Римма', 'Кукушкина гора, р-н Западный', false],
  ['Павел Достоевский', 'счёт Павлу Достоевскому', true],
  ['Семён Заёмов', 'СЕМЕНУ ЗАЕМОВУ', true],
  ['Поставкин Мебелев', 'Поставка мебели для офиса', false],
  ['Ли Вэй', 'господину Ли Вэю', true],
  ['Ольга', 'для Ольги', false],
  ['ООО «Альфа Плюс»', 'ООО «Плюс», стулья', false],
  ['Контакт №12', 'контакт 12', false],
])('%s is named in «%s»: %s', (name, text, named) => {
  expect(namesOf({ name })(text)).toBe(named);
});

test('a key that was used is known without being kept', async () => {
  const input = { key: `Ключ ${randomUUID()}`, name: 'ООО «Ключ»' };
  const first = await does(world, 'addClient', input, '{ id }');
  expect(await does(world, 'addClient', input, '{ id }')).toEqual(first);
  const other = { ...input, name: 'ООО «Замок»' };
  expect(await refusal(does(world, 'addClient', other, '{ id }'))).toMatchObject({ refusal: 'KEY_REUSED' });
  const [kept] = await world.database.owner.query(
    sql`select octet_length(key) as length from idempotency where key = sha256(convert_to(${input.key}, 'UTF8'))`,
  );
  expect(kept).toEqual({ length: 32 });
});

test.each([
  [null, null],
  ['100234', '100234'],
  ['79161112233', null],
  ['500100732259', null],
  ['crm-zueva', null],
])('of the number %s a client goes by elsewhere, %s stays', async (externalId, kept) => {
  const client = await world.client(`ИП Зуева ${randomUUID()}`);
  await world.database.owner.query(sql`update client set external_id = ${externalId} where id = ${client.id}`);
  await erases('Client', client.id);
  const [row] = await world.database.owner.query(sql`select external_id from client where id = ${client.id}`);
  expect(row).toEqual({ external_id: kept });
});

test('the made-up people of a demo are still found by their number, elsewhere it goes', () => {
  const kept = (demo: boolean) =>
    keptExternalId({ settings: { ...contextOf(world, {}).settings, demo } }, 'demo:manager-3');
  expect([kept(true), kept(false)]).toEqual(['demo:manager-3', null]);
});
