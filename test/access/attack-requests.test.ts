import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect } from 'vitest';
import { newSecret } from '../../server/src/access/secret.ts';
import { expectRefused, type Target, underAttack } from './attack-harness.ts';

const small = '{"query":"{ __typename }"}';
const bearer = (target: Target, token = target.tokens.analyst) => ({ authorization: `Bearer ${token}` });
const many = (times: number, text: (i: number) => string) => Array.from({ length: times }, (_, i) => text(i)).join('');
/** All funnels of all time, each a question of its own. */
const heavy = `{ ${many(20, (i) => `f${i}: funnel(period: { named: ALL }, mode: COHORT) { deals } k${i}: kpis(period: { last: ${300 + i}, unit: DAY }, grain: DAY, by: [EMPLOYEE], limit: 1) { rows { revenue { value previous } wonDeals { value } } } `)} }`;

/** What a wall asks, word for word as the built pages have it. */
function figures(): string {
  const list = join(import.meta.dirname, '..', '..', 'web', 'dist', 'trusted-documents.json');
  const documents = JSON.parse(readFileSync(list, 'utf8')) as { name: string; text: string }[];
  return documents.find(({ name }) => name === 'Figures')?.text ?? '';
}

describe('requests', () => {
  underAttack((attack) => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])
      attack(`a form of another site: ${type}`, async (target) => {
        const cookie = await target.session('director');
        expectRefused(await target.post(small, { cookie, 'content-type': type }), 'BAD_USER_INPUT');
        expectRefused(
          await target.post(small, { cookie, 'content-type': type, origin: 'https://evil.example' }),
          'FORBIDDEN',
        );
      });

    attack('a page of another site with a cookie', async (target) => {
      const cookie = await target.session('director');
      expectRefused(await target.post(small, { cookie, origin: 'https://evil.example' }), 'FORBIDDEN');
      expectRefused(await target.post(small, { cookie, 'sec-fetch-site': 'cross-site' }), 'FORBIDDEN');
    });

    attack('a mutation in an address', async (target) => {
      const query = encodeURIComponent('mutation { __typename }');
      const response = await target.send(`/graphql?query=${query}`, { headers: bearer(target) });
      expectRefused(response);
      expect(response.status).toBe(405);
    });

    attack('a token in an address', async (target) => {
      for (const path of [
        '/graphql?token=',
        '/metrics?access_token=',
        '/wall/today?authorization=',
        '/livez?x=1&api_key=',
      ])
        expectRefused(await target.send(path + target.tokens.director), 'BAD_USER_INPUT');
    });

    attack('bodies that are no JSON', async (target) => {
      for (const body of [
        '',
        '{',
        '[',
        'null',
        '"x"',
        '{"query":',
        '\u0000',
        '{"query":1}',
        '{"query":{}}',
        '[]',
        `${'['.repeat(100_000)}`,
        `${'{"a":'.repeat(40_000)}1`,
      ])
        expectRefused(await target.post(body, bearer(target)));
    });

    attack('twenty megabytes at once', async (target) => {
      expectRefused(await target.post(`{"query":"${'x'.repeat(20_000_000)}"}`, bearer(target)), 'BAD_USER_INPUT');
    });

    attack('a bomb that unpacks to a gigabyte', async (target) => {
      const bomb = gzipSync(Buffer.alloc(200_000_000, ' '));
      for (const encoding of ['gzip', 'deflate', 'br', 'gzip, gzip', 'nonsense'])
        expectRefused(
          await target.post(bomb.subarray(0, 200_000), { ...bearer(target), 'content-encoding': encoding }),
          'BAD_USER_INPUT',
        );
    });

    attack(
      'three thousand guessed tokens',
      async (target) => {
        const answers: number[] = [];
        for (let round = 0; round < 30; round += 1) {
          const guesses = Array.from({ length: 100 }, () =>
            target.post(small, { authorization: `Bearer ${newSecret()}` }),
          );
          for (const response of await Promise.all(guesses)) {
            expectRefused(response, 'UNAUTHENTICATED', 'RATE_LIMITED');
            answers.push(response.status);
          }
        }
        expect(answers.filter((status) => status === 429).length).toBeGreaterThan(1_000);
        // whoever sits at the same address is let in, also if nobody has seen them before
        expect((await target.ask('{ __typename }')).status).toBe(200);
        expect((await target.ask('{ __typename }', {}, target.tokens.manager)).status).toBe(200);
      },
      60_000,
    );

    attack('credentials that are none', async (target) => {
      for (const cookie of [
        'voronka_session=',
        'voronka_session=x',
        `voronka_session=${'x'.repeat(7_000)}`,
        `voronka_screen=${newSecret()}; voronka_session=${newSecret()}`,
        ';;;=;=',
        '__proto__=1',
        `a=${'%'.repeat(1_000)}`,
      ])
        expectRefused(await target.post(small, { cookie }));
      for (const authorization of [
        '',
        'Bearer',
        'Bearer  ',
        'Basic YTpi',
        `Bearer ${'x'.repeat(7_000)}`,
        "Bearer ' or 1=1 --",
        `Bearer ${target.tokens.director} ${target.tokens.director}`,
      ])
        expectRefused(await target.post(small, { authorization }));
    });

    attack('a person who asks a thousand times at once', async (target) => {
      const cookie = await target.session('director');
      const answers = await Promise.all(Array.from({ length: 1_000 }, () => target.post(small, { cookie })));
      const refused = answers.filter(({ status }) => status !== 200);
      expect(refused.length).toBeGreaterThan(400);
      for (const response of refused) {
        expectRefused(response, 'RATE_LIMITED');
        expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
      }
    });

    attack(
      'sixty heavy questions at once do not delay a wall',
      async (target) => {
        const asking = new AbortController();
        const asked = Array.from({ length: 60 }, () =>
          target.ask(heavy, {}, undefined, asking.signal).catch(() => null),
        );
        const wall = await target.wall();
        for (const [i, named] of ['TODAY', 'THIS_WEEK', 'THIS_MONTH', 'THIS_QUARTER', 'THIS_YEAR'].entries()) {
          const begun = performance.now();
          wall.asks(`${i}`, figures(), { period: { named } });
          expect(await wall.next(({ id }) => id === `${i}`)).toMatchObject({ type: 'next' });
          expect(performance.now() - begun).toBeLessThan(2_000);
        }
        // somebody else with questions of their own does not stand behind those sixty
        expect((await target.ask('{ deals { totalCount } }', {}, target.tokens.director)).status).toBe(200);
        wall.hangUp();
        asking.abort();
        await Promise.all(asked);
        // what nobody waits for any more is not done
        expect((await target.ask('{ deals { totalCount } }')).status).toBe(200);
      },
      90_000,
    );
  });
});
