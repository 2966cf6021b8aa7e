import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ledgerChecks, verify } from '../../server/src/ledger/verify.ts';
import { recordsEqualTheirRows } from '../../server/src/records/verify-records.ts';
import { registered } from '../../server/src/registry.ts';
import { clientsEqualTheirPurchases } from '../../server/src/sales/clients/verify-clients.ts';
import { dealsEqualTheirFacts } from '../../server/src/sales/deals/verify-deals.ts';
import type { Deal } from '../world/deals.ts';
import type { Named } from '../world/nouns.ts';
import type { Person } from '../world/person.ts';
import { startWorld, type World } from '../world/world.ts';
import { clientOf, countOf, does } from './client-desk.ts';

const checks = [
  ...ledgerChecks,
  ...[dealsEqualTheirFacts, clientsEqualTheirPurchases],
  recordsEqualTheirRows(registered.map(({ record }) => record)),
];

let world: World;
let olga: Person;
let pavel: Person;
let channel: Named;

beforeAll(async () => {
  world = await startWorld({ now: '2026-03-18T12:00:00+03:00' });
  await world.pipeline();
  const team = await world.team('Первая', { department: await world.department() });
  olga = await world.manager('Ольга', { team });
  pavel = await world.manager('Павел', { team });
  channel = await world.channel('Дилеры');
});
afterAll(() => world.close());

const moscow = (text: string) => new Date(`${text}+03:00`);

/** A deal that was opened and won at once; amounts in roubles. */
async function buys(
  client: Named,
  on: string,
  amount: number | null = 100,
  by: Person = olga,
  more = {},
): Promise<Deal> {
  const deal = await by.opens({ client, amount, at: moscow(on), ...more });
  return by.wins(deal, { at: moscow(on) });
}

const of = (client: Named, from: string, to: string) => countOf(world, from, to, { client: [client.id] });

/** What nothing counts as. */
const nothing = { active: 0, fresh: 0, churned: 0, repeat: 0 };

describe('the life of a client', () => {
  test('is new with its first purchase, active for the window from that day, and churned on the day it lapses', async () => {
    const client = await world.client('Один раз');
    await buys(client, '2025-01-10T23:30:00');
    expect(await of(client, '2025-01-10', '2025-01-11')).toEqual({ ...nothing, active: 1, fresh: 1 });
    expect(await of(client, '2025-01-01', '2025-01-10')).toEqual(nothing);
    // 365 days after 10 January 2025
    expect(await of(client, '2026-01-09', '2026-01-10')).toEqual({ ...nothing, active: 1 });
    expect(await of(client, '2026-01-10', '2026-01-11')).toEqual({ ...nothing, churned: 1 });
    expect(await clientOf(world, client.id)).toMatchObject({
      status: 'SLEEPING',
      firstPurchaseAt: '2025-01-10T20:30:00.000Z',
      lastPurchaseAt: '2025-01-10T20:30:00.000Z',
      activeUntil: '2026-01-09T21:00:00.000Z',
      lostFrom: '2027-01-09T21:00:00.000Z',
    });
  });

  test('goes on with the next purchase, which puts the lapse off and is repeat revenue', async () => {
    const client = await world.client('Дважды');
    await buys(client, '2024-05-01T10:00:00', 100);
    await buys(client, '2025-04-30T23:00:00', 250);
    expect(await of(client, '2025-05-01', '2025-05-02')).toEqual({ ...nothing, active: 1 });
    expect(await of(client, '2024-01-01', '2026-01-01')).toEqual({ ...nothing, active: 1, fresh: 1, repeat: 250 });
    expect((await clientOf(world, client.id)).status).toBe('ACTIVE');
    // the lapse lies in the future: it is posted, and nobody sees it yet
    const [lapse] = await world.database.owner.query<{ at: Date; active: string; churned: string }>({
      text: `select effective_at as at, active, churned from ledger where noun = 'client' and noun_id = $1 and effective_at > $2`,
      values: [client.id, world.clock.now()],
    });
    expect(lapse).toEqual({ at: moscow('2026-04-30T00:00:00'), active: '-1', churned: '1' });
    expect(await of(client, '2026-03-18', '2026-03-19')).toEqual({ ...nothing, active: 1 });
  });

  test('comes back after a lapse: active again, not new, churned once', async () => {
    const client = await world.client('Вернулся');
    await buys(client, '2023-02-01T10:00:00', 10);
    await buys(client, '2025-06-01T10:00:00', 20);
    expect(await of(client, '2024-02-01', '2024-02-02')).toEqual({ ...nothing, churned: 1 });
    expect(await of(client, '2025-06-01', '2025-06-02')).toEqual({ ...nothing, active: 1, repeat: 20 });
    expect(await of(client, '2023-01-01', '2026-03-19')).toEqual({
      ...nothing,
      ...{ active: 1, fresh: 1, churned: 1, repeat: 20 },
    });
  });

  test('was never interrupted when a purchase in between is told later, and began earlier when one before is', async () => {
    const client = await world.client('Задним числом');
    await buys(client, '2024-01-10T10:00:00', 1);
    await buys(client, '2025-06-01T10:00:00', 2);
    expect((await of(client, '2025-01-01', '2025-02-01')).churned).toBe(1);
    await buys(client, '2024-12-01T10:00:00', 4);
    expect((await of(client, '2025-01-01', '2025-02-01')).churned).toBe(0);
    await buys(client, '2023-12-01T10:00:00', 8);
    expect((await of(client, '2024-01-10', '2024-01-11')).fresh).toBe(0);
    // what was the first purchase is a repeated one now
    expect(await of(client, '2023-12-01', '2024-01-11')).toEqual({ ...nothing, active: 1, fresh: 1, repeat: 1 });
    expect((await of(client, '2023-01-01', '2026-01-01')).repeat).toBe(1 + 2 + 4);
  });

  test('is what the purchases left make of it when a deal is reopened, from that instant on', async () => {
    const client = await world.client('Передумал');
    await buys(client, '2025-09-01T10:00:00', 100);
    const second = await buys(client, '2025-10-01T10:00:00', 300);
    await olga.reopens(second, { at: moscow('2025-11-05T10:00:00') });
    expect((await of(client, '2025-10-01', '2025-11-01')).repeat).toBe(300);
    expect(await of(client, '2025-11-05', '2025-11-06')).toEqual({ ...nothing, active: 1, repeat: -300 });
    const only = await world.client('Передумал совсем');
    const deal = await buys(only, '2025-09-01T10:00:00');
    await olga.reopens(deal, { at: moscow('2025-11-05T10:00:00') });
    expect((await of(only, '2025-11-04', '2025-11-05')).active).toBe(1);
    expect(await of(only, '2025-11-05', '2025-11-06')).toEqual({ ...nothing, fresh: -1 });
    expect((await clientOf(world, only.id)).status).toBe('NEW');
    await olga.wins(deal, { at: moscow('2025-12-01T10:00:00') });
    expect(await of(only, '2025-12-01', '2025-12-02')).toEqual({ ...nothing, active: 1, fresh: 1 });
  });

  test('repeats what a won deal is amended to, at the instant it was won', async () => {
    const client = await world.client('Пересчитали');
    await buys(client, '2025-09-01T10:00:00', 100);
    const second = await buys(client, '2025-10-01T10:00:00', 300);
    await olga.amends(second, { amount: 444, channel });
    expect((await of(client, '2025-10-01', '2025-10-02')).repeat).toBe(444);
    const byChannel = { client: [client.id], channel: [channel.id] };
    expect(await countOf(world, '2025-10-01', '2025-10-02', byChannel)).toEqual({ ...nothing, active: 1, repeat: 444 });
    expect((await countOf(world, '2025-09-30', '2025-10-01', byChannel)).active).toBe(0);
  });

  test('stands with whoever sold last, and where the client is', async () => {
    const [opt, retail] = [await world.segment('Опт'), await world.segment('Розница')];
    const client = await does(world, 'addClient', { name: 'Переезжает', segmentId: opt.id });
    await buys(client, '2025-09-01T10:00:00', 100);
    await buys(client, '2025-10-01T10:00:00', 100, pavel);
    const by = (where: object, day: string, next: string) =>
      countOf(world, day, next, { client: [client.id], ...where }).then(({ active }) => active);
    expect(await by({ employee: [olga.id] }, '2025-09-30', '2025-10-01')).toBe(1);
    expect(await by({ employee: [olga.id] }, '2025-10-01', '2025-10-02')).toBe(0);
    expect(await by({ employee: [pavel.id] }, '2025-10-01', '2025-10-02')).toBe(1);
    const { version } = await clientOf(world, client.id);
    await does(world, 'amendClient', { clientId: client.id, version, segmentId: retail.id });
    expect(await by({ segment: [opt.id] }, '2026-03-17', '2026-03-18')).toBe(1);
    expect(await by({ segment: [opt.id] }, '2026-03-18', '2026-03-19')).toBe(0);
    expect(await by({ segment: [retail.id], employee: [pavel.id] }, '2026-03-18', '2026-03-19')).toBe(1);
  });

  test('keeps the window it was promised when the department decides about another', async () => {
    const client = await world.client('По старому окну');
    await buys(client, '2026-03-01T10:00:00');
    const { settings } = await world.ask<{ settings: { revision: number } }>('{ settings { revision } }');
    const amend = `mutation ($input: AmendSettingsInput!) { amendSettings(input: $input) { activityWindowDays revision } }`;
    const set = (revision: number, days: number) =>
      world.ask(amend, { input: { key: `window ${days}`, revision, activityWindowDays: days } });
    await set(settings.revision, 10);
    try {
      world.clock.advance({ hours: 1 });
      const later = await world.client('По новому окну');
      await buys(later, '2026-03-18T12:30:00');
      await buys(client, '2026-03-02T10:00:00');
      expect((await clientOf(world, client.id)).activeUntil).toBe(moscow('2027-03-02T00:00:00').toISOString());
      expect((await clientOf(world, later.id)).activeUntil).toBe(moscow('2026-03-28T00:00:00').toISOString());
    } finally {
      await set(settings.revision + 1, 365);
      world.clock.set('2026-03-18T12:00:00+03:00');
    }
  });

  test('counts once when two of its deals are won at once, again and again', async () => {
    const clients = await Promise.all(['а', 'б', 'в', 'г'].map((name) => world.client(`Сразу ${name}`)));
    const deals = await Promise.all(
      clients.flatMap((client) =>
        [1, 2, 3].map((n) => olga.opens({ client, amount: n, at: moscow('2026-03-10T10:00:00') })),
      ),
    );
    await Promise.all(deals.map((deal, i) => olga.wins(deal, { at: moscow(`2026-03-1${1 + (i % 3)}T10:00:00`) })));
    for (const client of clients) {
      expect(await of(client, '2026-03-01', '2026-03-19')).toEqual({ ...nothing, active: 1, fresh: 1, repeat: 5 });
    }
  });

  test('is found by how it stands', async () => {
    await world.client('Ещё не купил');
    await buys(await world.client('Давно ушёл'), '2020-03-01T10:00:00');
    const statuses = async (status: string[]) => {
      const list =
        'query ($status: [ClientStatus!]) { clients(where: { status: $status }, first: 500) { nodes { id status } totalCount } }';
      const { clients } = await world.ask<{ clients: { nodes: { status: string }[]; totalCount: number } }>(list, {
        status,
      });
      expect(clients.nodes.length).toBe(clients.totalCount);
      return clients.nodes.map((node) => node.status);
    };
    const all = await statuses(['NEW', 'ACTIVE', 'SLEEPING', 'LOST']);
    for (const status of ['NEW', 'ACTIVE', 'SLEEPING', 'LOST']) {
      const found = await statuses([status]);
      expect(new Set(found)).toEqual(new Set(all.filter((other) => other === status)));
      expect(found.length).toBe(all.filter((other) => other === status).length);
    }
    expect(new Set(all).size).toBe(4);
  });

  test('leaves nothing for verify to find, and a planted lapse is found', async () => {
    await world.roll();
    expect(await verify(world.database.owner, checks)).toEqual([]);
    const plant = (to: string) =>
      world.database.owner.query({
        text: `update client set active_until = active_until + ${to} where id = (select min(id) from client where active_until is not null)`,
        values: [],
      });
    await plant(`interval '1 day'`);
    expect((await verify(world.database.owner, checks)).map(({ check }) => check)).toEqual(['client row']);
    await plant(`interval '-1 day'`);
    expect(await verify(world.database.owner, checks)).toEqual([]);
  });
});
