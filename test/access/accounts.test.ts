import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lockAccount } from '../../server/src/accounts/lock-account.ts';
import { sql } from '../../server/src/lib/sql.ts';
import { refusal } from '../world/graphql-client.ts';
import { Page } from '../world/page.ts';
import { startWorld, type World } from '../world/world.ts';
import { invites, joins, type MadeAccount, password, secretOf, verb } from './people.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.close());

const refusedVerb = (...args: Parameters<typeof verb>) => refusal(verb(...args));

describe('an account is made', () => {
  test('with a link that is shown once, and written down nowhere', async () => {
    const key = randomUUID();
    const about = { key, login: 'Olga@Example.test', name: 'Ольга', role: 'HEAD_OF_SALES' };
    const made = await invites(world, about);
    expect(made.account).toMatchObject({ login: 'olga@example.test', role: 'HEAD_OF_SALES' });
    expect(made.invitation).toMatch(/^\/setup#voronka_[\w-]{43}$/);
    const again = await invites(world, about);
    expect(again).toEqual({ account: made.account, invitation: null });
    const kept = await world.database.owner.query(sql`select * from credential where account_id = ${made.account.id}`);
    expect(JSON.stringify(kept)).not.toContain(secretOf(made.invitation));
  });

  test.each([
    [{ login: 'two words' }, 'input.login'],
    [{ login: '' }, 'input.login'],
    [{ login: 'a\u0000b' }, 'input.login'],
    [{ name: '   ' }, 'input.name'],
    [{ role: 'SCREEN' }, 'input.role'],
    [{ role: 'INTEGRATION' }, 'input.role'],
    [{ employeeId: '999999' }, 'input.employeeId'],
  ])('not with %o', async (about, field) => {
    expect(await refusal(invites(world, about))).toMatchObject({ field });
  });

  test('not twice for a login, however it is written, nor for an employee', async () => {
    const olga = await world.employee('Ольга');
    await invites(world, { login: 'twice@example.test', employeeId: olga.id });
    expect(await refusal(invites(world, { login: ' TWICE@example.test ' }))).toMatchObject({ refusal: 'LOGIN_TAKEN' });
    expect(await refusal(invites(world, { employeeId: olga.id }))).toMatchObject({ refusal: 'EMPLOYEE_TAKEN' });
    const both = await Promise.allSettled([1, 2].map(() => invites(world, { login: 'race@example.test' })));
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  test('again for who has left and comes back', async () => {
    const first = await joins(world, { login: 'back@example.test' });
    await verb(world, 'endAccount', { accountId: first.id, version: first.version });
    const again = await invites(world, { login: 'back@example.test' });
    expect(again.account.id).not.toBe(first.id);
  });
});

describe('only directors and administrators decide who is let in', () => {
  const others = ['deputy', 'head_of_sales', 'manager', 'representative', 'assistant', 'analyst', 'marketer'] as const;
  test.each([...others, 'service_agent', 'integration'] as const)('not a %s', async (role) => {
    const somebody = await world.enters(role);
    const { account } = await invites(world);
    expect(await refusal(invites(somebody))).toMatchObject({ code: 'FORBIDDEN' });
    for (const name of ['endAccount', 'amendAccount']) {
      const input = { accountId: account.id, version: account.version };
      expect(await refusedVerb(somebody, name, input), name).toMatchObject({ code: 'FORBIDDEN' });
    }
    const again = refusedVerb(somebody, 'inviteAgain', { accountId: account.id }, '{ invitation }');
    expect(await again).toMatchObject({ code: 'FORBIDDEN' });
  });

  test('not one who may only look', async () => {
    const looker = await world.enters('administrator', { readOnly: true });
    expect(await refusal(invites(looker))).toMatchObject({ code: 'FORBIDDEN' });
    await looker.ask('{ accounts { nodes { id totp lastSeenAt employee { name } } } credentials { nodes { id } } }');
  });

  test('everybody else sees their own account and credentials, and nobody else’s', async () => {
    const { page, id } = await joins(world, { role: 'ANALYST' });
    const other = await joins(world, { role: 'ANALYST' });
    const seen = await page.ask<Record<string, { nodes?: { id: string }[]; totalCount?: number } | null>>(
      `query ($id: ID!) { accounts { nodes { id } totalCount } account(id: $id) { id }
        credentials { nodes { id account { id } current kind } totalCount } }`,
      { id: other.id },
    );
    expect(seen.accounts).toEqual({ nodes: [{ id }], totalCount: 1 });
    expect(seen.account).toBeNull();
    expect(seen.credentials).toMatchObject({
      nodes: [{ account: { id }, current: true, kind: 'SESSION' }],
      totalCount: 1,
    });
  });

  test('a token without an account asks for its own and finds none', async () => {
    const nobody = await world.enters('manager');
    const question = '{ viewer { account { id } } accounts { totalCount } credentials { totalCount } }';
    expect(await nobody.ask(question)).toEqual({
      ...{ viewer: { account: null }, accounts: { totalCount: 0 }, credentials: { totalCount: 0 } },
    });
  });
});

describe('an account is changed', () => {
  test('and its role holds at once', async () => {
    await joins(world, { role: 'DIRECTOR' });
    const { page, id, version } = await joins(world, { role: 'ADMINISTRATOR' });
    await invites(page);
    await verb(world, 'amendAccount', { accountId: id, version, role: 'ANALYST' });
    expect(await refusal(invites(page))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refusedVerb(world, 'amendAccount', { accountId: id, version, name: 'x' })).toMatchObject({
      refusal: 'VERSION_CONFLICT',
      version: version + 1,
    });
  });

  test('never its own role, nor ended by itself', async () => {
    const { page, id, version } = await joins(world, { role: 'ADMINISTRATOR' });
    const own = { accountId: id, version };
    expect(await refusedVerb(page, 'amendAccount', { ...own, role: 'DIRECTOR' })).toMatchObject({
      refusal: 'OWN_ACCOUNT',
    });
    expect(await refusedVerb(page, 'endAccount', own)).toMatchObject({ refusal: 'OWN_ACCOUNT' });
    await verb(page, 'amendAccount', { ...own, name: 'Новое имя' });
  });

  test('to another employee or none', async () => {
    const [olga, pavel] = [await world.employee('Ольга'), await world.employee('Павел')];
    const { account } = await invites(world, { employeeId: olga.id });
    const shown = '{ version employee { id } }';
    const input = { accountId: account.id, version: account.version, employeeId: pavel.id };
    expect((await verb(world, 'amendAccount', input, shown)).done).toEqual({ version: 2, employee: { id: pavel.id } });
    const cleared = { accountId: account.id, version: 2, employeeId: null };
    expect((await verb(world, 'amendAccount', cleared, shown)).done).toEqual({ version: 3, employee: null });
  });
});

describe('an account ends', () => {
  test('with everything that lets its owner in', async () => {
    const { page, id, version, login } = await joins(world, { role: 'ANALYST' });
    const { done } = await verb(page, 'createToken', { name: 'mine' }, '{ secret }');
    const asToken = { authorization: `Bearer ${done.secret}` };
    expect((await new Page(world.url, asToken).ask('{ viewer { name } }')).viewer).toBeTruthy();
    await verb(world, 'endAccount', { accountId: id, version });
    for (const gone of [page, new Page(world.url, asToken)])
      expect(await gone.forbidden('{ viewer { name } }')).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await new Page(world.url).refused('/auth/sign-in', { login, password })).toMatchObject({
      code: 'WRONG_CREDENTIALS',
    });
    expect(await refusedVerb(world, 'endAccount', { accountId: id, version: 2 })).toMatchObject({
      refusal: 'ACCOUNT_ENDED',
    });
  });

  test('never the last that decides who is let in: not one after another, not both at once', async () => {
    const own = await startWorld();
    try {
      const [a, b] = [await joins(own, { role: 'DIRECTOR' }), await joins(own, { role: 'ADMINISTRATOR' })];
      const end = (by: Page, { id, version }: typeof a) => verb(by, 'endAccount', { accountId: id, version });
      const both = await Promise.allSettled([end(a.page, b), end(b.page, a)]);
      expect(both.filter(({ status }) => status === 'fulfilled').length).toBeLessThanOrEqual(1);
      const ask = '{ accounts { nodes { id endedAt role version } } }';
      const { accounts } = await own.ask<{
        accounts: { nodes: { id: string; endedAt: string | null; version: number }[] };
      }>(ask);
      const left = accounts.nodes.filter(({ endedAt }) => endedAt === null);
      expect(left).toHaveLength(1);
      const last = { accountId: left[0]?.id, version: left[0]?.version };
      expect(await refusedVerb(own, 'endAccount', last)).toMatchObject({ refusal: 'LAST_KEYHOLDER' });
      const demoted = refusedVerb(own, 'amendAccount', { ...last, role: 'ANALYST' });
      expect(await demoted).toMatchObject({ refusal: 'LAST_KEYHOLDER' });
      await verb(own, 'amendAccount', { ...last, role: 'DIRECTOR' });
    } finally {
      await own.close();
    }
  });
});

test('whoever could leave nobody in charge waits for who could too', async () => {
  const [a, b] = [await joins(world, { role: 'DIRECTOR' }), await joins(world, { role: 'ADMINISTRATOR' })];
  const { app } = world.database;
  let second = Promise.resolve('not begun');
  const done: string[] = [];
  await app.transaction(async (tx) => {
    await lockAccount(tx, a.id);
    second = app.transaction(async (other) => {
      await lockAccount(other, b.id);
      done.push('second');
      return 'done';
    });
    await setTimeout(200);
    done.push('first');
  });
  expect(await second).toBe('done');
  expect(done).toEqual(['first', 'second']);
});

test('who did what to whom stands in the audit log, without anybody’s name', async () => {
  const { account } = await invites(world, { name: 'Тайное Имя', login: 'secret.login@example.test' });
  await verb(world, 'inviteAgain', { accountId: account.id }, '{ invitation }');
  const rows = await world.database.owner.query<{ action: string }>(
    sql`select * from audit_entry where subject = 'Account' and subject_id = ${account.id} order by id`,
  );
  expect(rows.map(({ action }) => action)).toEqual(['createAccount', 'inviteAgain']);
  expect(JSON.stringify(rows)).not.toMatch(/Тайное|secret\.login/);
});

test('a new link ends the one before', async () => {
  const { account, invitation } = await invites(world);
  const { done } = await verb(world, 'inviteAgain', { accountId: account.id }, '{ invitation account { id } }');
  const page = new Page(world.url);
  expect(await page.refused('/auth/invitation', { secret: secretOf(invitation) })).toMatchObject({
    ...{ status: 404, code: 'INVITATION_GONE' },
  });
  const secret = secretOf((done as unknown as MadeAccount).invitation);
  expect((await page.post('/auth/invitation', { secret })).body).toMatchObject({ setUp: false, login: account.login });
});
