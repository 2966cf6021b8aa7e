import { afterEach, beforeEach, expect, test } from 'vitest';
import { nameKey } from '../../server/src/imports/likenesses.ts';
import { mergeClients } from '../../server/src/sales/clients/merge-clients.ts';
import { type Desk, startDesk } from './desk.ts';
import { recordFiles, recordFindings } from './record-files.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await startDesk();
});
afterEach(() => desk.close());

const files = (...how: [changed?: Parameters<typeof recordFiles>[1], more?: Parameters<typeof recordFiles>[2]]) =>
  recordFiles(desk, ...how);
const entries = () => desk.count('select count(*) from ledger');

test('duplicates of clients are one client where the mapping asks for it', async () => {
  const clients = [
    'id,name,owner,inn,phone,email',
    'a1,ООО «Ромашка»,Ann,7707083893,,',
    'a2,Ромашка (офис),,7707083893,8 916 123-45-67,',
    'a3,Кто-то,Bob,,+7 916 1234567,x@firm.ru',
    'a4,"Ромашка, ООО",,,,',
    'a5,Другие,,,,x@FIRM.ru',
    'a6,Совсем другие,,,,',
  ];
  const told = { inn: 'inn', phone: 'phone', email: 'email' };
  const contacts = ['id,client,name,phone,decides', 'p1,a4,Mary,,', 'p2,a6,Mary,,'];
  const none = {
    leads: ['id,name,at,who,answered,rejected,reason'],
    activities: ['kind,at,client,lead,with'],
    tickets: ['id,about,client,at,answered,resolved'],
  };
  const changed = { clients, contacts, ...none, ratings: ['id,ticket,at,score'] };
  const mapping = files(changed, { clients: { ...told, match: ['inn', 'phone', 'email', 'name'] } });
  const { refused, counts } = await desk.import(mapping);
  expect(refused).toEqual([]);
  expect(counts.client).toMatchObject({ read: 2, added: 2 });
  const stored = () => desk.rows('select external_id, name, inn, phone, email from client order by id');
  const both = [
    { external_id: 'a1', name: 'ООО «Ромашка»', inn: '7707083893', phone: '+79161234567', email: 'x@firm.ru' },
    { external_id: 'a6', name: 'Совсем другие', inn: null, phone: null, email: null },
  ];
  expect(await stored()).toEqual(both);
  expect(
    await desk.rows(`select c.external_id from contact p join client c on c.id = p.client_id order by p.id`),
  ).toEqual([{ external_id: 'a1' }, { external_id: 'a6' }]);
  const before = await entries();
  expect((await desk.import(mapping)).counts.client).toMatchObject({ read: 2, unchanged: 2 });
  expect(await entries()).toBe(before);
  expect(await stored()).toEqual(both);
  // a mapping that does not speak of them leaves them alone
  await desk.import(
    files({ ...changed, clients: ['id,name,owner', 'a1,Ромашка-2,Bob'], contacts: ['id,client,name,phone,decides'] }),
  );
  expect(await stored()).toEqual([{ ...both[0], name: 'Ромашка-2' }, both[1]]);
});

test('names are compared as the database compares them', async () => {
  const names = [
    'ООО «Ёлка»',
    'Общество с ограниченной ответственностью "Ёлка"',
    'елка',
    'ИП Королёв А. Б.',
    'ООО',
    'Acme Ltd.',
    '3D-печать № 1',
  ];
  const keys = await desk.rows<{ key: string }>(
    'select client_name_key(name) as key from unnest($1::text[]) with ordinality as t(name, n) order by n',
    [names],
  );
  expect(names.map(nameKey)).toEqual(keys.map(({ key }) => key));
});

test('what was told of two clients that turned out to be one is told of that one', async () => {
  const contacts = ['id,client,name,phone,decides', 'p1,c1,Mary,,yes', 'p2,c2,Mark,,'];
  await desk.import(files({ contacts }));
  const [one, other] = await desk.rows<{ id: string; version: number }>(
    'select id, version from client order by external_id',
  );
  await mergeClients(desk.ctx, {
    ...{ key: 'm', survivorId: one?.id ?? '', survivorVersion: one?.version ?? 0 },
    ...{ mergedId: other?.id ?? '', mergedVersion: other?.version ?? 0 },
  });
  const before = await entries();
  const again = await desk.import(files({ contacts }));
  expect(again.refused).toEqual([]);
  for (const [noun, count] of Object.entries(again.counts)) expect(count, noun).toMatchObject({ added: 0, revised: 0 });
  expect(await entries()).toBe(before);
  const tasks = ['id,title,due,done,client', 't9,Ring,2026-03-04 12:00,,c2'];
  await desk.import(files({ contacts, tasks }, { tasks: { client: { column: 'client', by: 'externalId' } } }));
  expect(await desk.rows(`select client_id from task where external_id = 't9'`)).toEqual([{ client_id: one?.id }]);
  expect(await recordFindings(desk)).toEqual([]);
});
