import { addUnits } from '../lib/period.ts';
import type { Day } from '../lib/zone.ts';

/** Somebody who has brought in results: how much in each of the months from `from` on, and since when and until when they have worked. */
export interface PersonMonths {
  id: string;
  /** there, in the department, today */
  atWork: boolean;
  /** the first day of the first month */
  from: Day;
  /** null: not known */
  hired: Day | null;
  /** the day from which they were not there any more; null: they still are */
  gone: Day | null;
  /** whether they stand in the department now: who does not was of it until their last result */
  here: boolean;
  values: readonly number[];
}

/** What one has brought in, in the months worked whole. */
export interface PersonResult {
  id: string;
  months: number;
  value: number;
  perMonth: number | null;
}

/** Results of one person in one month. */
export interface Productivity {
  /** months of all people, worked whole */
  months: number;
  median: number | null;
  mean: number | null;
  people: PersonResult[];
}

/**
 * What a person brings in a month: over months worked whole only, so that whoever came or left within one does not look weaker than they are. A
 * month without any result counts when it was worked. Whose hiring is not known has worked from the first result on. Null: nobody has worked one.
 */
export function measured(people: readonly PersonMonths[]): Productivity {
  const results = people.map((person) => ({ id: person.id, worked: workedMonths(person) }));
  const all = results.flatMap(({ worked }) => worked).toSorted((a, b) => a - b);
  return {
    months: all.length,
    median: median(all),
    mean: all.length === 0 ? null : sum(all) / all.length,
    people: results.map(({ id, worked }) => ({
      id,
      months: worked.length,
      value: sum(worked),
      perMonth: worked.length === 0 ? null : sum(worked) / worked.length,
    })),
  };
}

function workedMonths({ from, hired, gone, here, values }: PersonMonths): number[] {
  const first = values.findIndex((value) => value !== 0);
  const last = values.findLastIndex((value) => value !== 0);
  return values.filter((_, i) => {
    const begin = addUnits(from, 'MONTH', i);
    const came = hired === null ? first >= 0 && i >= first : hired <= begin;
    const stayed = gone === null ? here || i <= last : gone >= addUnits(begin, 'MONTH', 1);
    return came && stayed;
  });
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** The value in the middle; of an even number of them the mean of the two. They are in order. */
function median(sorted: readonly number[]): number | null {
  const middle = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}
