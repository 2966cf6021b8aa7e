import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import WebSocket from 'ws';
import { addCredential } from '../../server/src/access/credential.ts';
import { newSecret } from '../../server/src/access/secret.ts';
import { sql } from '../../server/src/lib/sql.ts';
import { startWorld, type World } from '../world/world.ts';

let world: World;
let cookie: string;
beforeAll(async () => {
  world = await startWorld({ config: { publicUrl: 'https://sales.example.com' } });
  const [account] = await world.database.owner.query<{ id: string }>(sql`/* fixture */
    insert into account (name, login, role, created_at) values ('Анна', 'anna', 'director', now()) returning id`);
  const secret = newSecret();
  const made = { kind: 'session', accountId: account?.id ?? '', createdBy: 'test' } as const;
  await addCredential(world.database.owner, secret, made, world.clock.now());
  cookie = `voronka_session=${secret}`;
});
afterAll(() => world?.close());

const question = JSON.stringify({ query: '{ viewer { role } }' });
const json = { 'content-type': 'application/json' };

async function send(headers: Record<string, string>, body: string | undefined = question, path = '/graphql') {
  const method = body === '' ? 'GET' : 'POST';
  const response = await fetch(world.url + path, { method, headers, ...(method === 'POST' && { body }) });
  const { data, errors } = (await response.json()) as { data?: unknown; errors?: { extensions: { code: string } }[] };
  return { status: response.status, data, code: errors?.[0]?.extensions.code };
}

describe('a cookie is believed to our own pages only', () => {
  test('a page of ours, by the address of the request or the public one, and what is no browser', async () => {
    const own = { data: { viewer: { role: 'DIRECTOR' } }, status: 200 };
    expect(await send({ ...json, cookie })).toMatchObject(own);
    expect(await send({ ...json, cookie, origin: world.url, 'sec-fetch-site': 'same-origin' })).toMatchObject(own);
    expect(await send({ ...json, cookie, origin: 'https://sales.example.com' })).toMatchObject(own);
  });

  test.each([
    ['another site', { origin: 'https://evil.example' }],
    ['a site that calls itself like ours', { origin: 'https://sales.example.com.evil.example' }],
    ['our name without encryption', { origin: 'http://sales.example.com' }],
    ['a sandbox', { origin: 'null' }],
    ['no address at all', { origin: '' }],
    ['nonsense', { origin: 'sales.example.com' }],
    ['a site the browser calls foreign', { 'sec-fetch-site': 'cross-site' }],
    ['another port of this machine', { 'sec-fetch-site': 'same-site' }],
  ])('not to %s', async (_name, headers) => {
    expect(await send({ ...json, cookie, ...headers })).toEqual({ status: 403, code: 'FORBIDDEN', data: undefined });
    const asked = `/graphql?query=${encodeURIComponent('{ viewer { role } }')}`;
    expect(await send({ cookie, ...headers }, '', asked)).toMatchObject({ status: 403, code: 'FORBIDDEN' });
  });

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/plain;application/json',
  ])('nothing a form can send is read: %s', async (type) => {
    expect(await send({ cookie, 'content-type': type })).toMatchObject({ status: 415, code: 'BAD_USER_INPUT' });
  });

  test('a token needs no leave: it is never sent by itself', async () => {
    const headers = { ...json, authorization: `Bearer ${world.token}`, origin: 'https://tools.example' };
    expect(await send(headers)).toMatchObject({ status: 200, data: { viewer: { role: 'DIRECTOR' } } });
  });

  test('what a proxy has its visitors sign in with is no token, and stands in nobody’s way', async () => {
    const basic = { ...json, cookie, authorization: `Basic ${Buffer.from('a:b').toString('base64')}` };
    expect(await send(basic)).toMatchObject({ status: 200 });
    expect(await send({ ...basic, origin: 'https://evil.example' })).toMatchObject({ status: 403, code: 'FORBIDDEN' });
  });

  test.each(['/auth/sign-out', '/pair', '/pair/token'])('no header opens %s to another site', async (path) => {
    for (const authorization of ['Basic YTpi', `Bearer ${world.token}`]) {
      const headers = { ...json, cookie, authorization, origin: 'https://evil.example' };
      expect((await send(headers, '{}', path)).status).toBe(403);
    }
  });

  test('a mutation by GET is none', async () => {
    const path = `/graphql?query=${encodeURIComponent('mutation { __typename }')}`;
    expect(await send({ cookie }, '', path)).toMatchObject({ status: 405 });
  });

  test('nobody is told that another site may ask', async () => {
    const response = await fetch(`${world.url}/graphql`, {
      method: 'OPTIONS',
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
    });
    expect(response.status).toBe(403);
    expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  });
});

describe('a socket is opened to our own pages only', () => {
  const open = (origin: string | undefined, path = '/graphql') =>
    new Promise<number>((resolve) => {
      const ws = new WebSocket(world.url.replace('http', 'ws') + path, 'graphql-transport-ws', {
        ...(origin !== undefined && { origin }),
        headers: { cookie },
      });
      ws.on('open', () => resolve(101)).on('error', () => undefined);
      ws.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    });

  test.each([
    [undefined, 101],
    ['https://sales.example.com', 101],
    ['https://evil.example', 403],
    ['null', 403],
    ['https://sales.example.com.evil.example', 403],
  ])('%s: %d', async (origin, status) => {
    expect(await open(origin)).toBe(status);
  });

  test('a credential in the address is refused', async () => {
    expect(await open(undefined, `/graphql?token=${world.token}`)).toBe(400);
    expect(await open(undefined, `/graphql?access_token=${world.token}`)).toBe(400);
  });
});

test('a credential in the address is refused, and says where it belongs', async () => {
  for (const name of ['token', 'access_token', 'Authorization', 'apikey']) {
    const response = await fetch(`${world.url}/graphql?${name}=${world.token}`, {
      method: 'POST',
      body: question,
      headers: json,
    });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('Authorization: Bearer');
  }
});
