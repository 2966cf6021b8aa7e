import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate, migrationsList } from '../../server/src/database/migrate.ts';
import { sql } from '../../server/src/lib/sql.ts';
import { type Desk, startDesk } from '../imports/desk.ts';
import { startDatabase } from '../world/database.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.close());

test('what stood beside people as a text becomes a position, each text once, with the level its words tell', async () => {
  const own = await startDatabase({ migrated: false });
  const later = migrationsList.splice(migrationsList.findIndex(({ name }) => name === '0004-whole'));
  try {
    await migrate(own.url);
    await own.database.owner.query(sql`insert into employee (name, position) values ('Карпов', 'Директор'), ('Белова', 'Заместитель директора'),
      ('Громов', 'Руководитель отдела продаж'), ('Ольга', 'Менеджер'), ('Артём', 'Менеджер'), ('Никто', null), ('Пусто', '')`);
    migrationsList.push(...later);
    await migrate(own.url);
    const people = await own.database.owner.query(
      sql`select e.name, p.name as position, p.level from employee e left join position p on p.id = e.position_id order by e.id`,
    );
    expect(people).toEqual([
      { name: 'Карпов', position: 'Директор', level: 3 },
      { name: 'Белова', position: 'Заместитель директора', level: 3 },
      { name: 'Громов', position: 'Руководитель отдела продаж', level: 2 },
      { name: 'Ольга', position: 'Менеджер', level: 1 },
      { name: 'Артём', position: 'Менеджер', level: 1 },
      { name: 'Никто', position: null, level: null },
      { name: 'Пусто', position: null, level: null },
    ]);
    expect(await own.database.owner.query(sql`select count(*)::int as n from position`)).toEqual([{ n: 4 }]);
  } finally {
    for (const migration of later) if (!migrationsList.includes(migration)) migrationsList.push(migration);
    await own.close();
  }
}, 60_000);

test('a file that tells positions as words makes them, and finds them the next time', async () => {
  desk.put({
    'posts.csv': 'post,rank\nHead,2\nDirector,\n',
    'people.csv': 'name,post\nAnn,Seller\nBob,Seller\nCid,Head\nDan,\n',
  });
  const people = (position: unknown) => ({ file: 'people.csv', makes: [{ noun: 'employee', name: 'name', position }] });
  const posts = { file: 'posts.csv', makes: [{ noun: 'position', name: 'post', level: 'rank' }] };
  const summary = await desk.import({ files: [posts, people('post')] });
  expect(summary.refused).toEqual([]);
  expect(summary.counts).toMatchObject({ position: { added: 3 }, employee: { added: 4 } });
  const standing = () =>
    desk.rows(
      'select e.name, p.name as post, p.level from employee e left join position p on p.id = e.position_id order by e.id',
    );
  const expected = [
    { name: 'Ann', post: 'Seller', level: 1 },
    { name: 'Bob', post: 'Seller', level: 1 },
    { name: 'Cid', post: 'Head', level: 2 },
    { name: 'Dan', post: null, level: null },
  ];
  expect(await standing()).toEqual(expected);
  const again = await desk.import({ files: [posts, people('post')] });
  expect(again.counts).toMatchObject({ position: { added: 0, unchanged: 2 }, employee: { unchanged: 4 } });
  const strict = await desk.import({ files: [people({ column: 'name', create: false })] });
  expect(strict.refusedRows).toBe(4);
  const constant = await desk.import({ files: [people({ constant: 'Agent' })] });
  expect(constant.counts).toMatchObject({ position: { added: 1 }, employee: { revised: 4 } });
  desk.put({ 'posts.csv': 'post,rank\nHead,4\n' });
  const wrong = await desk.import({ files: [posts] });
  expect(wrong.refused).toMatchObject([{ problems: [{ column: 'rank', reason: 'expected a level from 1 to 3' }] }]);
  expect(await desk.findings()).toEqual([]);
});
