import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { roles } from '../../server/src/access/roles.ts';
import { sql } from '../../server/src/lib/sql.ts';
import { startWorld, type Visitor, type World } from '../world/world.ts';
import { adds, type Office, openOffice } from './contacts-office.ts';

let office: Office;
let world: World;
beforeAll(async () => {
  office = await openOffice();
  ({ world } = office);
  await world.pipeline();
  const { clients, olga, pavel } = office;
  const open = async (client: { id: string }, owner: { id: string }, title: string, amount: number) =>
    world.ask('mutation ($input: OpenDealInput!) { openDeal(input: $input) { id } }', {
      input: { key: title, clientId: client.id, ownerId: owner.id, title, amount },
    });
  await open(clients.olgas, olga, '=HYPERLINK("http://evil.example")', 1234.5);
  await open(clients.pavels, pavel, 'Кровать; «двойная»\n"с доставкой"', 99);
  for (const client of Object.values(clients))
    await adds(world, client, { name: '+cmd|calc', phone: '+79161234567', email: 'ivan@firm.ru' });
});
afterAll(() => office?.close());

function take(visitor: Pick<Visitor, 'token'>, name: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(new URL(`/export/${name}`, world.url), {
    headers: { authorization: `Bearer ${visitor.token}`, ...headers },
  });
}

/** The rows of an answer, by a parser of our own: cells by `;` or `,`, quoted where need be. */
async function rowsOf(response: Response): Promise<string[][]> {
  expect(response.status).toBe(200);
  const text = Buffer.from(await response.arrayBuffer()).toString('utf8');
  expect(text.startsWith('\uFEFF'), 'a byte order mark').toBe(true);
  const delimiter = text.includes(';') && response.url.includes('lang=en') === false ? ';' : ',';
  const rows: string[][] = [];
  let [row, cell, quoted]: [string[], string, boolean] = [[], '', false];
  for (let i = 1; i < text.length; i += 1) {
    const [c, next] = [text[i], text[i + 1]];
    if (c === '"') {
      if (quoted && next === '"') cell += text[(i += 1)];
      else quoted = !quoted;
    } else if (!quoted && c === delimiter) {
      row.push(cell);
      cell = '';
    } else if (!quoted && c === '\r' && next === '\n') {
      rows.push([...row, cell]);
      [row, cell] = [[], ''];
      i += 1;
    } else cell += c;
  }
  return rows;
}

describe('an export', () => {
  test('is a table that spreadsheets open, with nothing they would run', async () => {
    const response = await take(world, 'deals.csv');
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="deals-2026-03-18.csv"');
    expect(response.headers.get('cache-control')).toBe('no-store');
    const [head, first, second, ...more] = await rowsOf(response);
    expect(head?.slice(0, 5)).toEqual(['№', 'Сделка', 'Состояние', 'Сумма, RUB', 'Клиент']);
    expect(first?.slice(1, 5)).toEqual([`'=HYPERLINK("http://evil.example")`, 'в работе', '1234,50', 'ООО «Ромашка»']);
    expect(second?.[1]).toBe('Кровать; «двойная»\n"с доставкой"');
    expect(second?.[8]).toBe('2026-03-18 12:00');
    expect(more).toEqual([]);
  });

  test('speaks English where that is asked for', async () => {
    const [head, first] = await rowsOf(await take(world, 'deals.csv?lang=en'));
    expect([head?.[3], first?.[2], first?.[3]]).toEqual(['amount, RUB', 'open', '1234.50']);
  });

  test('of contacts has them in full, and all of them', async () => {
    const [head, ...rows] = await rowsOf(await take(world, 'contacts.csv'));
    expect(head).toContain('Телефон');
    expect(rows.map((row) => row.slice(1, 6))).toEqual(
      Array(3).fill(["'+cmd|calc", '', 'нет', "'+79161234567", 'ivan@firm.ru']),
    );
  });

  test('goes page by page, each row once, in order', async () => {
    await world.database.owner.query(sql`insert into client (name) select 'К ' || n from generate_series(1, 2600) n`);
    const [, ...rows] = await rowsOf(await take(world, 'clients.csv'));
    expect(rows).toHaveLength(2603);
    const ids = rows.map(([id]) => Number(id));
    expect(ids).toEqual([...new Set(ids)].toSorted((a, b) => a - b));
    await world.database.owner.query(sql`delete from client where name like 'К %'`);
  });
});

describe('the right to export', () => {
  const allowed: Record<string, readonly string[]> = {
    clients: ['director', 'deputy', 'head_of_sales'],
    deals: ['director', 'deputy', 'head_of_sales', 'analyst'],
    contacts: ['director', 'deputy'],
  };

  test.each(Object.entries(allowed))('of %s is that of %j', async (name, who) => {
    for (const role of roles) {
      const visitor = await world.enters(role, { employee: office.boss });
      const response = await take(visitor, `${name}.csv`);
      expect([role, response.status]).toEqual([role, who.includes(role) ? 200 : 403]);
      await response.arrayBuffer();
    }
  });

  test('of a head of sales ends with the department', async () => {
    const head = await world.enters('head_of_sales', { employee: office.boss });
    const names = async (what: string) => (await rowsOf(await take(head, what))).slice(1).map((row) => row[1]);
    expect(await names('clients.csv')).toEqual(['ООО «Ромашка»']);
    expect(await names('deals.csv')).toEqual([`'=HYPERLINK("http://evil.example")`]);
  });

  test('needs a credential, and no page of another site', async () => {
    const url = new URL('/export/clients.csv', world.url);
    expect((await fetch(url)).status).toBe(401);
    expect((await take({ token: 'voronka_x' }, 'clients.csv')).status).toBe(401);
    const status = (headers: Record<string, string>) =>
      new Promise<number>((resolve, reject) => {
        request(url, { headers }, (response) => resolve(response.resume().statusCode ?? 0))
          .on('error', reject)
          .end();
      });
    const cookie = `voronka_session=${world.token}`;
    expect(await status({ cookie })).toBe(200);
    expect(await status({ cookie, 'sec-fetch-site': 'same-origin' })).toBe(200);
    for (const site of ['cross-site', 'same-site']) expect(await status({ cookie, 'sec-fetch-site': site })).toBe(403);
    expect(await status({ cookie, origin: 'https://evil.example' })).toBe(403);
  });

  test('is refused to guests of the demo', async () => {
    await world.database.owner.query(sql`update setting set demo = true`);
    const demo = await startWorld({ databaseUrl: world.databaseUrl });
    const response = await fetch(new URL('/export/deals.csv', demo.url));
    expect([response.status, ((await response.json()) as { error: { code: string } }).error.code]).toEqual([
      403,
      'FORBIDDEN',
    ]);
    await demo.close();
    await world.database.owner.query(sql`update setting set demo = false`);
  });

  test.each(['nothing.csv', 'clients', '../clients.csv', 'Clients.csv', 'contacts.csv.csv'])(
    '%s is nothing',
    async (name) => {
      const response = await take(world, name);
      expect(response.headers.get('content-type')).not.toContain('csv');
      await response.arrayBuffer();
    },
  );
});

describe('the record of an export', () => {
  const records = () =>
    world.database.owner.query<{ action: string; alert: boolean; details: object }>(
      sql`select action, alert, details from audit_entry where action like 'export%' order by id desc`,
    );

  test('says what left and how much, and nothing of what it said', async () => {
    await (await take(world, 'clients.csv')).arrayBuffer();
    expect((await records())[0]).toEqual({ action: 'exportClients', alert: false, details: { rows: 3 } });
  });

  test('is there although the line breaks', async () => {
    const before = (await records()).length;
    const aborting = new AbortController();
    const response = await fetch(new URL('/export/clients.csv', world.url), {
      headers: { authorization: `Bearer ${world.token}` },
      signal: aborting.signal,
    });
    aborting.abort();
    await response.arrayBuffer().catch(() => undefined);
    expect((await records()).length).toBe(before + 1);
  });

  test('is none where nothing left', async () => {
    const before = (await records()).length;
    await take(await world.enters('manager', { employee: office.olga }), 'clients.csv');
    await fetch(new URL('/export/clients.csv', world.url), {
      method: 'HEAD',
      headers: { authorization: `Bearer ${world.token}` },
    });
    expect((await records()).length).toBe(before);
  });

  test('of more than a thousand contacts is an alarm', async () => {
    const { id } = office.clients.olgas;
    await world.database.owner.query(
      sql`insert into contact (client_id, name) select ${id}, 'Много' from generate_series(1, 1001)`,
    );
    await (await take(world, 'contacts.csv')).arrayBuffer();
    expect((await records())[0]).toEqual({ action: 'exportContacts', alert: true, details: { rows: 1004 } });
  });
});
