import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ledgerChecks, verify } from '../../server/src/ledger/verify.ts';
import { clientsEqualTheirPurchases } from '../../server/src/sales/clients/verify-clients.ts';
import { seeded } from '../ledger/random-department.ts';
import type { Named } from '../world/nouns.ts';
import type { Person } from '../world/person.ts';
import { startWorld, type World } from '../world/world.ts';
import { type Client, clientOf, does, neglectedByDay } from './client-desk.ts';

const start = '2026-01-12T09:00:00+03:00';
const hour = 3_600_000;
const day = 24 * hour;

let world: World;
let team: Named;
let people: Person[];

beforeAll(async () => {
  world = await startWorld({ now: start });
  await world.pipeline();
  team = await world.team('Первая', { department: await world.department() });
  people = [await world.manager('Ольга', { team }), await world.manager('Павел', { team })];
});
afterAll(() => world.close());

const mutate = (verb: string, input: object) =>
  world.ask<Record<string, { id: string; version: number }>>(
    `mutation ($input: ${verb[0]?.toUpperCase()}${verb.slice(1)}Input!) { ${verb}(input: $input) { id version } }`,
    { input: { key: randomUUID(), ...input } },
  );

async function group(name: string, contactEveryDays: number | null): Promise<{ id: string; version: number }> {
  return (await mutate('addSegment', { name, contactEveryDays })).addSegment as { id: string; version: number };
}

async function calls(client: { id: string }, at?: Date): Promise<{ id: string; version: number }> {
  const input = { kind: 'CALL_OUT', clientId: client.id, employeeId: people[0]?.id, at };
  return (await mutate('logActivity', input)).logActivity as { id: string; version: number };
}

async function neglected(client: { id: string }, from: string, to: string): Promise<number> {
  const { kpis } = await world.ask<{ kpis: { total: { neglectedClients: { value: number } } } }>(
    'query ($period: PeriodInput!, $where: KpiFilter) { kpis(period: $period, where: $where) { total { neglectedClients { value } } } }',
    { period: { from, to }, where: { client: [client.id] } },
  );
  return kpis.total.neglectedClients.value;
}

describe('a client nobody is in touch with', () => {
  test('is neglected from the day after the last one allowed, until somebody calls', async () => {
    const { id: segmentId } = await group('Раз в неделю', 7);
    const client = await does(world, 'addClient', { name: 'Ждёт', segmentId, ownerId: people[0]?.id });
    // added on Monday 12 January: due by Monday 19, neglected from Tuesday 20
    world.clock.set('2026-01-19T23:59:00+03:00');
    expect(await neglected(client, '2026-01-19', '2026-01-20')).toBe(0);
    world.clock.set('2026-01-20T00:00:00+03:00');
    expect(await neglected(client, '2026-01-20', '2026-01-21')).toBe(1);
    world.clock.set('2026-01-22T15:00:00+03:00');
    const call = await calls(client);
    expect(await neglected(client, '2026-01-22', '2026-01-23')).toBe(0);
    expect((await clientOf(world, client.id)).lastContactAt).toBe(new Date('2026-01-22T15:00:00+03:00').toISOString());
    // a call that was forgotten: it had not been neglected at all
    await calls(client, new Date('2026-01-18T10:00:00+03:00'));
    expect(await neglected(client, '2026-01-21', '2026-01-22')).toBe(0);
    // a call that never was: it still is
    await mutate('endActivity', { id: call.id, version: call.version });
    world.clock.set('2026-01-27T10:00:00+03:00');
    expect(await neglected(client, '2026-01-26', '2026-01-27')).toBe(1);
    expect(await neglected(client, '2026-01-25', '2026-01-26')).toBe(0);
  });

  test('is not once it has ended, has been lost, or its group asks for nothing', async () => {
    world.clock.set('2026-02-02T10:00:00+03:00');
    const weekly = await group('Тоже раз в неделю', 7);
    const add = (name: string) => does(world, 'addClient', { name, segmentId: weekly.id });
    const [ended, lost] = [await add('Закончился'), await add('Потерян')];
    const [olga] = people;
    const deal = await olga?.opens({ client: lost, amount: 1, at: '2024-02-12T10:00:00+03:00' });
    if (deal) await olga?.wins(deal, { at: '2024-02-12T10:00:00+03:00' });
    world.clock.set('2026-02-11T10:00:00+03:00');
    const both = async (from: string, to: string) => [
      await neglected(ended, from, to),
      await neglected(lost, from, to),
    ];
    expect(await both('2026-02-09', '2026-02-10')).toEqual([0, 0]);
    expect(await both('2026-02-10', '2026-02-11')).toEqual([1, 1]);
    // twice 365 days after 12 February 2024
    expect((await clientOf(world, lost.id)).lostFrom).toBe(new Date('2026-02-11T00:00:00+03:00').toISOString());
    expect(await both('2026-02-11', '2026-02-12')).toEqual([1, 0]);
    await does(world, 'endClient', { clientId: ended.id, version: ended.version });
    expect(await both('2026-02-11', '2026-02-12')).toEqual([0, 0]);
    const third = await add('Без срока');
    world.clock.set('2026-03-01T10:00:00+03:00');
    expect(await neglected(third, '2026-02-28', '2026-03-01')).toBe(1);
    await mutate('amendSegment', { id: weekly.id, version: weekly.version, contactEveryDays: null });
    expect(await neglected(third, '2026-02-28', '2026-03-01')).toBe(1);
    expect(await neglected(third, '2026-03-01', '2026-03-02')).toBe(0);
  });

  test('is counted day by day for whoever answers for it then, as counting one by one counts', async () => {
    world.clock.set('2026-03-02T09:00:00+03:00');
    const random = seeded(20_260_302);
    // whose clients are theirs alone: those of the tests before go on waiting
    const people = [await world.manager('Анна', { team }), await world.manager('Иван', { team })];
    const roll = (sides: number) => Math.floor(random() * sides);
    const pick = <Item>(list: readonly Item[]): Item => list[roll(list.length)] as Item;
    const now = () => world.clock.now().getTime();
    const groups = [await group('Часто', 2), await group('Редко', 5), await group('Когда угодно', null)];
    const rules = groups.map(({ id }, i) => ({ id, at: 0, days: [2, 5, null][i] ?? null }));
    const known: {
      client: Client;
      addedAt: number;
      calls: Map<string, number>;
      places: { at: number; group: string; owner: string }[];
    }[] = [];
    const begin = now();
    for (let turn = 0; turn < 130; turn += 1) {
      world.clock.advance({ minutes: 30 + roll(14 * 60) });
      const one = pick(known);
      const what = one ? roll(12) : 0;
      if (what === 0 && known.length < 6) {
        const [segment, owner] = [pick(groups), pick(people)];
        const client = await does(world, 'addClient', {
          name: `Клиент ${turn}`,
          segmentId: segment.id,
          ownerId: owner.id,
        });
        known.push({
          client,
          addedAt: now(),
          calls: new Map(),
          places: [{ at: now(), group: segment.id, owner: owner.id }],
        });
      } else if (one && what <= 5) {
        const at = roll(3) === 0 ? now() - roll(8 * 24) * hour : now();
        const { id } = await calls(one.client, new Date(at));
        one.calls.set(id, at);
      } else if (one && what === 6 && one.calls.size > 0) {
        const id = pick([...one.calls.keys()]);
        await mutate('endActivity', { id });
        one.calls.delete(id);
      } else if (one && what <= 9) {
        const [segment, owner] = [pick(groups), pick(people)];
        one.client = await clientOf(world, one.client.id);
        const { id: clientId, version } = one.client;
        await does(world, 'amendClient', { clientId, version, segmentId: segment.id, ownerId: owner.id });
        one.places.push({ at: now(), group: segment.id, owner: owner.id });
      } else if (what === 10) {
        const segment = pick(groups);
        const days = pick([1, 3, 6, null]);
        const { amendSegment } = await mutate('amendSegment', { ...segment, contactEveryDays: days });
        segment.version = amendSegment?.version ?? 0;
        rules.push({ id: segment.id, at: now(), days });
      }
    }
    const dayOf = (at: number) => Math.floor((at + 3 * hour) / day);
    const name = (number: number) => new Date(number * day).toISOString().slice(0, 10);
    const expected = new Map<string, number>();
    for (let number = dayOf(begin); number <= dayOf(now()); number += 1) {
      const end = Math.min((number + 1) * day - 3 * hour - 1, now());
      for (const { addedAt, calls: made, places } of known) {
        const place = places.filter(({ at }) => at <= end).at(-1);
        const since = Math.max(...[...made.values()].filter((at) => at <= end), addedAt <= end ? addedAt : -1);
        // a contact before it was noted down counts, if there is no later one
        const days = rules.filter(({ id, at }) => id === place?.group && at <= end).at(-1)?.days ?? null;
        if (!place || since < 0 || days === null || number <= dayOf(since) + days) continue;
        const key = `${name(number)}/${place.owner}`;
        expected.set(key, (expected.get(key) ?? 0) + 1);
      }
    }
    const found = await neglectedByDay(world, name(dayOf(begin)), name(dayOf(now()) + 1));
    expect(known.length).toBe(6);
    expect(expected.size).toBeGreaterThan(20);
    const owners = people.map(({ id }) => id);
    const keys = [...new Set([...expected.keys(), ...found.keys()])]
      .filter((key) => owners.includes(key.split('/')[1] ?? ''))
      .toSorted();
    expect(Object.fromEntries(keys.map((key) => [key, found.get(key) ?? 0]))).toEqual(
      Object.fromEntries(keys.map((key) => [key, expected.get(key) ?? 0])),
    );
  });

  test('leaves nothing for verify to find', async () => {
    await world.roll();
    expect(await verify(world.database.owner, [...ledgerChecks, clientsEqualTheirPurchases])).toEqual([]);
  });
});
