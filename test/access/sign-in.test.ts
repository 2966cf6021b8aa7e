import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Page } from '../world/page.ts';
import { startWorld, type World } from '../world/world.ts';
import { invites, joins, password, verb } from './people.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.close());

const fresh = () => new Page(world.url);
const wrong = 'не тот пароль совсем';

describe('signing in', () => {
  test('gives a cookie that no script reads and no other site sends', async () => {
    const { login } = await joins(world, { role: 'ANALYST', name: 'Ольга' });
    const page = fresh();
    const { status, body, headers } = await page.post('/auth/sign-in', { login: ` ${login.toUpperCase()} `, password });
    expect({ status, body }).toEqual({ status: 200, body: { viewer: { name: 'Ольга', role: 'ANALYST' } } });
    expect(headers.get('cache-control')).toBe('no-store');
    const [cookie = ''] = headers.getSetCookie();
    expect(cookie).toMatch(/^voronka_session=voronka_[\w-]{43}; Max-Age=7776000; Path=\/; .*HttpOnly; SameSite=Lax$/);
    expect(cookie).not.toContain('Secure');
    const { viewer } = await page.ask<{ viewer: object }>('{ viewer { name role kind account { login lastSeenAt } } }');
    expect(viewer).toEqual({
      ...{ name: 'Ольга', role: 'ANALYST', kind: 'SESSION' },
      account: { login, lastSeenAt: world.clock.now().toISOString() },
    });
    expect((await page.get('/auth/options')).body.viewer).toEqual({
      ...{ name: 'Ольга', role: 'ANALYST', kind: 'session', board: null },
    });
  });

  test('says the same of a wrong login, a wrong password, an account without one, and one that has ended', async () => {
    const { login } = await joins(world);
    const invited = await invites(world);
    const ended = await joins(world);
    await verb(world, 'endAccount', { accountId: ended.id, version: 1 });
    const said = [];
    for (const tried of [login, 'nobody@example.test', invited.account.login, ended.login, 'a\u0000b', ''])
      said.push(
        await fresh().refused('/auth/sign-in', { login: tried, password: tried === ended.login ? password : wrong }),
      );
    expect(new Set(said.map((answer) => JSON.stringify(answer))).size).toBe(2);
    expect(said[0]).toMatchObject({ status: 401, code: 'WRONG_CREDENTIALS' });
    expect(said[4]).toMatchObject({ status: 400, field: 'login' });
  });

  test('ends the session the browser had', async () => {
    const { page, login } = await joins(world, { role: 'ANALYST' });
    const before = page.copy();
    await page.post('/auth/sign-in', { login, password });
    expect(await before.forbidden('{ viewer { name } }')).toMatchObject({ code: 'UNAUTHENTICATED' });
    await page.ask('{ viewer { name } }');
  });

  test.each([
    ['{', 'application/json', 400],
    ['[]', 'application/json', 400],
    ['{"login":1,"password":"x"}', 'application/json', 400],
    ['{"login":"a"}', 'application/json', 400],
    ['login=a&password=b', 'application/x-www-form-urlencoded', 415],
    ['{"login":"a","password":"b"}', 'text/plain', 415],
    [`{"login":"a","password":"${'x'.repeat(9_000)}"}`, 'application/json', 413],
    [`{"login":"${'x'.repeat(600)}","password":"b"}`, 'application/json', 400],
  ])('is refused a body %s as %s', async (body, type, status) => {
    const response = await fresh().send('/auth/sign-in', { method: 'POST', body, headers: { 'content-type': type } });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ error: { code: 'BAD_USER_INPUT', message: expect.any(String) } });
  });

  test.each([
    [{ origin: 'https://evil.example' }],
    [{ origin: 'null' }],
    [{ 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
  ])('is refused to pages of others %o', async (headers) => {
    const { login, page } = await joins(world);
    const other = new Page(world.url, headers as Record<string, string>);
    expect(await other.refused('/auth/sign-in', { login, password })).toMatchObject({ status: 403, code: 'FORBIDDEN' });
    for (const [name, value] of page.cookies) other.cookies.set(name, value);
    expect(await other.refused('/auth/sign-out')).toMatchObject({ status: 403 });
    expect(other.session).toBeDefined();
  });

  test('is open to what sends no Origin', async () => {
    const { login } = await joins(world);
    const response = await fetch(`${world.url}/auth/sign-in`, {
      ...{ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ login, password }) },
    });
    expect(response.status).toBe(200);
  });
});
