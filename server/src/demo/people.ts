import type { ProductKey, SegmentKey } from './catalogue.ts';
import type { PositionKey, TeamKey } from './house.ts';

/** How somebody sells. Money in roubles, time in working days. */
export interface Temper {
  /** deals opened on a working day when the story begins, in an average season */
  opens: number;
  /** of the deals closed, how many are won once the trade is learnt */
  wins: number;
  /** what the newcomer reaches of it on the first day, and how many days learning takes */
  learning?: { from: number; days: number };
  /** mean of what a won deal brings, and how far deals differ */
  amount: number;
  spread: number;
  /** from opening to winning a deal of average size */
  cycle: number;
  /** usual discount */
  discount: number;
  /** what this group of clients asks for first, and in which proportion */
  sells: Partial<Record<ProductKey, number>>;
}

export interface Person {
  name: string;
  position: PositionKey;
  team: TeamKey;
  /** the group of clients this person answers for */
  group?: SegmentKey;
  /** whoever sells, or may have to */
  temper?: Temper;
  /** who takes over when ill */
  standIn?: PersonKey;
}

const manager = 'manager';
const shopGoods: Temper['sells'] = { wallRack: 5, chest: 3, scales: 3, till: 3, showcase: 2, freezer: 1 };

/** Everybody. Five managers, each with a group of clients and a character; one has left, and one came in her place. */
export const people = {
  director: { name: 'Игорь Карпов', position: 'director', team: 'lead' },
  deputy: { name: 'Марина Белова', position: 'deputy', team: 'lead' },
  head: {
    name: 'Алексей Громов',
    position: 'head',
    team: 'lead',
    temper: { opens: 0, wins: 0.45, amount: 260_000, spread: 0.7, cycle: 20, discount: 0.05, sells: shopGoods },
  },
  /** opens much, wins little: every café that asks gets a proposal the same day */
  olga: {
    name: 'Ольга Смирнова',
    position: manager,
    team: 'hunters',
    group: 'cafes',
    standIn: 'artem',
    temper: {
      ...{ opens: 3.2, wins: 0.26, amount: 105_000, spread: 0.65, cycle: 14, discount: 0.05 },
      sells: { freezer: 5, showcase: 4, chest: 4, scales: 2, till: 2, archiveRack: 1 },
    },
  },
  /** few deals, large and slow: a chain decides by committee */
  dmitry: {
    name: 'Дмитрий Волков',
    position: manager,
    team: 'care',
    group: 'chains',
    standIn: 'sergey',
    temper: {
      ...{ opens: 0.95, wins: 0.4, amount: 920_000, spread: 0.75, cycle: 40, discount: 0.11 },
      sells: { wallRack: 6, showcase: 5, till: 4, terminal: 3, freezer: 2 },
    },
  },
  /** the best of the department: knows every warehouse by name */
  ekaterina: {
    name: 'Екатерина Лебедева',
    position: manager,
    team: 'care',
    group: 'logistics',
    standIn: 'sergey',
    temper: {
      ...{ opens: 1.65, wins: 0.54, amount: 330_000, spread: 0.7, cycle: 21, discount: 0.06 },
      sells: { palletRack: 6, palletJack: 5, stacker: 2, packingTable: 3, terminal: 3 },
    },
  },
  /** steady; hardly gives a discount */
  sergey: {
    name: 'Сергей Орлов',
    position: manager,
    team: 'care',
    group: 'industry',
    standIn: 'ekaterina',
    temper: {
      ...{ opens: 1.4, wins: 0.42, amount: 390_000, spread: 0.6, cycle: 27, discount: 0.02 },
      sells: { palletRack: 4, stacker: 3, packingTable: 4, palletJack: 3, archiveRack: 2 },
    },
  },
  /** had the shops before; what she sold stays hers */
  natalya: {
    name: 'Наталья Зайцева',
    position: manager,
    team: 'hunters',
    group: 'shops',
    standIn: 'olga',
    temper: { opens: 1.55, wins: 0.42, amount: 125_000, spread: 0.6, cycle: 16, discount: 0.06, sells: shopGoods },
  },
  /** the newcomer, eight months in: learning, and it shows */
  artem: {
    name: 'Артём Новиков',
    position: manager,
    team: 'hunters',
    group: 'shops',
    standIn: 'olga',
    temper: {
      ...{
        opens: 1.55,
        wins: 0.43,
        learning: { from: 0.55, days: 270 },
        amount: 130_000,
        spread: 0.6,
        cycle: 18,
        discount: 0.08,
      },
      sells: shopGoods,
    },
  },
  anna: { name: 'Анна Котова', position: 'assistant', team: 'office' },
  yulia: { name: 'Юлия Попова', position: 'assistant', team: 'office' },
  pavel: { name: 'Павел Морозов', position: 'analyst', team: 'office' },
  ksenia: { name: 'Ксения Фролова', position: 'marketer', team: 'marketing' },
  viktor: { name: 'Виктор Соколов', position: 'service', team: 'service' },
} as const satisfies Record<string, Omit<Person, 'standIn'> & { standIn?: string }>;

export type PersonKey = keyof typeof people;
export const personKeys = Object.keys(people) as PersonKey[];

/** Somebody by key, typed as everybody is. */
export function person(key: PersonKey): Person {
  return people[key];
}

/** How somebody sells; only who sells is asked. */
export function temperOf(key: PersonKey): Temper {
  const { temper } = person(key);
  if (!temper) throw new Error(`${key} sells nothing`);
  return temper;
}
