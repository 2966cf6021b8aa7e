import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sql } from '../../server/src/lib/sql.ts';
import { Page } from '../world/page.ts';
import { startWorld, type World } from '../world/world.ts';
import { joins, password } from './people.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.close());

const wrong = 'не тот пароль совсем';

describe('guessing', () => {
  const guess = (login: string, given = wrong, n = 1, url = world.url) =>
    new Page(url, { 'x-forwarded-for': `10.0.0.${n}` }).post('/auth/sign-in', { login, password: given });
  const waits = async (login: string, given?: string) => {
    const { status, body } = await guess(login, given);
    return status === 429 ? (body.error as { retryAfter: number }).retryAfter : 0;
  };

  test('thirty times at once, on two servers and from thirty addresses, gets five tries', async () => {
    const { login } = await joins(world);
    const second = await startWorld({ databaseUrl: world.databaseUrl, now: world.clock.now() });
    try {
      const tries = Array.from({ length: 30 }, (_, n) => guess(login, wrong, n, n % 2 ? second.url : world.url));
      const statuses = (await Promise.all(tries)).map(({ status }) => status);
      expect(statuses.filter((status) => status === 401)).toHaveLength(5);
      expect(statuses.filter((status) => status === 429)).toHaveLength(25);
      expect(await waits(login, password)).toBe(30);
    } finally {
      await second.close();
    }
  });

  test('is no better for a login that does not exist', async () => {
    for (let n = 0; n < 5; n += 1) expect((await guess('ghost@example.test')).status).toBe(401);
    expect(await waits('ghost@example.test')).toBe(30);
  });

  test('takes as long for a login that does not exist', async () => {
    const taken = { known: [] as number[], unknown: [] as number[] };
    const time = async (login: string) => {
      const begun = performance.now();
      await guess(login);
      return performance.now() - begun;
    };
    for (let n = 0; n < 9; n += 1) {
      const { login } = await joins(world);
      taken.known.push(await time(login));
      taken.unknown.push(await time(`none${n}@example.test`));
    }
    const median = (times: number[]) => times.toSorted((a, b) => a - b)[4] ?? 0;
    // hashing takes ten times as long as everything else
    expect(median(taken.unknown)).toBeGreaterThan(median(taken.known) / 3);
    expect(median(taken.known)).toBeGreaterThan(median(taken.unknown) / 3);
  });

  test('waits twice as long each time, a quarter of an hour at most; the right password ends it', async () => {
    const { login } = await joins(world);
    const seen: number[] = [];
    for (let n = 0; n < 5; n += 1) await guess(login);
    for (let n = 0; n < 7; n += 1) {
      seen.push(await waits(login));
      world.clock.advance({ seconds: seen.at(-1) ?? 0 });
      expect((await guess(login)).status).toBe(401);
    }
    expect(seen).toEqual([30, 60, 120, 240, 480, 900, 900]);
    world.clock.advance({ seconds: 899 });
    expect(await waits(login, password)).toBe(1);
    world.clock.advance({ seconds: 1 });
    expect((await guess(login, password)).status).toBe(200);
    expect((await guess(login)).status).toBe(401);
    expect((await guess(login, password)).status).toBe(200);
  });

  test('is told to the audit log, and cried out when it does not stop', async () => {
    const { login, id } = await joins(world);
    for (let n = 0; n < 6; n += 1) await guess(login);
    const noted = () =>
      world.database.owner.query<{ alert: boolean }>(sql`select alert from audit_entry
        where account_id = ${id} and action = 'signInFailed' order by id`);
    await expect.poll(async () => (await noted()).length).toBe(5);
    expect((await noted()).filter(({ alert }) => alert)).toHaveLength(1);
  });

  test('what was tried is forgotten in the end', async () => {
    await guess('once@example.test');
    for (let n = 0; n < 5; n += 1) await guess('often@example.test');
    const kept = async () =>
      (await world.database.owner.query<{ failures: number }>(sql`select failures from sign_in_throttle`)).length;
    const { login } = await joins(world);
    world.clock.advance({ days: 1, minutes: 1 });
    await guess(login, password);
    await expect.poll(kept).toBe(0);
  });

  test('a flood of passwords is turned away with BUSY, and costs nobody a try', async () => {
    const logins = await Promise.all(Array.from({ length: 60 }, async (_, n) => `flood${n}@example.test`));
    const { login } = await joins(world);
    const answers = await Promise.all([...logins, login].map((each) => guess(each, each === login ? password : wrong)));
    const busy = answers.filter(({ status }) => status === 503);
    expect(busy.length).toBeGreaterThan(10);
    expect(busy[0]?.body).toMatchObject({ error: { code: 'BUSY' } });
    expect(answers.every(({ status }) => [200, 401, 503].includes(status))).toBe(true);
    for (let n = 0; n < 5; n += 1) expect((await guess(login, password)).status).toBe(200);
  });
});
