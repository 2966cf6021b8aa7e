import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sql } from '../../server/src/lib/sql.ts';
import type { Deal } from '../world/deals.ts';
import type { Named } from '../world/nouns.ts';
import type { Person } from '../world/person.ts';
import type { Subscriber } from '../world/subscriber.ts';
import { startWorld, type Visitor, type World } from '../world/world.ts';
import { rawDeals } from './matrix-world.ts';
import type { Eyes, Post } from './oracle.ts';
import { seesEvent } from './oracle-rows.ts';

interface Told {
  dealEvents: { id: string; deal: { id: string; title: string; owner: { id: string } | null } };
}
interface Figures {
  kpis: { rows: { client: { id: string } | null; openedDeals: { value: number } }[] };
}

const events = 'subscription { dealEvents { id deal { id title owner { id } } } }';
const figures = `subscription Mine($me: ID!) { kpis(period: { named: ALL }, by: [CLIENT], where: { employee: [$me] }) {
  rows { client { id } openedDeals { value } } } }`;

let world: World;
let staff: { person: Person; department: string }[];
let clients: Named[];
beforeAll(async () => {
  world = await startWorld();
  await world.pipeline();
  const sides = await Promise.all(['Розница', 'Опт'].map((name) => world.department(name)));
  staff = [];
  for (const [i, department] of sides.entries())
    for (const name of ['Первый', 'Второй']) {
      const team = await world.team(`${name} ${i}`, { department });
      staff.push({ person: await world.manager(`${name} ${i}`, { team }), department: department.id });
    }
  clients = await Promise.all(staff.map(({ person }) => world.client(`Клиент ${person.name}`, { owner: person })));
});
afterAll(() => world.close());

interface Listener {
  name: string;
  eyes: Eyes;
  visitor: Visitor;
}

/** Two managers of one department, one of another, both heads, and those who see everything. */
async function listeners(): Promise<Listener[]> {
  const found: Listener[] = [];
  const add = async (role: Post, at?: (typeof staff)[number]) => {
    const visitor = await world.enters(role, { employee: at?.person });
    const eyes = {
      role,
      employee: at?.person.id ?? null,
      department: at?.department ?? null,
      account: null,
      readOnly: false,
    };
    found.push({ name: `${role} ${at?.person.name ?? ''}`, eyes, visitor });
  };
  for (const at of staff) await add('manager', at);
  for (const role of ['head_of_sales', 'representative'] as const) {
    await add(role, staff[0]);
    await add(role, staff[3]);
  }
  for (const role of ['director', 'analyst', 'screen', 'screen'] as const) await add(role);
  return found;
}

/** A number from 0, the same in every run. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * sides);
  };
}

/** One thing that happens to somebody's deal; the event it makes is the newest. */
async function happens(roll: (sides: number) => number, open: Deal[]): Promise<void> {
  const owner = (staff[roll(staff.length)] as (typeof staff)[number]).person;
  const deal = open[roll(open.length)];
  const turn = roll(5);
  if (!deal || turn === 0) {
    open.push(await owner.opens({ client: clients[roll(clients.length)], amount: roll(100) }));
  } else if (turn === 1) {
    await owner.wins(deal);
    open.splice(open.indexOf(deal), 1);
  } else if (turn === 2) await owner.amends(deal, { title: `Сделка ${roll(1_000)}` });
  else if (turn === 3) await owner.moves(deal, deal.stage.name === 'Договор' ? 'Новая' : 'Договор');
  else if (deal.owner?.id !== owner.id) await owner.gives(deal, owner);
}

async function newestEvent(): Promise<{ id: string; deal: string } | undefined> {
  const [event] = await world.database.owner.query<{ id: string; deal: string }>(
    sql`/* raw-newest */ select id, deal_id as deal from ledger where event order by id desc limit 1`,
  );
  return event;
}

describe('the same document, asked by people of different scope', () => {
  test('nobody is told a row that is not for them, everybody is told all of theirs', async () => {
    const all = (await listeners()).map((listener) => ({
      ...listener,
      inbox: listener.visitor.subscribe<Told>(events),
      theirs: [] as string[],
    }));
    // everybody is on when the first thing happens
    await sleep(300);
    const [roll, open] = [dice(2026), [] as Deal[]];
    const happened: { event: string; deal: string; entitled: Set<Listener> }[] = [];
    let last = '';
    for (let i = 0; i < 120; i += 1) {
      await happens(roll, open);
      const event = await newestEvent();
      if (!event || event.id === last) continue;
      last = event.id;
      const deal = (await rawDeals(world)).find(({ id }) => id === event.deal);
      if (!deal) throw new Error('an event of no deal');
      const entitled = all.filter(({ eyes }) => seesEvent(eyes, deal));
      happened.push({ event: event.id, deal: deal.id, entitled: new Set(entitled) });
      for (const listener of entitled) listener.theirs.push(event.id);
      // the next change may take the deal out of their sight: each is told before it happens
      await Promise.all(entitled.map(({ inbox }) => inbox.next(({ dealEvents }) => dealEvents.id === event.id)));
    }
    await sleep(300);
    for (const listener of all) {
      const { name, eyes, inbox, theirs } = listener;
      // who was not yet entitled when it happened, and reads late, may find the deal theirs by then: its past came with it
      const grown = new Set(
        happened
          .filter((it, i) => happened.slice(i + 1).some((next) => next.deal === it.deal && next.entitled.has(listener)))
          .map(({ event }) => event),
      );
      const told = inbox.seen.map(({ dealEvents }) => dealEvents.id);
      expect([name, told.filter((id) => theirs.includes(id) || !grown.has(id))]).toEqual([name, theirs]);
      expect(told).toEqual(told.toSorted((a, b) => Number(a) - Number(b)));
      if (eyes.role !== 'manager' && eyes.role !== 'representative') continue;
      const owners = new Set(inbox.seen.map(({ dealEvents }) => dealEvents.deal.owner?.id));
      expect([name, [...owners]]).toEqual([name, [eyes.employee]]);
    }
    expect(all.map(({ theirs }) => theirs.length).every((count) => count > 5)).toBe(true);
    await Promise.all(all.map(({ inbox }) => inbox.close()));
  }, 60_000);

  test('figures by client of one’s own come to oneself only, and are refused to everybody else', async () => {
    const managers = (await listeners()).filter(({ eyes }) => eyes.role === 'manager');
    const inboxes = managers.map(({ eyes, visitor }) => visitor.subscribe<Figures>(figures, { me: eyes.employee }));
    const [one, other] = managers as [Listener, Listener];
    const curious = one.visitor.subscribe<Figures>(figures, { me: other.eyes.employee });
    await expect(curious.next()).rejects.toThrow(/FORBIDDEN/);
    const roll = dice(7);
    for (let i = 0; i < 30; i += 1) await happens(roll, []);
    const opened = await world.database.owner.query<{ employee: string; client: string }>(
      sql`/* raw-opened */ select distinct employee_id as employee, client_id as client from ledger where opened = 1`,
    );
    for (const [i, { eyes }] of managers.entries()) {
      const mine = opened
        .filter(({ employee }) => employee === eyes.employee)
        .map(({ client }) => client)
        .toSorted();
      const told = ({ kpis }: Figures) => kpis.rows.flatMap(({ client }) => client?.id ?? []).toSorted();
      const inbox = inboxes[i] as Subscriber<Figures>;
      await inbox.next((answer) => told(answer).join() === mine.join());
      const strangers = inbox.seen.flatMap(told).filter((client) => !mine.includes(client));
      expect(strangers).toEqual([]);
    }
  }, 30_000);
});
