import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readUserCode } from '../../server/src/boards/user-code.ts';
import { sql } from '../../server/src/lib/sql.ts';
import { refusal } from '../world/graphql-client.ts';
import { startWorld, type World } from '../world/world.ts';
import { joins } from './people.ts';
import { type Asked, approves, asks, findPairing, grant_type, paired, polls, tv } from './screens.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.close());

const later = (seconds = 5) => world.clock.advance({ seconds });
const pending = { status: 400, error: 'authorization_pending' };
describe('a screen', () => {
  test('shows a code, is found by it, and is let in', async () => {
    const page = tv(world);
    const asked = await asks(page);
    expect(asked).toMatchObject({ expires_in: 600, interval: 5, verification_uri: `${world.url}/screens` });
    expect(asked.user_code).toMatch(/^[BCDFGHJKLMNPQRSTVWXZ]{6}$/);
    expect(asked.verification_uri_complete).toBe(`${world.url}/screens?code=${asked.user_code}`);
    expect(await polls(page, asked)).toEqual(pending);
    const typed = `${asked.user_code.slice(0, 3)}-${asked.user_code.slice(3)}`.toLowerCase();
    const { pairing } = await world.ask<{ pairing: Record<string, string> }>(findPairing, { userCode: typed });
    expect(pairing).toMatchObject({ userCode: asked.user_code, browser: 'Chrome, Tizen', from: '127.0.0.1' });
    const { done } = await approves(world, typed);
    expect(done).toMatchObject({
      kind: 'SCREEN',
      role: 'SCREEN',
      name: 'Переговорная',
      board: 'sales',
      expiresAt: null,
    });
    later();
    const answer = await page.post('/pair/token', { grant_type, device_code: asked.device_code });
    expect(answer).toMatchObject({ status: 200, body: { token_type: 'cookie', board: 'sales' } });
    expect(answer.headers.getSetCookie()[0]).toMatch(
      /^voronka_screen=voronka_[\w-]{43}; Max-Age=34560000; Path=\/; .*HttpOnly; SameSite=Lax$/,
    );
    expect((await page.get('/auth/options')).body.viewer).toEqual({
      ...{ name: 'Переговорная', role: 'SCREEN', kind: 'screen', board: 'sales' },
    });
  });

  test('asks with a form, as the RFC says', async () => {
    const page = tv(world);
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const asked = (await (
      await page.send('/pair', { method: 'POST', headers, body: 'client_id=wall' })
    ).json()) as Asked;
    const body = new URLSearchParams({ grant_type, device_code: asked.device_code }).toString();
    const response = await page.send('/pair/token', { method: 'POST', headers, body });
    expect({ status: response.status, body: await response.json() }).toEqual({
      ...{ status: 400, body: { error: 'authorization_pending' } },
    });
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  test.each([
    [{}, 'invalid_request'],
    [{ grant_type }, 'invalid_request'],
    [{ grant_type: 'password', device_code: 'x' }, 'unsupported_grant_type'],
    [{ grant_type, device_code: 'x' }, 'expired_token'],
    [{ grant_type, device_code: `voronka_${'A'.repeat(43)}` }, 'expired_token'],
    [{ grant_type, device_code: ['a', 'b'] }, 'invalid_request'],
  ])('is told in the words of the RFC what is wrong with %o', async (body, error) => {
    expect(await tv(world).post('/pair/token', body)).toMatchObject({ status: 400, body: { error } });
  });

  test('that asks too often is told to slow down, and then has to', async () => {
    const page = tv(world);
    const asked = await asks(page);
    const slow = { status: 400, error: 'slow_down' };
    expect(await polls(page, asked)).toEqual(pending);
    later(4);
    expect(await polls(page, asked)).toEqual(slow);
    later(6);
    expect(await polls(page, asked)).toEqual(slow);
    later(14);
    expect(await polls(page, asked)).toEqual(slow);
    later(20);
    expect(await polls(page, asked)).toEqual(pending);
    const many = await Promise.all(Array.from({ length: 5 }, () => polls(page, asked)));
    expect(many).toEqual(Array.from({ length: 5 }, () => slow));
  });

  test('that nobody lets in hears so after ten minutes', async () => {
    const page = tv(world);
    const asked = await asks(page);
    later(600);
    expect(await polls(page, asked)).toEqual({ status: 400, error: 'expired_token' });
    expect(await refusal(approves(world, asked.user_code))).toMatchObject({
      code: 'NOT_FOUND',
      field: 'input.userCode',
    });
    expect(await world.ask(findPairing, { userCode: asked.user_code })).toEqual({ pairing: null });
  });

  test('that is sent away hears so', async () => {
    const page = tv(world);
    const asked = await asks(page);
    const text = 'mutation ($input: DenyScreenInput!) { denyScreen(input: $input) }';
    const input = { key: randomUUID(), userCode: asked.user_code };
    for (let n = 0; n < 2; n += 1) expect(await world.ask(text, { input })).toEqual({ denyScreen: true });
    expect(await polls(page, asked)).toEqual({ status: 400, error: 'access_denied' });
    expect(await refusal(approves(world, asked.user_code))).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('may ask again until it has used what it got: an answer may be lost', async () => {
    const lost = tv(world);
    const asked = await asks(lost);
    await approves(world, asked.user_code);
    expect(await polls(lost, asked)).toMatchObject({ board: 'sales' });
    const page = tv(world);
    expect(await polls(page, asked)).toMatchObject({ board: 'sales' });
    expect((await lost.get('/auth/options')).body.viewer).toBeNull();
    await page.send('/graphql?query={viewer{name}}');
    expect(await polls(tv(world), asked)).toEqual({ status: 400, error: 'expired_token' });
    expect((await page.get('/auth/options')).body.viewer).toMatchObject({ kind: 'screen' });
  });

  test('that was let in and never came is let in no more', async () => {
    const asked = await asks(tv(world));
    const { done } = await approves(world, asked.user_code);
    later(1201);
    await asks(tv(world));
    const [row] = await world.database.owner.query<{ gone: boolean }>(
      sql`select revoked_at is not null as gone from credential where id = ${done.id}`,
    );
    expect(row).toEqual({ gone: true });
    expect(await polls(tv(world), asked)).toEqual({ status: 400, error: 'expired_token' });
  });

  test('never logs out', async () => {
    const { page } = await paired(world);
    const secret = page.cookies.get('voronka_screen');
    for (let n = 0; n < 3; n += 1) {
      world.clock.advance({ days: 390 });
      const { status, headers } = await page.post('/auth/renew');
      expect(status).toBe(204);
      expect(headers.getSetCookie().at(-1)).toContain('Max-Age=34560000');
    }
    expect(page.cookies.get('voronka_screen')).toBe(secret);
    await page.post('/auth/sign-out');
    expect((await page.get('/auth/options')).body.viewer).toMatchObject({ kind: 'screen' });
  });

  test('shows its board again when somebody’s session on it has ended', async () => {
    const { page } = await paired(world);
    const { page: other } = await joins(world, { role: 'ANALYST' });
    page.cookies.set('voronka_session', other.session ?? '');
    expect((await page.get('/auth/options')).body.viewer).toMatchObject({ kind: 'session' });
    world.clock.advance({ days: 15 });
    expect((await page.post('/auth/renew')).status).toBe(204);
    expect(page.session).toBeUndefined();
    expect((await page.get('/auth/options')).body.viewer).toMatchObject({ kind: 'screen' });
  });
});

describe('a flood of screens', () => {
  test('pushes out its own, and never more than a thousand wait', async () => {
    const { owner } = world.database;
    await owner.query(sql`delete from pairing`);
    const asked = await asks(tv(world));
    const until = new Date(world.clock.now().getTime() + 600_000);
    await owner.query(sql`insert into pairing (device_hash, user_code, asked_from, browser, created_at, expires_at)
      select sha256(n::text::bytea), 'X' || n, '10.0.0.' || n % 200, 'x', ${world.clock.now()}, ${until} from generate_series(1, 940) n`);
    for (let n = 0; n < 60; n += 1) await asks(tv(world));
    const [count] = await owner.query(
      sql`select count(*)::int as n, count(*) filter (where asked_from = '127.0.0.1')::int as own from pairing`,
    );
    expect(count).toEqual({ n: 990, own: 50 });
    expect(await polls(tv(world), asked)).toEqual({ status: 400, error: 'expired_token' });
    await owner.query(sql`update pairing set asked_from = 'other'`);
    for (let n = 0; n < 20; n += 1) await asks(tv(world));
    expect(await owner.query(sql`select count(*)::int as n from pairing`)).toEqual([{ n: 1000 }]);
  });
});

test('many screens ask at once, and each gets a code of its own', async () => {
  const asked = await Promise.all(Array.from({ length: 40 }, () => asks(tv(world))));
  expect(new Set(asked.map(({ user_code }) => user_code)).size).toBe(40);
});

test('codes are read however they are typed', () => {
  for (const typed of ['bcd fgh', 'BCD-FGH', ' b c d f g h ', 'BCDFGH'])
    expect(readUserCode(typed, 'x')).toBe('BCDFGH');
});

test('boards are known to everybody', async () => {
  const { boards } = await (await world.enters('assistant')).ask<{ boards: { id: string }[] }>(
    '{ boards { id title { ru en } } }',
  );
  expect(boards.map(({ id }) => id)).toEqual(['today', 'sales', 'plan', 'team', 'activity', 'service']);
});
