import { Temporal } from 'temporal-polyfill';
import { addDays, type Day, daysBetween } from '../lib/zone.ts';
import type { SegmentKey } from './catalogue.ts';
import { type PersonKey, person, personKeys, temperOf } from './people.ts';
import { Random } from './random.ts';

/** Months from the beginning of the story to the newcomer's first day: eight before its end. */
const newcomerAfter = 18;

/** Who works on which day: hired, left, ill or on holiday. Follows from the seed and the story's first day alone. */
export class Staff {
  readonly seed: number;
  readonly start: Day;
  readonly newcomerDay: Day;
  readonly leavingDay: Day;
  readonly #absences = new Map<string, { from: Day; to: Day } | null>();

  constructor(seed: number, start: Day) {
    this.seed = seed;
    this.start = start;
    this.newcomerDay = Temporal.PlainDate.from(start).add({ months: newcomerAfter, days: 6 }).toString();
    this.leavingDay = addDays(this.newcomerDay, -18);
  }

  /** When somebody was hired: the others long ago, each on a day of their own. */
  hiredOn(key: PersonKey): Day {
    return key === 'artem'
      ? this.newcomerDay
      : addDays(this.start, -new Random(this.seed, 'hired', key).whole(120, 2600));
  }

  leftOn(key: PersonKey): Day | null {
    return key === 'natalya' ? this.leavingDay : null;
  }

  /** Who answers for a group of clients on a day; between two managers the head of sales does. */
  responsible(group: SegmentKey, day: Day): PersonKey {
    return personKeys.find((key) => person(key).group === group && this.#works(key, day)) ?? 'head';
  }

  /** Who does somebody's work on a day: they themselves, their stand-in, or the head of sales. */
  atWork(key: PersonKey, day: Day): PersonKey {
    if (!this.#works(key, day)) return this.responsible(person(key).group ?? 'shops', day);
    if (!this.#isAway(key, day)) return key;
    const { standIn } = person(key);
    return standIn && this.#works(standIn, day) && !this.#isAway(standIn, day) ? standIn : 'head';
  }

  /** Somebody's share of won deals on a day; a newcomer's grows. */
  winRate(key: PersonKey, day: Day): number {
    const { wins, learning } = temperOf(key);
    if (!learning) return wins;
    const learnt = Math.min(Math.max(daysBetween(this.hiredOn(key), day) / learning.days, 0), 1);
    return wins * (learning.from + (1 - learning.from) * learnt);
  }

  #works(key: PersonKey, day: Day): boolean {
    const left = this.leftOn(key);
    return (key !== 'artem' || day >= this.newcomerDay) && (left === null || day < left);
  }

  /** Every other quarter or so somebody is away for some days; nobody is missed for more than two weeks. */
  #isAway(key: PersonKey, day: Day): boolean {
    if (key === 'head') return false;
    const quarter = Number(day.slice(0, 4)) * 4 + Math.floor((Number(day.slice(5, 7)) - 1) / 3);
    return [quarter - 1, quarter].some((q) => {
      const away = this.#absence(key, q);
      return away !== null && day >= away.from && day < away.to;
    });
  }

  #absence(key: PersonKey, quarter: number): { from: Day; to: Day } | null {
    const name = `${key}/${quarter}`;
    const known = this.#absences.get(name);
    if (known !== undefined) return known;
    const random = new Random(this.seed, 'away', name);
    const first = `${Math.floor(quarter / 4)}-${String((quarter % 4) * 3 + 1).padStart(2, '0')}-01`;
    const from = addDays(first, random.whole(0, 80));
    const absence = random.chance(0.5) ? { from, to: addDays(from, random.whole(4, 14)) } : null;
    this.#absences.set(name, absence);
    return absence;
  }
}
