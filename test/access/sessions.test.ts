import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findHolder } from '../../server/src/access/credential.ts';
import { newSecret } from '../../server/src/access/secret.ts';
import { renewSession } from '../../server/src/accounts/session.ts';
import { sql } from '../../server/src/lib/sql.ts';
import { Page } from '../world/page.ts';
import { startWorld, type World } from '../world/world.ts';
import { type Line, openLine } from './line.ts';
import { joins } from './people.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.close());

const lines: Line[] = [];
afterAll(() => {
  for (const line of lines) line.close();
});

const enters = async () => (await joins(world, { role: 'ANALYST' })).page;
const holds = async (page: Page) => (await page.copy().send('/graphql?query={viewer{name}}')).status === 200;
const renews = (page: Page) => page.post('/auth/renew').then(({ status }) => status);

describe('a session’s secret changes', () => {
  test('when it is ten minutes old, not before', async () => {
    const page = await enters();
    const first = page.session;
    expect(await renews(page)).toBe(204);
    expect(page.session).toBe(first);
    world.clock.advance({ minutes: 10 });
    expect(await renews(page)).toBe(204);
    expect(page.session).not.toBe(first);
    expect(await holds(page)).toBe(true);
  });

  test('for one of several tabs that ask at once', async () => {
    const page = await enters();
    world.clock.advance({ minutes: 11 });
    const tabs = Array.from({ length: 8 }, () => page.copy());
    expect(new Set(await Promise.all(tabs.map(renews)))).toEqual(new Set([204]));
    const changed = tabs.filter((tab) => tab.session !== page.session);
    expect(changed).toHaveLength(1);
    const old = world.clock.now();
    world.clock.advance({ minutes: 11 });
    const secret = changed[0]?.session ?? '';
    const holder = await findHolder(world.database.app, secret, old, null);
    if (!holder) throw new Error('it does not hold');
    const renewed = Array.from({ length: 5 }, () =>
      renewSession(world.database.app, holder, secret, world.clock.now()),
    );
    expect((await Promise.all(renewed)).filter((given) => given !== null)).toHaveLength(1);
    world.clock.set(old);
    // whatever answer came last into the browser, it is still in
    for (const tab of [page, ...tabs]) expect(await holds(tab)).toBe(true);
  });

  test('and a lost answer locks nobody out', async () => {
    const page = await enters();
    for (let n = 0; n < 3; n += 1) {
      world.clock.advance({ minutes: 11 });
      const lost = page.copy();
      expect(await renews(lost)).toBe(204);
      expect(lost.session).not.toBe(page.session);
      expect(await holds(page)).toBe(true);
    }
    world.clock.advance({ minutes: 11 });
    await renews(page);
    expect(await holds(page)).toBe(true);
  });

  test('and the old one is good for a minute, for what was under way', async () => {
    const page = await enters();
    world.clock.advance({ minutes: 11 });
    const before = page.copy();
    await renews(page);
    expect(await holds(page)).toBe(true);
    world.clock.advance({ seconds: 59 });
    expect(await holds(before)).toBe(true);
    expect(await renews(before)).toBe(204);
    expect(await holds(page)).toBe(true);
  });

  test('and whoever comes with the old one later has stolen it: the session ends for both, and it is cried out', async () => {
    const page = await enters();
    const thief = page.copy();
    world.clock.advance({ minutes: 11 });
    await renews(page);
    const line = await openLine(world.url, { cookie: page.cookie });
    lines.push(line);
    expect(await holds(page)).toBe(true);
    world.clock.advance({ seconds: 61 });
    expect(await holds(thief)).toBe(false);
    expect(await holds(page)).toBe(false);
    expect(await renews(page)).toBe(401);
    expect(await line.closed(5_000)).toBe(4403);
    const rows = await world.database.owner.query<{ alert: boolean }>(
      sql`select alert from audit_entry where action = 'sessionCopied'`,
    );
    expect(rows).toEqual([{ alert: true }]);
  });

  test('when a thief renews first, the owner’s next request ends it', async () => {
    const page = await enters();
    const thief = page.copy();
    world.clock.advance({ minutes: 11 });
    await renews(thief);
    expect(await holds(thief)).toBe(true);
    world.clock.advance({ minutes: 2 });
    expect(await holds(page)).toBe(false);
    expect(await holds(thief)).toBe(false);
  });

  test('many times in a row, under requests', async () => {
    const page = await enters();
    for (let n = 0; n < 5; n += 1) {
      world.clock.advance({ minutes: 12 });
      const busy = Array.from({ length: 4 }, () => holds(page));
      await renews(page);
      expect(await Promise.all([...busy, ...Array.from({ length: 4 }, () => holds(page))])).not.toContain(false);
    }
  });
});

test('whatever answers are lost or late, a browser that has done nothing wrong stays in', async () => {
  const step = fc.constantFrom('use', 'renew', 'lost', 'tabs', 'late', 'minute', 'quarter', 'day' as const);
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
      const page = await enters();
      for (const done of steps) {
        if (done === 'use') expect(await holds(page)).toBe(true);
        if (done === 'renew') expect(await renews(page)).toBe(204);
        if (done === 'lost') expect(await renews(page.copy())).toBe(204);
        if (done === 'tabs') expect(await Promise.all([1, 2, 3].map(() => renews(page)))).toEqual([204, 204, 204]);
        if (done === 'late') {
          const sentBefore = page.copy();
          await renews(page);
          await holds(page);
          world.clock.advance({ seconds: 50 });
          expect(await holds(sentBefore)).toBe(true);
        }
        if (done === 'minute') world.clock.advance({ minutes: 1, seconds: 1 });
        if (done === 'quarter') world.clock.advance({ minutes: 15 });
        if (done === 'day') world.clock.advance({ hours: 10 });
        expect(await holds(page), steps.join()).toBe(true);
      }
    }),
    { numRuns: 40 },
  );
});

describe('a session ends', () => {
  test('after fourteen days of silence', async () => {
    const [page, idle] = [await enters(), await enters()];
    world.clock.advance({ days: 13 });
    await renews(page);
    world.clock.advance({ days: 1, seconds: 1 });
    expect(await holds(page)).toBe(true);
    expect(await holds(idle)).toBe(false);
  });

  test('after ninety days, however often it is renewed', async () => {
    const page = await enters();
    for (let n = 0; n < 9; n += 1) {
      world.clock.advance({ days: 9, hours: 23 });
      expect(await renews(page)).toBe(204);
    }
    world.clock.advance({ hours: 8 });
    expect(await holds(page)).toBe(true);
    world.clock.advance({ hours: 2 });
    expect(await holds(page)).toBe(false);
  });

  test('when its owner signs out, and its sockets close', async () => {
    const page = await enters();
    const line = await openLine(world.url, { cookie: page.cookie });
    lines.push(line);
    const copy = page.copy();
    expect((await page.post('/auth/sign-out')).status).toBe(204);
    expect(page.session).toBeUndefined();
    expect(await holds(copy)).toBe(false);
    expect(await line.closed(5_000)).toBe(4403);
    expect((await page.post('/auth/sign-out')).status).toBe(204);
  });

  test.each(['', 'x', 'voronka_', newSecret(), `${newSecret()}x`, '%00', "' or 1=1 --"])(
    'or has never been: %s',
    async (secret) => {
      const page = new Page(world.url);
      page.cookies.set('voronka_session', secret);
      expect(await holds(page)).toBe(false);
      expect(await renews(page)).toBe(401);
      expect((await page.get('/auth/options')).body.viewer).toBeNull();
    },
  );
});

test('a cookie is for https where people come by https', async () => {
  const own = await startWorld({ config: { publicUrl: 'https://sales.example.test' } });
  try {
    const { page } = await joins(own, { role: 'ANALYST' });
    own.clock.advance({ minutes: 11 });
    const { headers } = await page.post('/auth/renew', {}, { origin: 'https://sales.example.test' });
    expect(headers.getSetCookie()[0]).toContain('; Secure');
  } finally {
    await own.close();
  }
});
