import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { sql } from '../../server/src/lib/sql.ts';
import { type RightsWorld, soonEnough, startRightsWorld } from './rights-world.ts';

const wall = 'subscription { kpis(period: { named: THIS_MONTH }) { total { openedDeals { value } } } }';

let rights: RightsWorld;
beforeAll(async () => {
  rights = await startRightsWorld();
});
afterEach(() => rights.hangUp());
afterAll(() => rights.close());

describe('what lets somebody in is taken back', () => {
  const ways: [string, (about: { account: string; token: string }) => Promise<void>][] = [
    [
      'the credential is revoked',
      ({ account }) =>
        rights.changes(sql`/* change */ update credential set revoked_at = now() where account_id = ${account}`),
    ],
    [
      'it expires',
      ({ account }) =>
        rights.changes(
          sql`/* change */ update credential set expires_at = ${new Date(rights.world.clock.now().getTime() - 1)} where account_id = ${account}`,
        ),
    ],
    [
      'the account is ended',
      ({ account }) => rights.changes(sql`/* change */ update account set ended_at = now() where id = ${account}`),
    ],
    [
      'somebody ends the account',
      async ({ account }) => {
        const end = 'mutation End($input: EndAccountInput!) { endAccount(input: $input) { id } }';
        await rights.world.ask(end, { input: { key: randomUUID(), accountId: account, version: 1 } });
      },
    ],
  ];
  test.each(ways)('%s: the sockets on both servers are closed with 4403', async (_, takeBack) => {
    const somebody = await rights.connected('analyst', null);
    const heard = somebody.sockets.map((socket) => socket.asks<object>(wall));
    await soonEnough(() => expect(heard.every(({ answers }) => answers.length > 0)).toBe(true));
    await takeBack(somebody);
    await soonEnough(() => expect(somebody.sockets.map(({ closed }) => closed)).toEqual([4403, 4403]));
    for (const { url } of [rights.world, rights.beside]) {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${somebody.token}` },
        body: JSON.stringify({ query: '{ viewer { name } }' }),
      });
      expect(response.status).toBe(401);
    }
  });

  test('others stay where they are', async () => {
    const [one, other] = [await rights.connected('analyst', null), await rights.connected('analyst', null)];
    const heard = other.sockets.map((socket) => socket.asks<object>(wall));
    await rights.changes(sql`/* change */ update credential set revoked_at = now() where account_id = ${one.account}`);
    await soonEnough(() => expect(one.sockets.map(({ closed }) => closed)).toEqual([4403, 4403]));
    await rights.olga.opens({ amount: 1 });
    await soonEnough(() => expect(heard.every(({ answers }) => answers.length > 1)).toBe(true));
    expect(other.sockets.map(({ closed }) => closed)).toEqual([null, null]);
  });
});
