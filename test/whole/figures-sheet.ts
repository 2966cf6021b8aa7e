import { clientsOf } from './figures-clients.ts';
import { dealsOf } from './figures-deals.ts';
import { coursesAt, houseOf } from './figures-house.ts';
import {
  type Deed,
  dayAt,
  daysAfter,
  type Happening,
  idOf,
  type Place,
  type Raw,
  type Row,
  type Standing,
  type Stock,
  startOf,
} from './figures-rows.ts';
import type { Levels, Sheet } from './figures-words.ts';
import { workOf } from './figures-work.ts';

/** Some days, half-open. */
export interface Days {
  from: string;
  to: string;
}

const nobody: never[] = [];

/** The whole department's life, told from its rows, to be looked at group by group. */
export class Department {
  readonly #raw: Raw;
  readonly #now: number;
  readonly #happenings: Happening[];
  readonly #stockAt: (before: number) => Standing[];
  readonly #stocks = new Map<number, Standing[]>();

  constructor(raw: Raw, now: number) {
    this.#raw = raw;
    this.#now = now;
    const deals = dealsOf(raw);
    const clients = clientsOf(raw, deals.purchases);
    this.#happenings = [...workOf(raw), ...houseOf(raw), ...deals.happenings, ...clients.happenings];
    this.#stockAt = (before) => [...deals.openAt(before), ...clients.at(before), ...coursesAt(raw, before)];
  }

  /** Everybody that may be a group of a breakdown; without one: everything. */
  groups(column: string | null): (string | null)[] {
    if (column === null) return [null];
    const places = [...this.#happenings, ...this.#stock(this.#now + 1)].map(({ place }) => place[column] ?? null);
    return [...new Set([...places, ...this.#raw.plan.map((plan) => idOf(plan, column))])];
  }

  /** A sheet for each group in some days. */
  sheets(column: string | null, days: Days): (group: string | null) => Sheet {
    const [begin, end] = [startOf(days.from), this.#endOf(days)];
    const groupOf = ({ place }: { place: Place }) => (column === null ? null : (place[column] ?? null));
    const within = Map.groupBy(
      this.#happenings.filter(({ at }) => at >= begin && at < end),
      groupOf,
    );
    const standing = Map.groupBy(this.#stock(end), groupOf);
    const stood = Map.groupBy(this.#stock(begin), groupOf);
    const chances = this.#chances(days);
    const [setting = {}] = this.#raw.setting;
    return (group) => {
      const own = within.get(group) ?? nobody;
      const open = standing.get(group) ?? nobody;
      return {
        did: (...deeds) => total(own.filter(({ what }) => deeds.includes(what))),
        stands: (stock) => total(of(open, stock)),
        stood: (stock) => total(of(stood.get(group) ?? nobody, stock)),
        ofTen: () => largestTen(own),
        weighted: () => weighted(of(open, 'openMoney'), chances),
        plan: () => this.#plan(column, group, days),
        points: {
          minimum: Number((setting as Row)['coefficient_minimum']),
          optimal: Number((setting as Row)['coefficient_optimal']),
          maximum: Number((setting as Row)['coefficient_maximum']),
        },
      };
    };
  }

  /** What lies ahead has not happened yet. */
  #endOf({ to }: Days): number {
    return Math.min(startOf(to), this.#now + 1);
  }

  #stock(before: number): Standing[] {
    const known = this.#stocks.get(before) ?? this.#stockAt(before);
    this.#stocks.set(before, known);
    return known;
  }

  /** Of everything closed in the 365 days up to the last one that counts: how much was won of what had stood in a stage, or in a pipeline. */
  #chances({ to }: Days): (place: Place) => number | null {
    const tomorrow = daysAfter(dayAt(this.#now), 1);
    const last = to < tomorrow ? to : tomorrow;
    const [begin, end] = [startOf(daysAfter(last, -365)), this.#endOf({ from: last, to: last })];
    const year = this.#happenings.filter(({ at }) => at >= begin && at < end);
    const rate = (column: string, id: string | null | undefined, won: Deed, closed: Deed[]) => {
      const there = year.filter(({ place }) => place[column] === id);
      const whole = total(there.filter(({ what }) => closed.includes(what)));
      return whole > 0 ? total(there.filter(({ what }) => what === won)) / whole : null;
    };
    return ({ stage_id: stage, pipeline_id: pipeline }) =>
      rate('stage_id', stage, 'stageWon', ['stageClosed']) ??
      rate('pipeline_id', pipeline, 'dealWon', ['dealWon', 'dealLost']);
  }

  /** The plans of a group for each month of the days, added up; only whole months, all of them planned. */
  #plan(column: string | null, group: string | null, { from, to }: Days): Levels | null {
    if (!from.endsWith('-01') || !to.endsWith('-01') || (column !== null && group === null)) return null;
    const whose = ['employee_id', 'team_id', 'department_id'];
    if (column !== null && !whose.includes(column)) return null;
    const levels: Levels = { minimum: 0, optimal: 0, maximum: 0 };
    for (let month = from; month < to; month = `${daysAfter(month, 31).slice(0, 8)}01`) {
      const plan = this.#raw.plan.find(
        (row) =>
          row['kpi'] === 'revenue' &&
          row['grain'] === 'MONTH' &&
          row['ended_at'] === null &&
          String(row['month']) === month &&
          whose.every((one) => idOf(row, one) === (one === column ? group : null)),
      );
      if (!plan) return null;
      const added = (sum: number | null, level: string) =>
        sum === null || plan[level] === null ? null : sum + Number(plan[level]);
      levels.minimum = added(levels.minimum, 'minimum');
      levels.optimal += Number(plan['optimal']);
      levels.maximum = added(levels.maximum, 'maximum');
    }
    return levels;
  }
}

function of(some: readonly Standing[], stock: Stock): Standing[] {
  return some.filter(({ what }) => what === stock);
}

function total(some: readonly { many: number }[]): number {
  return some.reduce((sum, { many }) => sum + many, 0);
}

function largestTen(own: readonly Happening[]): number {
  const sold = own.filter(({ what, place }) => what === 'soldMoney' && place['client_id']);
  const sums = [...Map.groupBy(sold, ({ place }) => place['client_id']).values()].map(total);
  const largest = sums.filter((sum) => sum !== 0).sort((a, b) => b - a);
  return largest.slice(0, 10).reduce((sum, one) => sum + one, 0);
}

/** Stage by stage what is open there times its chances; unknown where money stands whose chances nobody knows. */
function weighted(open: readonly Standing[], chances: (place: Place) => number | null): number | null {
  let sum = 0;
  for (const there of Map.groupBy(open, ({ place }) => `${place['pipeline_id']} ${place['stage_id']}`).values()) {
    const amount = total(there);
    const chance = amount === 0 ? 0 : chances(there[0]?.place ?? {});
    if (chance === null) return null;
    sum += amount * chance;
  }
  return sum;
}
