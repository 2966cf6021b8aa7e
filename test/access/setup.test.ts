import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { offerSetUp } from '../../server/src/accounts/set-up.ts';
import { sql } from '../../server/src/lib/sql.ts';
import { startDatabase } from '../world/database.ts';
import { Page } from '../world/page.ts';
import { spawnServer } from '../world/spawn-server.ts';
import { startWorld, type World } from '../world/world.ts';
import { invites, joins, password, secretOf, verb } from './people.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.close());

const first = { password, name: 'Игорь Карпов', login: 'igor@example.test', role: 'DIRECTOR' };

async function onEmpty(work: (own: World, secret: string) => Promise<void>): Promise<void> {
  const own = await startWorld();
  try {
    await work(own, secretOf(await offerSetUp(own.database.owner, own.clock.now())));
  } finally {
    await own.close();
  }
}

describe('the first account', () => {
  test('is made by the link the server prints, and each start prints another', async () => {
    const { url, close } = await startDatabase();
    try {
      const links: string[] = [];
      for (let n = 0; n < 2; n += 1) {
        const server = await spawnServer({ env: { DATABASE_URL: url } });
        await expect.poll(() => server.output()).toContain('/setup#');
        links.push(/^ +(http\S+\/setup#\S+)$/m.exec(server.output())?.[1] ?? '');
        expect((await new Page(server.url).get('/auth/options')).body).toMatchObject({ setUp: true, viewer: null });
        if (n === 1) {
          const [old = '', now = ''] = links;
          const page = new Page(server.url);
          expect(await page.refused('/auth/invitation', { secret: secretOf(old) })).toMatchObject({ status: 404 });
          expect((await page.post('/auth/accept', { ...first, secret: secretOf(now) })).status).toBe(200);
          expect((await page.get('/auth/options')).body).toMatchObject({ setUp: false, viewer: { role: 'DIRECTOR' } });
        }
        expect(await server.stop()).toBe(0);
      }
      const server = await spawnServer({ env: { DATABASE_URL: url } });
      expect(server.output()).not.toContain('/setup#');
      await server.stop();
    } finally {
      await close();
    }
  });

  test('needs name, login, role and a good password', async () => {
    await onEmpty(async (own, secret) => {
      const page = new Page(own.url);
      expect((await page.post('/auth/invitation', { secret })).body).toEqual({
        ...{ setUp: true, name: null, login: null, role: null },
      });
      for (const [change, field] of [
        [{ name: '' }, 'name'],
        [{ login: undefined }, 'login'],
        [{ login: 'two words' }, 'login'],
        [{ role: 'ANALYST' }, 'role'],
        [{ role: 'KING' }, 'role'],
        [{ role: undefined }, 'role'],
        [{ password: 'short' }, 'password'],
        [{ password: first.login }, 'password'],
      ] as const) {
        const refused = await page.refused('/auth/accept', { ...first, ...change, secret });
        expect(refused, JSON.stringify(change)).toMatchObject({ status: 400, code: 'BAD_USER_INPUT', field });
      }
      const { body } = await page.post('/auth/accept', { ...first, secret });
      expect(body).toEqual({ viewer: { name: first.name, role: 'DIRECTOR' } });
      await invites(page);
    });
  });

  test('is made once, whoever asks at the same time', async () => {
    await onEmpty(async (own, secret) => {
      const tries = Array.from({ length: 6 }, (_, n) =>
        new Page(own.url).post('/auth/accept', { ...first, login: `user${n}`, secret }),
      );
      const statuses = (await Promise.all(tries)).map(({ status }) => status);
      expect(statuses.filter((status) => status === 200)).toHaveLength(1);
      expect(await own.database.owner.query(sql`select count(*)::int as n from account`)).toEqual([{ n: 1 }]);
    });
  });

  test('is not made by an old link, nor when somebody has an account by other means', async () => {
    await onEmpty(async (own, secret) => {
      const page = new Page(own.url);
      own.clock.advance({ days: 1, seconds: 1 });
      expect(await page.refused('/auth/accept', { ...first, secret })).toMatchObject({ code: 'INVITATION_GONE' });
      const newer = secretOf(await offerSetUp(own.database.owner, own.clock.now()));
      await invites(own, { role: 'DIRECTOR' });
      expect(await page.refused('/auth/accept', { ...first, secret: newer })).toMatchObject({
        code: 'INVITATION_GONE',
      });
      expect(await offerSetUp(own.database.owner, own.clock.now())).toBeNull();
    });
  });

  test('a set-up link is no credential', async () => {
    await onEmpty(async (own, secret) => {
      const page = new Page(own.url, { authorization: `Bearer ${secret}` });
      expect(await page.forbidden('{ viewer { name } }')).toMatchObject({ code: 'UNAUTHENTICATED' });
      const cookie = new Page(own.url);
      cookie.cookies.set('voronka_session', secret);
      expect(await cookie.forbidden('{ viewer { name } }')).toMatchObject({ code: 'UNAUTHENTICATED' });
    });
  });
});

describe('an invitation', () => {
  test('tells whose it is, is good for a week and once', async () => {
    const { account, invitation } = await invites(world, { name: 'Ольга', role: 'ANALYST' });
    const secret = secretOf(invitation);
    const page = new Page(world.url);
    expect((await page.post('/auth/invitation', { secret })).body).toEqual({
      ...{ setUp: false, name: 'Ольга', login: account.login, role: 'ANALYST' },
    });
    world.clock.advance({ days: 6, hours: 23 });
    const both = await Promise.all([1, 2].map(() => new Page(world.url).post('/auth/accept', { secret, password })));
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 404]);
    expect(await page.refused('/auth/accept', { secret, password })).toMatchObject({ code: 'INVITATION_GONE' });
    const late = await invites(world);
    world.clock.advance({ days: 7, seconds: 1 });
    const gone = await page.refused('/auth/accept', { secret: secretOf(late.invitation), password });
    expect(gone).toMatchObject({ status: 404, code: 'INVITATION_GONE' });
  });

  test('gives the role it was made for, whatever is asked', async () => {
    const { invitation, account } = await invites(world, { role: 'ASSISTANT', name: 'Анна' });
    const page = new Page(world.url);
    const wish = { role: 'DIRECTOR', login: 'boss@example.test', name: 'Boss' };
    const { body } = await page.post('/auth/accept', { secret: secretOf(invitation), password, ...wish });
    expect(body).toEqual({ viewer: { name: 'Анна', role: 'ASSISTANT' } });
    const kept = await world.ask('query ($id: ID!) { account(id: $id) { login role name } }', { id: account.id });
    expect(kept).toEqual({ account: { login: account.login, role: 'ASSISTANT', name: 'Анна' } });
  });

  test('used again for a forgotten password ends the sessions there were', async () => {
    const { page, id, login } = await joins(world, { role: 'ANALYST' });
    const { done } = await verb(world, 'inviteAgain', { accountId: id }, '{ invitation }');
    await page.ask('{ viewer { name } }');
    const next = 'совсем другой пароль';
    await new Page(world.url).post('/auth/accept', { secret: secretOf(String(done.invitation)), password: next });
    expect(await page.forbidden('{ viewer { name } }')).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect((await new Page(world.url).post('/auth/sign-in', { login, password: next })).status).toBe(200);
  });

  test('lifts the wait that guessing has brought', async () => {
    const { id, login } = await joins(world);
    for (let n = 0; n < 6; n += 1) await new Page(world.url).post('/auth/sign-in', { login, password: 'x' });
    const { done } = await verb(world, 'inviteAgain', { accountId: id }, '{ invitation }');
    await new Page(world.url).post('/auth/accept', { secret: secretOf(String(done.invitation)), password });
    expect((await new Page(world.url).post('/auth/sign-in', { login, password })).status).toBe(200);
  });
});

describe('the demo', () => {
  test('lets a visitor be any of its people with one click, who reads and does what they may', async () => {
    const own = await startWorld({ config: { demo: true, demoSpeed: 0 }, now: new Date() });
    try {
      const page = new Page(own.url);
      const { body } = await page.get('/auth/options');
      expect(body).toMatchObject({ demo: true, setUp: false, viewer: { kind: 'guest', role: 'ANALYST' } });
      const people = body.people as { id: string; name: string; position: string; role: string }[];
      expect(people).toHaveLength(13);
      expect(new Set(people.map(({ role }) => role))).toEqual(
        new Set([
          'DIRECTOR',
          'DEPUTY',
          'HEAD_OF_SALES',
          'MANAGER',
          'ASSISTANT',
          'ANALYST',
          'MARKETER',
          'SERVICE_AGENT',
        ]),
      );
      expect(people[0]).toMatchObject({ name: 'Игорь Карпов', position: 'Директор', role: 'DIRECTOR' });
      expect((await page.post('/auth/demo', { account: people[0]?.id })).body).toMatchObject({
        viewer: { role: 'DIRECTOR' },
      });
      const { account, invitation } = await invites(page, { role: 'MANAGER', login: 'real@example.test' });
      await new Page(own.url).post('/auth/accept', { secret: secretOf(invitation), password });
      const stranger = new Page(own.url);
      const { account: invited } = await invites(page, {
        ...{ role: 'DIRECTOR', employeeId: (await own.employee('Новый')).id },
      });
      for (const id of [account.id, invited.id, '999999', 'x', ''])
        expect((await stranger.refused('/auth/demo', { account: id })).status, id).toBeGreaterThanOrEqual(400);
      expect((await page.refused('/auth/totp')).code).toBe('NO_PASSWORD');
      expect(await page.ask('{ viewer { account { login } employee { name } } }')).toEqual({
        viewer: { account: { login: null }, employee: { name: 'Игорь Карпов' } },
      });
    } finally {
      await own.close();
    }
  });

  test('is entered nowhere else', async () => {
    const olga = await world.employee('Ольга');
    const [row] = await world.database.owner.query<{
      id: string;
    }>(sql`insert into account (name, role, employee_id, created_at)
      values ('Ольга', 'director', ${olga.id}, now()) returning id`);
    const refused = await new Page(world.url).refused('/auth/demo', { account: row?.id });
    expect(refused).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    expect((await new Page(world.url).get('/auth/options')).body).toMatchObject({ demo: false, people: [] });
  });
});
