import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkPassword } from '../../server/src/accounts/password.ts';
import { sql } from '../../server/src/lib/sql.ts';
import { Page } from '../world/page.ts';
import { startWorld, type World } from '../world/world.ts';
import { joins, password } from './people.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.close());

const fresh = () => new Page(world.url);
const wrong = 'не тот пароль совсем';

describe('a password', () => {
  const refusedPassword = (given: string, login = 'olga@example.test') => {
    try {
      checkPassword(given, login, 'password');
    } catch (error) {
      return (error as { extensions: { reason: string } }).extensions.reason;
    }
    return null;
  };

  test.each([
    ['короткий', 'LENGTH'],
    ['x'.repeat(501), 'LENGTH'],
    ['olga@example.test', 'LOGIN'],
    ['OLGA@Example.test', 'LOGIN'],
    ['aaaaaaaaaaaaaaaa', 'COMMON'],
    ['abcabcabcabc', 'COMMON'],
    ['1234567890', 'COMMON'],
    ['9876543210', 'COMMON'],
    ['qwertyuiop', 'COMMON'],
    ['йцукенгшщз', 'COMMON'],
    ['Password2024!', 'COMMON'],
    ['1q2w3e4r5t6y', 'COMMON'],
    ['qwerty123456', 'COMMON'],
    ['пароль2026', 'COMMON'],
    ['Administrator1', 'COMMON'],
    [password, null],
    ['Tr0ub4dor&3-x', null],
    ['correct battery horse', null],
    ['семь раз отмерь', null],
  ])('%s: %s', (given, reason) => {
    expect(refusedPassword(given)).toBe(reason);
  });

  test('is changed by who knows it, and ends every other session', async () => {
    const { page, login } = await joins(world, { role: 'ANALYST' });
    const other = fresh();
    await other.post('/auth/sign-in', { login, password });
    const next = 'совсем другой пароль';
    expect(await page.refused('/auth/password', { current: wrong, next })).toMatchObject({ code: 'WRONG_CREDENTIALS' });
    expect(await page.refused('/auth/password', { current: password, next: 'qwertyuiop' })).toMatchObject({
      field: 'next',
    });
    expect((await page.post('/auth/password', { current: password, next })).status).toBe(204);
    await page.ask('{ viewer { name } }');
    expect(await other.forbidden('{ viewer { name } }')).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await fresh().refused('/auth/sign-in', { login, password })).toMatchObject({ code: 'WRONG_CREDENTIALS' });
    expect((await fresh().post('/auth/sign-in', { login, password: next })).status).toBe(200);
  });

  test('is guessed no better from an open page', async () => {
    const { page, login } = await joins(world);
    for (let n = 0; n < 5; n += 1)
      await page.refused('/auth/password', { current: wrong, next: 'совсем другой пароль' });
    const more = await page.refused('/auth/password', { current: password, next: 'совсем другой пароль' });
    expect(more).toMatchObject({ status: 429, code: 'TOO_MANY_ATTEMPTS', retryAfter: 30 });
    expect(await fresh().refused('/auth/sign-in', { login, password })).toMatchObject({ status: 429 });
  });

  test('is kept as argon2id with what OWASP asks for, and read by nobody who answers requests', async () => {
    const { id } = await joins(world);
    const [row] = await world.database.owner.query<{ password_hash: string }>(
      sql`select password_hash from account_secret where account_id = ${id}`,
    );
    expect(row?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    await expect(world.database.app.query(sql`select * from account_secret`)).rejects.toThrow('permission denied');
    await expect(world.database.app.query(sql`select * from sign_in_throttle`)).rejects.toThrow('permission denied');
  });

  test('of one’s own is no business of a token', async () => {
    for (const path of ['/auth/password', '/auth/totp', '/auth/totp/confirm', '/auth/totp/remove']) {
      const withToken = new Page(world.url, { authorization: `Bearer ${world.token}` });
      expect(await withToken.refused(path, { current: 'x', next: 'y', code: '1', password: 'x' })).toMatchObject({
        ...{ status: 401, code: 'UNAUTHENTICATED' },
      });
    }
    const { page, login } = await joins(world);
    expect((await page.get('/auth/me')).body).toEqual({ login, totp: false, oidc: false, passwordSet: true });
    expect((await fresh().get('/auth/me')).status).toBe(401);
    expect((await fresh().get('/auth/nothing')).status).toBe(404);
  });
});
