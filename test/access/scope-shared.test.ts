import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Person } from '../world/person.ts';
import type { Subscriber } from '../world/subscriber.ts';
import { startWorld, type World } from '../world/world.ts';

const wall = 'subscription { kpis(period: { named: THIS_MONTH }) { total { revenue { value } wonDeals { value } } } }';
const named =
  'subscription { kpis(period: { named: THIS_MONTH }) { rows { client { name } } total { revenue { value } } } }';
const events = 'subscription { dealEvents(last: 5) { id deal { id client { name } } } }';

interface Told {
  dealEvents: { deal: { id: string } };
}

let world: World;
let managers: Person[];
beforeAll(async () => {
  world = await startWorld();
  await world.pipeline();
  managers = await Promise.all(['Ольга', 'Борис', 'Вера'].map((name) => world.manager(name)));
});
afterAll(() => world.close());

test('one computation serves two walls, a director and a manager alike: the figures are everybody’s', async () => {
  const before = await computations();
  const visitors = await Promise.all(
    (['screen', 'screen', 'director', 'analyst'] as const).map((role) => world.enters(role)),
  );
  visitors.push(await world.enters('manager', { employee: managers[0] }));
  const inboxes = visitors.map((visitor) => visitor.subscribe<object>(wall));
  await Promise.all(inboxes.map((inbox) => inbox.next()));
  expect((await computations()) - before).toBeLessThan(visitors.length);
  expect(await topics()).toBe(1);
  await managers[0]?.wins(await managers[0].opens({ amount: 10 }));
  await Promise.all(
    inboxes.map((inbox) => inbox.next((answer) => JSON.stringify(answer).includes('"wonDeals":{"value":1}'))),
  );
  for (const inbox of inboxes) expect(inbox.seen.at(-1)).toEqual(inboxes[0]?.seen.at(-1));
});

test('it does not serve managers who ask for names of clients', async () => {
  const before = await computations();
  const visitors = await Promise.all(managers.map((employee) => world.enters('manager', { employee })));
  const inboxes = visitors.map((visitor) => visitor.subscribe<object>(named));
  await Promise.all(inboxes.map((inbox) => inbox.next()));
  expect((await computations()) - before).toBe(managers.length);
});

test('a stream of events is shared by those who see everything, and by nobody with a manager', async () => {
  const everything = await Promise.all((['screen', 'director', 'analyst'] as const).map((role) => world.enters(role)));
  const theirs = await Promise.all(managers.map((employee) => world.enters('manager', { employee })));
  const inboxes = [...everything, ...theirs].map((visitor) => visitor.subscribe<Told>(events));
  const opened: string[] = [];
  for (const manager of managers) opened.push((await manager.opens({ amount: 1 })).id);
  const told = (inbox: Subscriber<Told>, id: string | undefined) =>
    inbox.next(({ dealEvents }) => dealEvents.deal.id === id);
  for (const [i, inbox] of inboxes.entries()) await told(inbox, opened[i - everything.length] ?? opened.at(-1));
  const dealsOf = (inbox: Subscriber<Told>) => new Set(inbox.seen.map(({ dealEvents }) => dealEvents.deal.id));
  for (const [i, inbox] of inboxes.slice(everything.length).entries()) {
    const strangers = opened.filter((_, other) => other !== i);
    expect(strangers.filter((id) => dealsOf(inbox).has(id))).toEqual([]);
  }
  for (const inbox of inboxes.slice(0, everything.length))
    expect(opened.every((id) => dealsOf(inbox).has(id))).toBe(true);
});

async function metric(name: RegExp): Promise<number> {
  const { token } = await world.enters('administrator');
  const response = await fetch(`${world.url}/metrics`, { headers: { authorization: `Bearer ${token}` } });
  const line = (await response.text()).split('\n').find((text) => name.test(text));
  return Number(line?.split(' ').at(-1) ?? 0);
}
const computations = (): Promise<number> => metric(/^voronka_computations_total\{outcome="answered"\}/);
const topics = (): Promise<number> => metric(/^voronka_topics /);
