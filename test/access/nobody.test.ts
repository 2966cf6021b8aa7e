import { type GraphQLField, getNamedType, isCompositeType, isNonNullType } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sql } from '../../server/src/lib/sql.ts';
import { buildVoronkaSchema } from '../../server/src/schema.ts';
import { Talk } from '../live/talk.ts';
import type { AnsweredError } from '../world/graphql-client.ts';
import { startWorld, type World } from '../world/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await world.pipeline();
  await (await world.manager('Ольга')).opens({ amount: 100 });
});
afterAll(() => world?.close());

const schema = buildVoronkaSchema();

/** Every way into the schema, each as a document that is valid but for its required arguments. */
function rootFields(kind: 'query' | 'mutation' | 'subscription') {
  const type = {
    query: schema.getQueryType(),
    mutation: schema.getMutationType(),
    subscription: schema.getSubscriptionType(),
  }[kind];
  return Object.values(type?.getFields() ?? {}).map((field) => [field.name, documentOf(kind, field)] as const);
}

function documentOf(
  kind: string,
  { name, args, type }: GraphQLField<unknown, unknown>,
): { query: string; variables: object } {
  const needed = args.filter((arg) => isNonNullType(arg.type) && arg.defaultValue === undefined);
  const declared = needed.map((arg) => `$${arg.name}: ${arg.type}`).join(', ');
  const given = needed.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
  const fields = isCompositeType(getNamedType(type)) ? ' { __typename }' : '';
  const query = `${kind} ${declared && `(${declared})`} { ${name}${given && `(${given})`}${fields} }`;
  return { query, variables: {} };
}

async function post(body: object, headers: Record<string, string> = {}, url = world.url) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const { data, errors } = (await response.json()) as { data?: unknown; errors?: AnsweredError[] };
  return { status: response.status, data, code: errors?.[0]?.extensions?.code };
}

describe('without a credential', () => {
  test.each([...rootFields('query'), ...rootFields('mutation')])('%s is not served over HTTP', async (_, document) => {
    expect(await post(document)).toEqual({ status: 401, data: undefined, code: 'UNAUTHENTICATED' });
  });

  test.each([
    ['a made-up token', `Bearer voronka_${'x'.repeat(43)}`],
    ['no token of ours', 'Bearer let-me-in'],
    ['an empty token', 'Bearer '],
    ['a password', 'Basic YWRtaW46YWRtaW4='],
  ])('nor with %s', async (_, authorization) => {
    const document = { query: '{ settings { departmentName } }' };
    expect(await post(document, { authorization })).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
  });

  test('nor by GET, nor is the schema told', async () => {
    const response = await fetch(`${world.url}/graphql?query=${encodeURIComponent('{ deals { totalCount } }')}`);
    expect(response.status).toBe(401);
    expect(await post({ query: '{ __schema { types { name } } }' })).toMatchObject({ status: 401, data: undefined });
  });

  test('nor over WebSocket: it is closed with 4401 before anything is answered', async () => {
    const talk = await Talk.open(`${world.url.replace('http', 'ws')}/graphql`, { greet: false });
    talk.say({ type: 'connection_init' });
    expect((await talk.closed()).code).toBe(4401);
    expect(talk.heard).toEqual([]);
    talk.hangUp();
  });
});

describe('in the demo', () => {
  let demo: World;
  beforeAll(async () => {
    const mark = (demo: boolean) => world.database.owner.query(sql`/* mark-demo */ update setting set demo = ${demo}`);
    await mark(true);
    demo = await startWorld({ databaseUrl: world.databaseUrl });
    await mark(false);
  });
  afterAll(() => demo?.close());

  test('whoever looks in sees figures and changes nothing', async () => {
    const ask = (query: string) => post({ query }, {}, demo.url);
    const guest = { kind: 'GUEST', role: 'ANALYST', demo: true };
    expect(await ask('{ viewer { kind role demo } }')).toMatchObject({ status: 200, data: { viewer: guest } });
    expect(await ask('{ clients { nodes { name } } }')).toMatchObject({ status: 200 });
    const change = 'mutation { addClient(input: { key: "guest", name: "Гость" }) { id } }';
    expect(await ask(change)).toMatchObject({ status: 403, code: 'FORBIDDEN' });
  });

  test('a credential that does not hold is refused all the same', async () => {
    const body = { query: '{ viewer { kind } }' };
    expect(await post(body, { authorization: 'Bearer nothing' }, demo.url)).toMatchObject({ status: 401 });
    const cookie = `voronka_screen=voronka_${'x'.repeat(43)}`;
    expect(await post(body, { cookie }, demo.url)).toMatchObject({ status: 401 });
  });
});
