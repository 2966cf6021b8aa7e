import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sql } from '../../server/src/lib/sql.ts';
import { askOverHttp, refusal } from '../world/graphql-client.ts';
import { Page } from '../world/page.ts';
import { subscribeOverWebSocket } from '../world/subscriber.ts';
import { startWorld, type World } from '../world/world.ts';
import { invites, joins, ownToken, verb } from './people.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.close());

const shown = '{ secret credential { id kind name role readOnly expiresAt account { id } employee { id } current } }';
interface Made {
  secret: string | null;
  credential: Record<string, unknown> & { id: string };
}
const creates = async (by: Pick<World, 'ask'>, input: Record<string, unknown>) =>
  (await verb(by, 'createToken', { name: 'report', ...input }, shown)).done as unknown as Made;
const refused = (by: Pick<World, 'ask'>, input: Record<string, unknown>) => refusal(creates(by, input));
const bearer = (secret: string | null) => new Page(world.url, { authorization: `Bearer ${secret}` });
const who = '{ viewer { name role kind employee { id } account { id } } }';

describe('one’s own token', () => {
  test('is as much as one is, wherever one goes', async () => {
    const olga = await world.employee('Ольга');
    const { page, id } = await joins(world, { role: 'ANALYST', employeeId: olga.id });
    const { secret, credential } = await creates(page, {});
    expect(credential).toMatchObject({ kind: 'TOKEN', role: 'ANALYST', account: { id }, employee: { id: olga.id } });
    const { viewer } = await bearer(secret).ask<{ viewer: Record<string, unknown> }>(who);
    expect(viewer).toMatchObject({ role: 'ANALYST', kind: 'TOKEN', account: { id }, employee: { id: olga.id } });
    await verb(world, 'amendAccount', { accountId: id, version: 1, role: 'MARKETER' });
    expect(await bearer(secret).ask(who)).toMatchObject({ viewer: { role: 'MARKETER' } });
  });

  test('holds ninety days unless told, and then no more', async () => {
    const { page } = await joins(world, { role: 'ANALYST' });
    const { secret, credential } = await creates(page, {});
    const days = (Date.parse(String(credential.expiresAt)) - world.clock.now().getTime()) / 86_400_000;
    expect(days).toBe(90);
    const before = world.clock.now();
    world.clock.advance({ days: 90 });
    expect(await bearer(secret).forbidden(who)).toMatchObject({ code: 'UNAUTHENTICATED' });
    world.clock.set(before);
  });

  test('is shown once, and kept nowhere', async () => {
    const { page } = await joins(world, { role: 'ANALYST' });
    const key = randomUUID();
    const first = await creates(page, { key });
    expect(first.secret).toMatch(/^voronka_[\w-]{43}$/);
    expect(await creates(page, { key })).toEqual({ ...first, secret: null });
    const kept = await world.database.owner.query(sql`select c.*, l.* from credential c, ledger l`);
    expect(JSON.stringify(kept)).not.toContain(first.secret);
  });

  test.each(['MANAGER', 'ANALYST', 'DEPUTY'])('of a %s is never more', async (role) => {
    const { id } = await joins(world, { role });
    const own = bearer(await ownToken(world, id));
    for (const wanted of ['DIRECTOR', 'ADMINISTRATOR', 'INTEGRATION', role])
      expect(await refused(own, { role: wanted })).toMatchObject({ code: 'FORBIDDEN' });
    const olga = await world.employee('Ольга');
    expect(await refused(own, { employeeId: olga.id })).toMatchObject({ code: 'FORBIDDEN' });
    expect((await creates(own, {})).credential).toMatchObject({ role, account: { id } });
  });
});

describe('a token made with a token', () => {
  test('that may only look is not made', async () => {
    const { page } = await joins(world, { role: 'ADMINISTRATOR' });
    const { secret } = await creates(page, { readOnly: true });
    expect(await refused(bearer(secret), {})).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refused(bearer(secret), { role: 'ANALYST' })).toMatchObject({ code: 'FORBIDDEN' });
  });

  test('does not outlive it', async () => {
    const { page } = await joins(world, { role: 'ADMINISTRATOR' });
    const parent = await creates(page, { days: 3 });
    for (const input of [{}, { days: 365 }, { role: 'DIRECTOR', days: 200 }]) {
      const child = await creates(bearer(parent.secret), input);
      expect(child.credential.expiresAt).toBe(parent.credential.expiresAt);
    }
    const shorter = await creates(bearer(parent.secret), { days: 1 });
    expect(String(shorter.credential.expiresAt) < String(parent.credential.expiresAt)).toBe(true);
  });
});

describe('a machine’s token', () => {
  test('has a role and an employee of its own', async () => {
    const olga = await world.employee('Ольга');
    const { secret, credential } = await creates(world, { role: 'INTEGRATION', employeeId: olga.id, days: 365 });
    expect(credential).toMatchObject({ role: 'INTEGRATION', account: null, employee: { id: olga.id } });
    expect(await bearer(secret).ask('{ viewer { role employee { id } } }')).toMatchObject({
      viewer: { role: 'INTEGRATION', employee: { id: olga.id } },
    });
    expect(await refused(bearer(secret), {})).toMatchObject({ code: 'FORBIDDEN' });
  });

  test.each([
    [{ role: 'SCREEN' }, 'input.role'],
    [{}, 'input.role'],
    [{ role: 'ANALYST', days: 0 }, 'input.days'],
    [{ role: 'ANALYST', days: 366 }, 'input.days'],
    [{ role: 'ANALYST', name: '' }, 'input.name'],
    [{ role: 'ANALYST', employeeId: '77777' }, 'input.employeeId'],
  ])('not with %o', async (input, field) => {
    expect(await refused(world, input)).toMatchObject({ field });
  });
});

describe('a credential is taken back', () => {
  test('by its owner, not by another', async () => {
    const [olga, pavel] = [await joins(world, { role: 'ANALYST' }), await joins(world, { role: 'ANALYST' })];
    const { secret, credential } = await creates(olga.page, {});
    const input = { credentialId: credential.id };
    expect(await refusal(verb(pavel.page, 'revokeCredential', input))).toMatchObject({ code: 'NOT_FOUND' });
    await verb(olga.page, 'revokeCredential', input, '{ id revokedAt }');
    expect(await bearer(secret).forbidden(who)).toMatchObject({ code: 'UNAUTHENTICATED' });
    await verb(world, 'revokeCredential', input, '{ id revokedAt }');
  });

  test('and its sockets close with 4403', async () => {
    const { page } = await joins(world, { role: 'ANALYST' });
    const { secret, credential } = await creates(page, {});
    const address = new URL('/graphql', world.url.replace(/^http/, 'ws')).href;
    const subscriber = subscribeOverWebSocket(address, 'subscription { settings { version } }', {}, String(secret));
    await subscriber.next();
    await verb(world, 'revokeCredential', { credentialId: credential.id });
    await expect(subscriber.next(() => false, 5_000)).rejects.toThrow('4403');
    await subscriber.close();
  });

  test('is told to the audit log', async () => {
    const { credential } = await creates(world, { role: 'ANALYST' });
    await verb(world, 'revokeCredential', { credentialId: credential.id });
    const rows = await world.database.owner.query<{ action: string }>(sql`select action from audit_entry
      where subject = 'Credential' and subject_id = ${credential.id} order by id`);
    expect(rows.map(({ action }) => action)).toEqual(['createToken', 'revokeCredential']);
  });
});

describe('the list of credentials', () => {
  test('goes page by page, the newest first, and forgets what ended long ago', async () => {
    const { page } = await joins(world, { role: 'ANALYST' });
    for (const name of ['a', 'b', 'c']) await creates(page, { name, days: 1 });
    const list = `query ($after: String, $kind: CredentialKind) {
      credentials(first: 2, after: $after, kind: $kind) { nodes { name } totalCount pageInfo { endCursor hasNextPage } } }`;
    type Listed = { credentials: { nodes: { name: string }[]; totalCount: number; pageInfo: { endCursor: string } } };
    const { credentials: first } = await page.ask<Listed>(list, { kind: 'TOKEN' });
    expect(first.nodes.map(({ name }) => name)).toEqual(['c', 'b']);
    const { credentials: second } = await page.ask<Listed>(list, { kind: 'TOKEN', after: first.pageInfo.endCursor });
    expect(second).toMatchObject({ nodes: [{ name: 'a' }], totalCount: 3, pageInfo: { hasNextPage: false } });
    const before = world.clock.now();
    world.clock.advance({ days: 32 });
    const later = await world.enters('administrator');
    const all = '{ credentials(kind: TOKEN, first: 500) { nodes { name } } }';
    const { credentials } = await later.ask<Listed>(all);
    expect(credentials.nodes.map(({ name }) => name)).not.toContain('a');
    world.clock.set(before);
  });

  test('shows links while they are good', async () => {
    const { account } = await invites(world);
    const list = '{ credentials(kind: INVITATION, first: 500) { nodes { account { id } } } }';
    type Listed = { credentials: { nodes: { account: { id: string } | null }[] } };
    const ids = async () => (await world.ask<Listed>(list)).credentials.nodes.map((node) => node.account?.id);
    expect(await ids()).toContain(account.id);
    await verb(world, 'endAccount', { accountId: account.id, version: account.version });
    expect(await ids()).not.toContain(account.id);
  });

  test('refuses a cursor that is none', async () => {
    expect(await world.refused('{ credentials(after: "x") { totalCount } }')).toMatchObject({ field: 'after' });
  });
});

test('a token in the address lets nobody in', async () => {
  const url = `${world.url}/graphql?access_token=${world.token}`;
  expect(await refusal(askOverHttp(url, '{ viewer { name } }'))).not.toMatchObject({ code: 'NONE' });
});
