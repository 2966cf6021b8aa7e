import { afterAll, beforeAll, expect, test } from 'vitest';
import { ledgerChecks, verify } from '../../server/src/ledger/verify.ts';
import { clientsEqualTheirPurchases } from '../../server/src/sales/clients/verify-clients.ts';
import { dealsEqualTheirFacts } from '../../server/src/sales/deals/verify-deals.ts';
import { seeded } from '../ledger/random-department.ts';
import type { Deal } from '../world/deals.ts';
import type { Named } from '../world/nouns.ts';
import type { Person } from '../world/person.ts';
import { startWorld, type World } from '../world/world.ts';
import { clientOf, countByDay, does } from './client-desk.ts';

// Purchases, returns, backdated wins and moves at random, counted day by day by a computation that knows nothing of the ledger.

const windowDays = 20;
const start = Date.parse('2025-11-01T00:00:00+03:00');
const hour = 3_600_000;
const day = 24 * hour;

/** A deal as the test itself remembers it. */
interface Told {
  deal: Deal;
  client: string;
  amount: number;
  /** the groups it was counted in, from when */
  groups: { at: number; group: string }[];
  won: { at: number; until: number; group: string; amount: number }[];
}

interface Moved {
  at: number;
  client: string;
  group: string;
}

let world: World;
let olga: Person;
let clients: Named[];
const deals: Told[] = [];
const moves: Moved[] = [];
const groupNow = new Map<string, string>();

const random = seeded(20_251_101);
const roll = (sides: number) => Math.floor(random() * sides);
const pick = <Item>(list: readonly Item[]): Item => list[roll(list.length)] as Item;

beforeAll(async () => {
  world = await startWorld({ now: new Date(start - 200 * day) });
  await world.pipeline();
  olga = await world.manager('Ольга', { team: await world.team() });
  const groups = [await world.segment('Опт'), await world.segment('Розница')];
  clients = await Promise.all(
    ['а', 'б', 'в'].map((name, i) => world.client(`Клиент ${name}`, { segment: groups[i % 2] })),
  );
  for (const [i, client] of clients.entries()) groupNow.set(client.id, groups[i % 2]?.id ?? '');
  const amend = 'mutation ($input: AmendSettingsInput!) { amendSettings(input: $input) { revision } }';
  await world.ask(amend, { input: { key: 'window', revision: 0, activityWindowDays: windowDays } });
  // whatever is told to have been before is within the window by now
  world.clock.set(new Date(start));
  for (let turn = 0; turn < 110; turn += 1) {
    world.clock.advance({ minutes: 60 + roll(36 * 60) });
    await pick([buy, buy, buy, reopen, amend_, move])(groups);
  }
}, 120_000);
afterAll(() => world.close());

const now = () => world.clock.now().getTime();

/** Opens and wins a deal, now or some time ago. */
async function buy(): Promise<void> {
  const client = pick(clients);
  const at = roll(3) === 0 ? now() - roll(40 * 24) * hour : now();
  const openedAt = Math.max(at - roll(72) * hour, start - 60 * day);
  const amount = 1 + roll(1000);
  const deal = await olga.opens({ client, amount, at: new Date(openedAt) });
  const group = groupNow.get(client.id) ?? '';
  await olga.wins(deal, { at: new Date(at) });
  const groups = [{ at: openedAt, group }];
  deals.push({
    deal,
    client: client.id,
    amount,
    groups,
    won: [{ at, until: Number.POSITIVE_INFINITY, group, amount }],
  });
}

/** Takes a win back, and now and then wins it anew. */
async function reopen(): Promise<void> {
  const told = pick(deals.filter(({ deal }) => deal.status === 'WON'));
  if (!told) return;
  await olga.reopens(told.deal);
  const last = told.won.at(-1);
  if (last) last.until = now();
  // an open deal is where its client is: what was closed meanwhile catches up
  told.groups.push({ at: now(), group: groupNow.get(told.client) ?? '' });
  if (roll(2) === 0) return;
  world.clock.advance({ hours: 1 + roll(30) });
  await olga.wins(told.deal);
  const group = told.groups.at(-1)?.group ?? '';
  told.won.push({ at: now(), until: Number.POSITIVE_INFINITY, group, amount: told.amount });
}

async function amend_(): Promise<void> {
  const told = pick(deals.filter(({ deal }) => deal.status === 'WON'));
  const last = told?.won.at(-1);
  if (!told || !last) return;
  told.amount = 1 + roll(1000);
  await olga.amends(told.deal, { amount: told.amount });
  last.amount = told.amount;
}

/** A client goes to another group, and its open deals with it. */
async function move(groups: readonly Named[]): Promise<void> {
  const client = pick(clients);
  const group = groups.find(({ id }) => id !== groupNow.get(client.id));
  const { version } = await clientOf(world, client.id);
  await does(world, 'amendClient', { clientId: client.id, version, segmentId: group?.id });
  groupNow.set(client.id, group?.id ?? '');
  moves.push({ at: now(), client: client.id, group: group?.id ?? '' });
  for (const { deal, groups: known, client: whose } of deals) {
    if (whose !== client.id || deal.status !== 'OPEN') continue;
    known.push({ at: now(), group: group?.id ?? '' });
    const read = '{ deal: deal(id: "ID") { version } }'.replace('ID', deal.id);
    deal.version = (await world.ask<{ deal: Deal }>(read)).deal.version;
  }
}

/** the day of an instant in Moscow, which has no summer time */
const dayNumber = (at: number) => Math.floor((at + 3 * hour) / day);
const startOf = (number: number) => number * day - 3 * hour;
const nameOf = (number: number) => new Date(number * day).toISOString().slice(0, 10);

interface Sums {
  active: number;
  fresh: number;
  churned: number;
  repeat: number;
}

/** Walks through every instant at which anything can change, one after another. */
function walk(client: string, add: (at: number, group: string, what: keyof Sums, amount: number) => void): void {
  const wins = deals.filter((told) => told.client === client).flatMap(({ won }) => won);
  const ownMoves = moves.filter((move) => move.client === client);
  const lapses = wins.map(({ at }) => startOf(dayNumber(at) + windowDays));
  const instants = new Set([
    ...wins.flatMap(({ at, until }) => [at, until]),
    ...ownMoves.map(({ at }) => at),
    ...lapses,
  ]);
  let before: { group: string | null; first: (typeof wins)[number] | undefined; standing: typeof wins } = {
    ...{ group: null, first: undefined, standing: [] },
  };
  for (const at of [...instants].filter(Number.isFinite).toSorted((a, b) => a - b)) {
    const standing = wins.filter((win) => win.at <= at && at < win.until).toSorted((a, b) => a.at - b.at);
    const [first, last] = [standing[0], standing.at(-1)];
    const isActive = standing.some((win) => at < startOf(dayNumber(win.at) + windowDays));
    const since = ownMoves.filter((move) => last && move.at > last.at && move.at <= at).at(-1);
    const group = isActive ? (since?.group ?? last?.group ?? '') : null;
    if (before.group !== group) {
      if (before.group !== null) add(at, before.group, 'active', -1);
      if (group !== null) add(at, group, 'active', 1);
      if (group === null && before.group !== null && standing.length > 0) add(at, before.group, 'churned', 1);
    }
    if (before.first !== first) {
      if (before.first) add(at, before.first.group, 'fresh', -1);
      if (first) add(at, first.group, 'fresh', 1);
    }
    for (const win of wins) {
      const [was, is] = [before, { first, standing }].map(
        (state) => state.standing.includes(win) && state.first !== win,
      );
      if (was !== is) add(at, win.group, 'repeat', is ? win.amount : -win.amount);
    }
    before = { group, first, standing };
  }
}

test('clients are counted as going through their days one by one counts them, group by group', async () => {
  expect(deals.filter(({ won }) => won.length > 1).length, 'some deals should be won twice').toBeGreaterThan(2);
  expect(moves.length).toBeGreaterThan(5);
  const [from, to] = [dayNumber(start) - 60, dayNumber(now()) + 1];
  const sums = new Map<string, Sums>();
  const at = (number: number, group: string): Sums => {
    const key = `${nameOf(number)}/${group}`;
    const known = sums.get(key) ?? { active: 0, fresh: 0, churned: 0, repeat: 0 };
    sums.set(key, known);
    return known;
  };
  for (const { id } of clients) {
    walk(id, (instant, group, what, amount) => {
      if (instant > now()) return;
      if (what !== 'active') at(dayNumber(instant), group)[what] += amount;
      else for (let number = dayNumber(instant); number < to; number += 1) at(number, group).active += amount;
    });
  }
  const found = await countByDay(world, nameOf(from), nameOf(to));
  const days = [...new Set([...sums.keys(), ...found.keys()])].toSorted();
  const none = { active: 0, fresh: 0, churned: 0, repeat: 0 };
  expect(Object.fromEntries(days.map((key) => [key, found.get(key) ?? none]))).toEqual(
    Object.fromEntries(days.map((key) => [key, sums.get(key) ?? none])),
  );
  const all = [...sums.values()];
  for (const what of ['active', 'fresh', 'churned'] as const) expect(all.some((sum) => sum[what] > 0)).toBe(true);
});

test('nothing is left for verify to find', async () => {
  await world.roll();
  const checks = [...ledgerChecks, dealsEqualTheirFacts, clientsEqualTheirPurchases];
  expect(await verify(world.database.owner, checks)).toEqual([]);
});
