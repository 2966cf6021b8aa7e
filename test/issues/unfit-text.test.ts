import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWorld, type World } from '../world/world.ts';

let world: World;
let clientId: string;
beforeAll(async () => {
  world = await startWorld();
  await world.pipeline();
  clientId = (await world.client()).id;
});
afterAll(() => world?.close());

const open = 'mutation ($input: OpenDealInput!) { openDeal(input: $input) { id title } }';
const cursor = (text: string) => Buffer.from(text).toString('base64url');

test.each([
  ['a NUL', 'а\u0000б'],
  ['half a character', 'а\ud800б'],
])('%s is refused wherever a text goes to the database, naming the field', async (_, text) => {
  const refused = async (query: string, input: object) => world.refused(query, { input: { key: 'к', ...input } });
  const bad = (field: string) => ({ code: 'BAD_USER_INPUT', field });
  expect(await refused(open, { clientId, title: text })).toMatchObject(bad('input.title'));
  expect(await refused(open, { clientId, externalId: text })).toMatchObject(bad('input.externalId'));
  expect(await refused(open, { clientId, key: text })).toMatchObject(bad('input.key'));
  const add = 'mutation ($input: AddClientInput!) { addClient(input: $input) { id } }';
  expect(await refused(add, { name: text })).toMatchObject(bad('input.name'));
  expect(await refused(add, { name: 'А', externalId: text })).toMatchObject(bad('input.externalId'));
  const lose = 'mutation ($input: LoseDealInput!) { loseDeal(input: $input) { id } }';
  expect(await refused(lose, { dealId: '1', version: 1, reason: text })).toMatchObject(bad('input.reason'));
  const amend = 'mutation ($input: AmendDealInput!) { amendDeal(input: $input) { id } }';
  expect(await refused(amend, { dealId: '1', version: 1, title: text, key: text })).toMatchObject(bad('input.key'));
  const find = 'query ($ids: [String!]) { deals(where: { externalId: $ids }) { totalCount } }';
  expect(await world.refused(find, { ids: [text] })).toMatchObject(bad('where.externalId'));
});

test('an expected close that no calendar of the database has is refused', async () => {
  const input = { key: 'к2', clientId, expectedCloseAt: '0000-01-01T00:00:00Z' };
  expect(await world.refused(open, { input })).toMatchObject({
    code: 'BAD_USER_INPUT',
    field: 'input.expectedCloseAt',
  });
});

test.each(['2020 5', '2026-01-01T00:00:00.000Z 9999999999999999999', '1/2/2020 5', '2026-13-01T00:00:00.000Z 5'])(
  'the cursor %s is refused',
  async (text) => {
    expect(await world.refused(`{ deals(after: "${cursor(text)}") { totalCount } }`)).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'after',
    });
  },
);

test('a subscription over plain HTTP is told where to go', async () => {
  expect(await world.refused('subscription { kpis(period: { named: TODAY }) { revision } }')).toMatchObject({
    code: 'BAD_USER_INPUT',
    field: 'query',
  });
});
