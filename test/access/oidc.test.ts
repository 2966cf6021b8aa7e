import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ownPath } from '../../server/src/http/own-path.ts';
import { sql } from '../../server/src/lib/sql.ts';
import { Page } from '../world/page.ts';
import { startWorld, type World } from '../world/world.ts';
import { type OpenId, startOpenId } from './openid-provider.ts';
import { invites, joins, verb } from './people.ts';

let provider: OpenId;
let world: World;
beforeAll(async () => {
  provider = await startOpenId();
  const { issuer, clientId, clientSecret } = provider;
  world = await startWorld({ config: { oidc: { issuer, clientId, clientSecret, name: 'Корпоративный вход' } } });
  provider.serve(`${world.url}/auth/oidc/callback`);
});
afterAll(async () => {
  await world?.close();
  await provider?.close();
});

/** Goes to the provider and comes back; where our server sends one then. */
async function comes(
  as: string,
  page = new Page(world.url),
  next = '/wall/sales',
): Promise<{ page: Page; to: string }> {
  const left = await page.send(`/auth/oidc?next=${encodeURIComponent(next)}`);
  const back = await provider.signIn(left.headers.get('location') ?? '', as);
  return { page, to: await arrives(page, back) };
}

async function arrives(page: Page, back: string): Promise<string> {
  const response = await page.send(back);
  expect(response.status).toBe(302);
  expect(response.headers.get('cache-control')).toBe('no-store');
  return response.headers.get('location') ?? '';
}

const known = (email: string, email_verified = true) => {
  const as = `sub-${provider.people.size + 1}`;
  provider.people.set(as, { email, email_verified });
  return as;
};

describe('signing in by an OpenID provider', () => {
  test('lets in who is known by their verified e-mail, and from then on by what the provider calls them', async () => {
    const { account } = await invites(world, { login: 'olga@example.test', name: 'Ольга', role: 'ANALYST' });
    const as = known('Olga@Example.test');
    const { page, to } = await comes(as);
    expect(to).toBe('/wall/sales');
    expect(page.cookies.has('voronka_oidc')).toBe(false);
    expect(await page.ask('{ viewer { name role kind account { id } } }')).toEqual({
      viewer: { name: 'Ольга', role: 'ANALYST', kind: 'SESSION', account: { id: account.id } },
    });
    expect((await page.get('/auth/me')).body).toMatchObject({ oidc: true, passwordSet: false });
    provider.people.set(as, { email: 'renamed@example.test', email_verified: true });
    expect((await comes(as)).to).toBe('/wall/sales');
    const actions = await world.database.owner.query<{ action: string }>(
      sql`select action from audit_entry where account_id = ${account.id} order by id`,
    );
    expect(actions.map(({ action }) => action)).toEqual(['oidcLinked', 'signIn', 'signIn']);
  });

  test('goes by state, nonce and PKCE, and keeps them where no script reads them', async () => {
    const response = await new Page(world.url).send('/auth/oidc');
    const asked = new URL(response.headers.get('location') ?? '').searchParams;
    expect(Object.fromEntries(asked)).toMatchObject({
      ...{ response_type: 'code', code_challenge_method: 'S256', client_id: 'voronka' },
      redirect_uri: `${world.url}/auth/oidc/callback`,
    });
    for (const name of ['state', 'nonce', 'code_challenge']) expect(asked.get(name)?.length, name).toBeGreaterThan(40);
    expect(response.headers.getSetCookie()[0]).toMatch(/^voronka_oidc=.*Path=\/auth\/oidc;.*HttpOnly; SameSite=Lax$/);
  });

  test.each([
    ['an e-mail nobody has', 'stranger@example.test', true],
    ['an e-mail the provider has not verified', 'unverified@example.test', false],
    ['an account of somebody else there', 'taken@example.test', true],
    ['an account that has ended', 'ended@example.test', true],
  ])('not by %s', async (_what, email, verified) => {
    if (email.startsWith('unverified')) await invites(world, { login: email, role: 'DIRECTOR' });
    if (email.startsWith('taken')) {
      await invites(world, { login: email, role: 'ANALYST' });
      expect((await comes(known(email))).to).toBe('/wall/sales');
    }
    if (email.startsWith('ended')) {
      const { account } = await invites(world, { login: email, role: 'ANALYST' });
      await verb(world, 'endAccount', { accountId: account.id, version: 1 });
    }
    const { page, to } = await comes(known(email, verified));
    expect(to).toBe('/login?error=OIDC_UNKNOWN');
    expect(page.session).toBeUndefined();
  });

  test('not any more when the account has ended', async () => {
    const { account } = await invites(world, { login: 'leaves@example.test', role: 'ANALYST' });
    const as = known('leaves@example.test');
    await comes(as);
    const [row] = await world.database.owner.query<{ version: number }>(
      sql`select version from account where id = ${account.id}`,
    );
    await verb(world, 'endAccount', { accountId: account.id, version: row?.version });
    expect((await comes(as)).to).toBe('/login?error=OIDC_UNKNOWN');
  });

  test('not by what another browser brings back, nor twice, nor with another state', async () => {
    const { login } = await joins(world, { role: 'ANALYST' });
    const as = known(login);
    const page = new Page(world.url);
    const left = await page.send('/auth/oidc');
    const back = await provider.signIn(left.headers.get('location') ?? '', as);
    expect(await arrives(new Page(world.url), back)).toBe('/login?error=OIDC_FAILED');
    const victim = new Page(world.url);
    await victim.send('/auth/oidc');
    expect(await arrives(victim, back)).toBe('/login?error=OIDC_FAILED');
    const changed = new URL(back);
    changed.searchParams.set('state', 'another');
    expect(await arrives(page.copy(), changed.href)).toBe('/login?error=OIDC_FAILED');
    const replay = page.copy();
    expect(await arrives(page, back)).toBe('/');
    expect(await arrives(replay, back)).toBe('/login?error=OIDC_FAILED');
    expect(replay.session).toBeUndefined();
  });

  test.each([
    '',
    'x',
    'e30',
    Buffer.from('{"state":1}').toString('base64url'),
    Buffer.from('null').toString('base64url'),
  ])('not with a cookie of one’s own making: %s', async (cookie) => {
    const page = new Page(world.url);
    page.cookies.set('voronka_oidc', cookie);
    expect(await arrives(page, `${world.url}/auth/oidc/callback?code=x&state=y`)).toBe('/login?error=OIDC_FAILED');
  });

  test('says so when it was refused there', async () => {
    const page = new Page(world.url);
    const left = await page.send('/auth/oidc');
    const state = new URL(left.headers.get('location') ?? '').searchParams.get('state');
    const back = `${world.url}/auth/oidc/callback?error=access_denied&state=${state}`;
    expect(await arrives(page, back)).toBe('/login?error=OIDC_FAILED');
  });

  test('is offered where it is configured, and fails softly when the provider is away', async () => {
    const page = new Page(world.url);
    expect((await page.get('/auth/options')).body.oidc).toEqual({ name: 'Корпоративный вход' });
    const away = { issuer: 'http://127.0.0.1:9', clientId: 'a', clientSecret: 'b', name: 'x' };
    const other = await startWorld({ databaseUrl: world.databaseUrl, config: { oidc: away } });
    expect((await new Page(other.url).send('/auth/oidc')).headers.get('location')).toBe('/login?error=OIDC_FAILED');
    await other.close();
    const without = await startWorld({ databaseUrl: world.databaseUrl });
    expect((await new Page(without.url).send('/auth/oidc')).status).toBe(404);
    await without.close();
  });
});

describe('where one goes on to is ours', () => {
  const origin = 'http://localhost:4000';
  test.each([
    ['/wall/today?x=1#y', '/wall/today?x=1#y'],
    ['/', '/'],
    [undefined, '/'],
    ['', '/'],
    ['wall', '/'],
    ['//evil.example', '/'],
    ['/\\evil.example', '/'],
    ['/\t/evil.example', '/'],
    ['/\n//evil.example', '/'],
    ['/.//evil.example', '/'],
    ['/..//evil.example', '/'],
    ['/a/../..//evil.example', '/'],
    ['/%2e//evil.example', '/'],
    ['https://evil.example', '/'],
    ['javascript:alert(1)', '/'],
    ['/@evil.example', '/@evil.example'],
  ])('%s: %s', (wanted, path) => {
    expect(ownPath(wanted, origin)).toBe(path);
  });

  test('also after the provider', async () => {
    const { account } = await invites(world, { role: 'ANALYST' });
    const { to } = await comes(known(account.login), new Page(world.url), '//evil.example/x');
    expect(to).toBe('/');
  });
});
