import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stepOf } from '../../server/src/accounts/totp.ts';
import { sql } from '../../server/src/lib/sql.ts';
import { Page } from '../world/page.ts';
import { startWorld, type World } from '../world/world.ts';
import { joins, type Member, password, secretOf, verb } from './people.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.close());

const codeAt = (secret: string, now: Date) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now.getTime() });
const code = (secret: string) => codeAt(secret, world.clock.now());
const signsIn = (login: string, given?: string) =>
  new Page(world.url).post('/auth/sign-in', { login, password, ...(given !== undefined && { code: given }) });
const codeOf = (answer: { body: Record<string, unknown> }) => (answer.body.error as { code: string } | undefined)?.code;

/** Somebody with a second factor, a minute after they set it up. */
async function secured(): Promise<Member & { secret: string; recoveryCodes: string[] }> {
  const member = await joins(world);
  const { secret } = (await member.page.post('/auth/totp')).body as { secret: string };
  const confirmed = await member.page.post('/auth/totp/confirm', { code: code(secret) });
  const { recoveryCodes } = confirmed.body as { recoveryCodes: string[] };
  world.clock.advance({ minutes: 1 });
  return { ...member, secret, recoveryCodes };
}

test('the codes are those of RFC 6238', () => {
  const secret = Secret.fromUTF8('12345678901234567890').base32;
  // appendix B, SHA-1, of eight digits the last six
  const published: [number, string][] = [
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ];
  for (const [seconds, given] of published)
    expect(stepOf(secret, given, new Date(seconds * 1000)), given).toBe(Math.floor(seconds / 30));
});

describe('a second factor', () => {
  test('is asked for once a code of it was shown', async () => {
    const { page, login, id } = await joins(world);
    const { secret, uri } = (await page.post('/auth/totp')).body as { secret: string; uri: string };
    expect(uri).toMatch(/^otpauth:\/\/totp\//);
    expect(uri).toContain(`secret=${secret}`);
    expect((await signsIn(login)).status).toBe(200);
    expect(await page.refused('/auth/totp/confirm', { code: '000000' })).toMatchObject({ code: 'WRONG_CODE' });
    const { recoveryCodes } = (await page.post('/auth/totp/confirm', { code: code(secret) })).body as {
      recoveryCodes: string[];
    };
    expect(new Set(recoveryCodes).size).toBe(10);
    expect(recoveryCodes[0]).toMatch(/^([a-z2-7]{4}-){3}[a-z2-7]{4}$/);
    expect((await page.get('/auth/me')).body).toMatchObject({ totp: true });
    expect(await world.ask('query ($id: ID!) { account(id: $id) { totp } }', { id })).toEqual({
      account: { totp: true },
    });
    const kept = JSON.stringify(await world.database.owner.query(sql`select * from account_secret`));
    for (const each of recoveryCodes) expect(kept).not.toContain(each.replaceAll('-', ''));
    expect(await page.refused('/auth/totp')).toMatchObject({ status: 409, code: 'TOTP_ON' });
    expect(codeOf(await signsIn(login))).toBe('CODE_NEEDED');
  });

  test('is good within half a minute, and a code once only', async () => {
    const { login, secret } = await secured();
    const now = world.clock.now().getTime();
    for (const seconds of [-61, 61]) {
      const late = codeAt(secret, new Date(now + seconds * 1000));
      expect(codeOf(await signsIn(login, late)), `${seconds} s`).toBe('WRONG_CODE');
    }
    const early = codeAt(secret, new Date(now - 30_000));
    expect((await signsIn(login, early)).status).toBe(200);
    expect(codeOf(await signsIn(login, early))).toBe('WRONG_CODE');
    expect((await signsIn(login, code(secret))).status).toBe(200);
    expect(codeOf(await signsIn(login, early))).toBe('WRONG_CODE');
  });

  test('lets one in of ten who come with the same code at once', async () => {
    const { login, secret } = await secured();
    const given = code(secret);
    const answers = await Promise.all(Array.from({ length: 10 }, () => signsIn(login, given)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  test('lost: a recovery code is as good, once', async () => {
    const { login, recoveryCodes } = await secured();
    const [first = '', second = ''] = recoveryCodes;
    expect((await signsIn(login, first.toUpperCase().replaceAll('-', ' '))).status).toBe(200);
    expect(codeOf(await signsIn(login, first))).toBe('WRONG_CODE');
    const both = await Promise.all([signsIn(login, second), signsIn(login, second)]);
    expect(both.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  test('is not found by trying, not even by who knows the password and asks without one in between', async () => {
    const { login, secret } = await secured();
    const statuses: (string | undefined)[] = [];
    for (let n = 0; n < 12; n += 1) {
      statuses.push(codeOf(await signsIn(login, String(n).padStart(6, '0'))));
      await signsIn(login);
    }
    expect(statuses.filter((said) => said === 'WRONG_CODE').length).toBeLessThanOrEqual(5);
    expect(statuses.at(-1)).toBe('TOO_MANY_ATTEMPTS');
    expect((await signsIn(login, code(secret))).status).toBe(429);
  });

  test('of another is worth nothing', async () => {
    const [olga, pavel] = [await secured(), await secured()];
    expect(codeOf(await signsIn(olga.login, code(pavel.secret)))).toBe('WRONG_CODE');
    expect(codeOf(await signsIn(olga.login, pavel.recoveryCodes[0]))).toBe('WRONG_CODE');
  });

  test('is taken off by who knows the password', async () => {
    const { page, login } = await secured();
    expect(await page.refused('/auth/totp/remove', { password: 'не тот пароль' })).toMatchObject({ status: 401 });
    expect((await page.post('/auth/totp/remove', { password })).status).toBe(204);
    expect((await signsIn(login)).status).toBe(200);
    expect((await page.get('/auth/me')).body).toMatchObject({ totp: false });
  });

  test('lost with all codes: a new link takes it off', async () => {
    const { login, id, recoveryCodes } = await secured();
    const { done } = await verb(world, 'inviteAgain', { accountId: id }, '{ invitation }');
    expect(codeOf(await signsIn(login))).toBe('CODE_NEEDED');
    const secret = secretOf(String(done.invitation));
    expect((await new Page(world.url).post('/auth/accept', { secret, password })).status).toBe(200);
    expect((await signsIn(login)).status).toBe(200);
    const [row] = await world.database.owner.query<{ n: number }>(
      sql`select cardinality(recovery_hashes) as n from account_secret where account_id = ${id}`,
    );
    expect({ row, before: recoveryCodes.length }).toEqual({ row: { n: 0 }, before: 10 });
  });
});
