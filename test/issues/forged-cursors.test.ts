import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWorld, type World } from '../world/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const packed = (place: string): string => Buffer.from(JSON.stringify([place, '1'])).toString('base64url');
const written = (text: string): string => Buffer.from(text).toString('base64url');

test.each([
  ['leads', packed('2026-02-31 00:00:00+00')],
  ['leads', packed('2026-02-28 25:00:00+00')],
  ['leads', packed('2026-02-28 00:00:00+23')],
  ['deals', packed('2026-13-01 00:00:00+00')],
  ['spends', packed('1999-99-99')],
  ['overdueReviews', packed('2026-02-30')],
  ['audit', written('2026-02-30T00:00:00.000Z 1')],
  ['overdueTickets', written('2026-02-30T99:00:00.000Z 1')],
])('a cursor of %s that names a moment there is not is refused', async (list, after) => {
  const refused = await world.refused(`query ($after: String) { ${list}(after: $after) { totalCount } }`, { after });
  expect(refused).toMatchObject({ code: 'BAD_USER_INPUT', field: 'after' });
});

test('nor is a time line resumed from the thirtieth of February', async () => {
  const { id } = await world.client();
  const question = `query ($id: ID!, $after: String) { clientTimeline(clientId: $id, after: $after) { totalCount } }`;
  const refused = await world.refused(question, { id, after: written('2026-02-30T00:00:00.000Z 1') });
  expect(refused).toMatchObject({ code: 'BAD_USER_INPUT', field: 'after' });
});

test('a list of what lies in the year 2199 is read to its end', async () => {
  const dueAt = '2199-12-31T23:00:00Z';
  for (const title of ['одна', 'другая']) {
    const add = `mutation ($input: AddTaskInput!) { addTask(input: $input) { id } }`;
    await world.ask(add, { input: { key: title, title, dueAt } });
  }
  type Page = { tasks: { nodes: { title: string }[]; pageInfo: { endCursor: string } } };
  const next = (after: string | null) =>
    world.ask<Page>(
      `query ($after: String) { tasks(first: 1, after: $after) { nodes { title } pageInfo { endCursor } } }`,
      { after },
    );
  const { tasks } = await next(null);
  expect((await next(tasks.pageInfo.endCursor)).tasks.nodes).toEqual([{ title: 'другая' }]);
});
