import type { Deal } from '../world/deals.ts';
import { AnsweredWithErrors, type Data } from '../world/graphql-client.ts';
import type { Named, Pipeline } from '../world/nouns.ts';
import type { Person } from '../world/person.ts';
import type { World } from '../world/world.ts';
import { closes, does, paidBy, plans } from './desk.ts';

type Roll = (sides: number) => number;

/** What a walk chooses from. */
export interface PayWalk {
  roll: Roll;
  people: Person[];
  products: Named[];
  lines: Named[];
  pipeline: Pipeline;
  schemes: string[];
  won: Deal[];
  /** the first month somebody is paid in, and the first that no walk has closed */
  from: string;
  open: string;
}

/** People sell and are paid, schemes change, months are closed: so many things at random, some of them refused. `roll(6)` gives 0 to 5. */
export async function livePay(world: World, roll: Roll, turns: number): Promise<PayWalk> {
  const walk = await furnish(world, roll);
  for (let turn = 0; turn < turns; turn += 1) {
    const [name, happens] = pick(roll, happenings);
    await happens(walk, world).catch((error: unknown) => {
      if (!(error instanceof AnsweredWithErrors) || !['REFUSED', 'CONFLICT'].includes(error.extensions.code))
        throw new Error(name, { cause: error });
    });
  }
  return walk;
}

async function furnish(world: World, roll: Roll): Promise<PayWalk> {
  const team = await world.team('Продажи', { department: await world.department('Продажи') });
  const people: Person[] = [];
  for (const name of ['Анна', 'Борис', 'Вера']) people.push(await world.manager(name, { team }));
  const lines = [await world.productLine('Шкафы'), await world.productLine('Полки')];
  const products: Named[] = [];
  for (const line of lines) products.push(await world.product(`Из «${line.name}»`, { line }));
  const from = monthOf(world, -3);
  const walk = { ...{ roll, people, products, lines, from, open: from, won: [] }, schemes: [] as string[] };
  const whole = { ...walk, pipeline: await world.pipeline(['Новая', 'Договор'], 'Мебель') };
  for (const person of people) whole.schemes.push(await paidBy(world, terms(whole), [person], from));
  return whole;
}

/** A month so many after the running one. */
export function monthOf(world: World, after: number): string {
  const local = new Date(world.clock.now().getTime() + 3 * 3_600_000);
  return new Date(Date.UTC(local.getUTCFullYear(), local.getUTCMonth() + after, 1)).toISOString().slice(0, 7);
}

function pick<Item>(roll: Roll, items: readonly Item[]): Item {
  const item = items[roll(items.length)];
  if (item === undefined) throw new Error('nothing to choose from');
  return item;
}

/** Terms of any shape. */
function terms({ roll, lines }: Pick<PayWalk, 'roll' | 'lines'>): Data {
  const percent = () => roll(200_000) / 10_000;
  const steps = Array.from({ length: 1 + roll(3) }, (_, i) => ({
    from: i * (500 + roll(3) * 100),
    percent: percent(),
  }));
  const own = roll(2) ? [{ productLineId: pick(roll, lines).id, percent: percent() }] : [];
  const sales = {
    base: pick(roll, ['REVENUE', 'REVENUE', 'MARGIN']),
    on: 'WON',
    progressive: roll(2) === 0,
    tiers: steps,
    lines: own,
  };
  const prize = () => (roll(2) ? { amount: roll(50_000) / 100 } : { percentOfSalary: percent() });
  const bonus = {
    kpi: 'revenue',
    reach: prize(),
    exceed: { per: pick(roll, ['PERCENT', 'MAXIMUM']), prize: { amount: roll(1000) / 100 } },
  };
  const coefficient = { of: pick(roll, ['VARIABLE', 'EVERYTHING']), kpis: [{ kpi: 'revenue', weight: 1 }] };
  return {
    salary: roll(5_000_000) / 100,
    ...(roll(6) && { sales }),
    ...(roll(2) && { bonus }),
    ...(roll(2) && { coefficient }),
  };
}

/** An instant of the last three months, not later than now. */
function recently({ roll }: PayWalk, world: World): Date {
  return new Date(world.clock.now().getTime() - roll(75 * 86_400) * 1000);
}

const happenings: readonly [string, (walk: PayWalk, world: World) => Promise<unknown>][] = [
  ...Array.from({ length: 4 }, () => ['sells', sells] as [string, typeof sells]),
  [
    'amends a won deal',
    async ({ roll, people, won }) =>
      won.length > 0 && pick(roll, people).amends(pick(roll, won), { amount: roll(200_000) / 100 }),
  ],
  [
    'reopens a deal, and wins it again',
    async (walk, world) => {
      if (walk.won.length === 0) return;
      const [deal, person] = [pick(walk.roll, walk.won), pick(walk.roll, walk.people)];
      await person.reopens(deal);
      world.clock.advance({ minutes: 1 });
      if (walk.roll(2)) await person.wins(deal);
    },
  ],
  [
    'amends a scheme',
    async (walk, world) =>
      does(world, 'amendPayScheme', { id: pick(walk.roll, walk.schemes), from: `${walk.open}-01`, terms: terms(walk) }),
  ],
  ['adds a scheme', async (walk, world) => walk.schemes.push(await paidBy(world, terms(walk), [], walk.from))],
  [
    'assigns',
    async (walk, world) => {
      const told = { employeeId: pick(walk.roll, walk.people).id, from: `${walk.open}-01` };
      const salary = walk.roll(2) ? walk.roll(9_000_000) / 100 : null;
      await does(world, 'assignPayScheme', { ...told, schemeId: pick(walk.roll, walk.schemes), salary });
    },
  ],
  [
    'plans',
    async ({ roll, people, open }, world) => {
      const optimal = 500 + roll(1000);
      await plans(world, pick(roll, people), open, {
        kpi: 'revenue',
        minimum: optimal - roll(400),
        optimal,
        maximum: optimal + roll(800),
      });
    },
  ],
  [
    'closes',
    async (walk, world) => {
      const { open } = walk;
      if (open >= monthOf(world, 0)) return;
      await closes(world, open);
      const [year = 0, month = 0] = open.split('-').map(Number);
      walk.open = new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 7);
    },
  ],
  ['time passes', async ({ roll }, world) => world.clock.advance({ minutes: roll(5 * 24 * 60) })],
];

async function sells(walk: PayWalk, world: World): Promise<void> {
  const { roll, people, products, pipeline } = walk;
  const [person, at] = [pick(roll, people), recently(walk, world)];
  const price = () => roll(80_000) / 100;
  const lines = [{ product: pick(roll, products), price: price(), cost: roll(2) ? price() : null }];
  const deal = await person.opens({ pipeline, at, ...(roll(3) ? { lines } : { amount: price() }) });
  walk.won.push(await person.wins(deal, { at }));
}
