import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { sql } from '../../server/src/lib/sql.ts';
import type { Heard, RightsSocket } from './rights-socket.ts';
import { failure, type RightsWorld, soonEnough, startRightsWorld } from './rights-world.ts';

interface Events {
  dealEvents: { id: string; cursor: string; deal: { id: string } };
}

const wall = 'subscription { kpis(period: { named: THIS_MONTH }) { total { openedDeals { value } } } }';
const names =
  'subscription { kpis(period: { named: THIS_MONTH }) { rows { client { version } } total { openedDeals { value } } } }';
const byClient =
  'subscription { kpis(period: { named: THIS_MONTH }, by: [CLIENT]) { rows { openedDeals { value } } } }';
const costs = 'subscription { dealEvents { id deal { lines { cost } } } }';
const events = (after?: string) =>
  `subscription { dealEvents${after ? `(after: "${after}")` : '(last: 1)'} { id cursor deal { id } } }`;

let rights: RightsWorld;
beforeAll(async () => {
  rights = await startRightsWorld();
});
afterEach(() => rights.hangUp());
afterAll(() => rights.close());

describe('another role', () => {
  test('ends what is not for it with FORBIDDEN, and leaves the socket and the wall as they are', async () => {
    const { account, sockets } = await rights.connected('analyst', null);
    const heard = sockets.map((socket) => ({
      wall: socket.asks<object>(wall),
      byClient: socket.asks<object>(byClient),
      costs: socket.asks<object>(costs),
    }));
    await soonEnough(() =>
      expect(heard.every((one) => one.wall.answers.length > 0 && one.byClient.answers.length > 0)).toBe(true),
    );
    await rights.changes(sql`/* change */ update account set role = 'manager' where id = ${account}`);
    await soonEnough(() => expect(heard.map((one) => failure(one.byClient))).toEqual(['FORBIDDEN', 'FORBIDDEN']));
    const before = heard.map((one) => one.wall.answers.length);
    await rights.olga.opens({ amount: 1 });
    await soonEnough(() => expect(heard.every((one, i) => one.wall.answers.length > (before[i] ?? 0))).toBe(true));
    expect(heard.map((one) => [one.wall.failed, one.wall.complete])).toEqual([
      [null, false],
      [null, false],
    ]);
    expect(sockets.map(({ closed }) => closed)).toEqual([null, null]);
    // and the operation's id is free again: it can be asked anew, and is refused
    const again = sockets.map((socket) => socket.asks<object>(byClient));
    await soonEnough(() => expect(again.map(failure)).toEqual(['FORBIDDEN', 'FORBIDDEN']));
  });

  test('given by amendAccount is felt at once, and given back again too', async () => {
    const person = await rights.newcomer(rights.teams[0]);
    const { account, sockets } = await rights.connected('manager', person);
    const refused = sockets.map((socket) => socket.asks<object>(byClient));
    await soonEnough(() => expect(refused.map(failure)).toEqual(['FORBIDDEN', 'FORBIDDEN']));
    const amend = 'mutation Amend($input: AmendAccountInput!) { amendAccount(input: $input) { version } }';
    await rights.world.ask(amend, { input: { key: randomUUID(), accountId: account, version: 1, role: 'ANALYST' } });
    const felt = async (): Promise<void> => {
      const asked = sockets.map((socket) => socket.asks<object>(byClient));
      await soonEnough(() => expect(asked.every(({ answers, failed }) => answers.length > 0 || failed)).toBe(true));
      expect(asked.every(({ answers }) => answers.length > 0)).toBe(true);
    };
    await soonEnough(felt);
    await rights.world.ask(amend, { input: { key: randomUUID(), accountId: account, version: 2, role: 'MARKETER' } });
    const taken = async (): Promise<void> => {
      const asked = sockets.map((socket) => socket.asks<object>(costs));
      // where the change has not come yet, it breaks the stream off when it does
      await soonEnough(() => expect(asked.every(({ failed }) => failed)).toBe(true));
      expect(asked.map(failure)).toEqual(['FORBIDDEN', 'FORBIDDEN']);
    };
    await soonEnough(taken, 200);
  });
});

describe('another place', () => {
  test('a stream is broken off with RESUME, and goes on by its cursor: nothing is lost, nothing doubled, nothing foreign', async () => {
    const { account, sockets } = await rights.connected('analyst', null);
    const streams = sockets.map((socket) => socket.asks<Events>(events()));
    const first = await rights.boris.opens({ amount: 1 });
    await soonEnough(() =>
      expect(streams.every(({ answers }) => answers.at(-1)?.dealEvents.deal.id === first.id)).toBe(true),
    );
    await rights.changes(
      sql`/* change */ update account set role = 'manager', employee_id = ${rights.olga.id} where id = ${account}`,
    );
    // they happen while the rights change, and before anybody resumes
    const mine = [await rights.olga.opens({ amount: 2 }), await rights.olga.opens({ amount: 3 })];
    await rights.boris.opens({ amount: 4 });
    await soonEnough(() => expect(streams.map(failure)).toEqual(['RESUME', 'RESUME']));
    for (const [i, stream] of streams.entries()) {
      const cursor = stream.failed?.[0]?.cursor ?? stream.answers.at(-1)?.dealEvents.cursor;
      const resumed = (sockets[i] as RightsSocket).asks<Events>(events(cursor));
      const theirs = (heard: Heard<Events>) => heard.answers.map(({ dealEvents }) => dealEvents.deal.id);
      const wanted = mine.map(({ id }) => id);
      const last = await rights.olga.opens({ amount: 5 });
      await soonEnough(() => expect(theirs(resumed).at(-1)).toBe(last.id));
      // what came before it broke off and after it resumed: each of their own once
      const all = [...theirs(stream), ...theirs(resumed)];
      for (const id of wanted) expect(all.filter((one) => one === id)).toEqual([id]);
      expect(theirs(resumed).filter((id) => !wanted.includes(id) && id !== last.id)).toEqual([]);
      wanted.push(last.id);
      mine.push(last);
    }
  });

  test('in another department a head of sales is told of that one from then on', async () => {
    const person = await rights.newcomer(rights.teams[0]);
    const { sockets } = await rights.connected('head_of_sales', person);
    const streams = sockets.map((socket) => socket.asks<Events>(events()));
    await rights.changes(sql`/* change */ update employee set team_id = ${rights.teams[1].id} where id = ${person.id}`);
    await soonEnough(() => expect(streams.map(failure)).toEqual(['RESUME', 'RESUME']));
    const again = sockets.map((socket) => socket.asks<Events>(events()));
    await rights.olga.opens({ amount: 1 });
    const theirs = await rights.boris.opens({ amount: 1 });
    await soonEnough(() =>
      expect(again.every(({ answers }) => answers.at(-1)?.dealEvents.deal.id === theirs.id)).toBe(true),
    );
    const owners = await rights.world.database.owner.query<{
      owner: string;
    }>(sql`/* raw-owners */ select distinct department_id as owner from deal
      where id = any(${again.flatMap(({ answers }) => answers.map(({ dealEvents }) => dealEvents.deal.id))}::bigint[])`);
    expect(owners.map(({ owner }) => owner)).toEqual([rights.departments[1].id]);
  });

  test('a wall that names clients goes on without a gap when its rows change', async () => {
    const person = await rights.newcomer(rights.teams[0]);
    const { sockets } = await rights.connected('head_of_sales', person);
    const walls = sockets.map((socket) => socket.asks<object>(names));
    await soonEnough(() => expect(walls.every(({ answers }) => answers.length > 0)).toBe(true));
    const before = walls.map(({ answers }) => answers.length);
    await rights.changes(sql`/* change */ update employee set team_id = ${rights.teams[1].id} where id = ${person.id}`);
    await soonEnough(() => expect(walls.every(({ answers }, i) => answers.length > (before[i] ?? 0))).toBe(true));
    await rights.olga.opens({ amount: 1 });
    const count = await rights.world.ask<{ kpis: { total: { openedDeals: { value: number } } } }>(
      wall.replace('subscription', 'query'),
    );
    await soonEnough(() =>
      expect(
        walls.every(({ answers }) =>
          JSON.stringify(answers.at(-1)).includes(`"value":${count.kpis.total.openedDeals.value}`),
        ),
      ).toBe(true),
    );
    expect(walls.map(({ failed, complete }) => [failed, complete])).toEqual([
      [null, false],
      [null, false],
    ]);
  });
});

describe('may only look from now on', () => {
  test('verbs on the open socket are forbidden, and what is looked at goes on', async () => {
    const { account, sockets } = await rights.connected('director', null);
    const walls = sockets.map((socket) => socket.asks<object>(wall));
    await soonEnough(() => expect(walls.every(({ answers }) => answers.length > 0)).toBe(true));
    await rights.changes(sql`/* change */ update credential set read_only = true where account_id = ${account}`);
    const add = 'mutation Add($input: AddClientInput!) { addClient(input: $input) { id } }';
    const felt = async (): Promise<void> => {
      const asked = sockets.map((socket) => socket.asks<object>(add, { input: { key: randomUUID(), name: 'Новый' } }));
      await soonEnough(() => expect(asked.every(({ answers, failed }) => answers.length > 0 || failed)).toBe(true));
      expect(asked.map(failure)).toEqual(['FORBIDDEN', 'FORBIDDEN']);
    };
    await soonEnough(felt, 200);
    await rights.olga.opens({ amount: 1 });
    await soonEnough(() => expect(walls.every(({ answers }) => answers.length > 1)).toBe(true));
  });
});
