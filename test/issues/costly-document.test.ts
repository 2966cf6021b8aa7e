import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWorld, type World } from '../world/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await world.pipeline(['1', '2', '3', '4', '5', '6']);
});
afterAll(() => world?.close());

const around = (times: number) =>
  `{ pipelines { nodes { ${'stages { pipeline { '.repeat(times)} id ${'} }'.repeat(times)} } } }`;
/** Each fragment spreads the next one twice: sixty lines that mean a billion fields. */
const doubling = [
  '{ pipelines { nodes { ...F0 } } }',
  ...Array.from({ length: 4 }, (_, i) => {
    const deeper = `stages { pipeline { ${i < 3 ? `...F${i + 1}` : 'id'} } }`;
    return `fragment F${i} on Pipeline { ${Array.from({ length: 40 }, (_, n) => `a${n}: ${deeper}`).join(' ')} }`;
  }),
].join('\n');

test.each([
  ['in circles', around(8)],
  ['through fragments', doubling],
])('a document that would unfold without bounds %s is refused before anything runs', async (_, query) => {
  expect(await world.refused(query)).toMatchObject({ code: 'GRAPHQL_VALIDATION_FAILED', field: 'query' });
  const live = `subscription { settings { departmentName } } ${query.replace(/^\{/, 'query Other {')}`;
  const subscriber = world.subscribe(live);
  await expect(subscriber.next()).rejects.toThrow(/query/);
});

test('what people and tools ask is not', async () => {
  await world.ask(around(3));
  await world.ask(getIntrospectionQuery({ inputValueDeprecation: true, oneOf: true }));
  await world.ask(
    `query ($first: Int) { deals(first: $first) { edges { cursor node { id client { name owner { name team { name } } }
    owner { name team { department { name } } } stage { name pipeline { name stages { name } } }
    lines { product { name line { name } } amount } } } totalCount } }`,
    { first: 500 },
  );
});
