import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sql } from '../../server/src/lib/sql.ts';
import { refusal } from '../world/graphql-client.ts';
import { Page } from '../world/page.ts';
import { startWorld, type World } from '../world/world.ts';
import { openLine } from './line.ts';
import { joins, ownToken, verb } from './people.ts';
import { approves, asks, findPairing, paired, screenFields, tv } from './screens.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.close());

const later = (seconds = 5) => world.clock.advance({ seconds });
describe('whoever looks after the walls', () => {
  test('renames a screen, has it show another board, and takes it back: its socket closes with 4403', async () => {
    const { page, id } = await paired(world, 'today');
    const deputy = await world.enters('deputy');
    const input = { credentialId: id, name: 'Холл', board: 'team' };
    expect((await verb(deputy, 'amendScreen', input, screenFields)).done).toMatchObject({
      name: 'Холл',
      board: 'team',
    });
    expect((await page.get('/auth/options')).body.viewer).toMatchObject({ name: 'Холл', board: 'team' });
    const line = await openLine(world.url, { cookie: page.cookie });
    await verb(deputy, 'revokeCredential', { credentialId: id });
    expect(await line.closed(5_000)).toBe(4403);
    expect((await page.post('/auth/renew')).status).toBe(401);
    expect((await page.get('/auth/options')).body.viewer).toBeNull();
    expect(await refusal(verb(deputy, 'amendScreen', input))).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('sees screens and no other’s tokens', async () => {
    const { id } = await paired(world);
    const head = await world.enters('head_of_sales');
    const { credentials } = await head.ask<{ credentials: { nodes: { id: string; kind: string }[] } }>(
      '{ credentials(first: 500) { nodes { id kind } } }',
    );
    expect(credentials.nodes.map((node) => node.id)).toContain(id);
    expect(new Set(credentials.nodes.map(({ kind }) => kind))).toEqual(new Set(['SCREEN']));
    const director = await joins(world, { role: 'DIRECTOR' });
    const [session] = await world.database.owner.query<{ id: string }>(
      sql`select id from credential where account_id = ${director.id} and kind = 'session'`,
    );
    for (const name of ['revokeCredential', 'amendScreen'])
      expect(await refusal(verb(head, name, { credentialId: session?.id })), name).toMatchObject({ code: 'NOT_FOUND' });
    const renamed = verb(world, 'amendScreen', { credentialId: session?.id, name: 'x' });
    expect(await refusal(renamed)).toMatchObject({ code: 'NOT_FOUND' });
  });

  test.each(['manager', 'representative', 'assistant', 'analyst', 'marketer', 'service_agent', 'integration'] as const)(
    'is no %s',
    async (role) => {
      const somebody = await world.enters(role);
      const { user_code } = await asks(tv(world));
      expect(await refusal(somebody.ask(findPairing, { userCode: user_code }))).toMatchObject({ code: 'FORBIDDEN' });
      expect(await refusal(approves(somebody, user_code))).toMatchObject({ code: 'FORBIDDEN' });
    },
  );

  test.each([
    [{ board: 'nowhere' }, 'input.board'],
    [{ name: '' }, 'input.name'],
    [{ userCode: 'AEIOUY' }, 'input.userCode'],
    [{ userCode: 'BCD' }, 'input.userCode'],
  ])('is refused %o', async (more, field) => {
    const { user_code } = await asks(tv(world));
    expect(await refusal(approves(world, user_code, more))).toMatchObject({ field });
  });

  test('lets one in when two approve at once', async () => {
    const asked = await asks(tv(world));
    const both = await Promise.allSettled([approves(world, asked.user_code), approves(world, asked.user_code)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  test('does not find a code by trying', async () => {
    const { id } = await joins(world, { role: 'HEAD_OF_SALES' });
    const head = new Page(world.url, { authorization: `Bearer ${await ownToken(world, id)}` });
    const { user_code } = await asks(tv(world));
    const guesses = ['BBBBBB', 'CCCCCC', 'DDDDDD', 'FFFFFF', 'GGGGGG'].filter((code) => code !== user_code);
    const tries = await Promise.allSettled(
      [...guesses, ...guesses, ...guesses].map((userCode) => head.ask(findPairing, { userCode })),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled').length).toBeLessThanOrEqual(10);
    expect(await head.forbidden(findPairing, { userCode: user_code })).toMatchObject({ refusal: 'TOO_MANY_ATTEMPTS' });
    const approved = refusal(approves(head, user_code));
    expect(await approved).toMatchObject({ refusal: 'TOO_MANY_ATTEMPTS' });
    later(61);
    expect(await head.ask(findPairing, { userCode: user_code })).toMatchObject({ pairing: { userCode: user_code } });
  });

  test('is one person, however many tokens they make', async () => {
    const { id } = await joins(world, { role: 'DEPUTY' });
    let wrong = 0;
    for (let n = 0; n < 15; n += 1) {
      const page = new Page(world.url, { authorization: `Bearer ${await ownToken(world, id)}` });
      const tried = await page.ask(findPairing, { userCode: 'XXXXXX' }).then(
        () => 1,
        () => 0,
      );
      wrong += tried;
    }
    expect(wrong).toBe(10);
  });

  test('is not given more tries by a code they know', async () => {
    const head = await world.enters('head_of_sales');
    const { user_code } = await asks(tv(world));
    let wrong = 0;
    for (let n = 0; n < 15; n += 1) {
      const tried = await head.ask(findPairing, { userCode: 'ZZZZZZ' }).then(
        () => true,
        () => false,
      );
      if (tried) wrong += 1;
      await head.ask(findPairing, { userCode: user_code }).catch(() => undefined);
    }
    expect(wrong).toBeLessThanOrEqual(10);
  });
});
