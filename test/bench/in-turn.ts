import { median } from './table.ts';

/** What is timed, by name. Each gives whatever it likes: only the time counts. */
export type Contestants<Name extends string> = Record<Name, () => Promise<unknown>>;

/** Milliseconds of every run of each contestant, round by round. */
export type Times<Name extends string> = Record<Name, number[][]>;

export interface Pace {
  rounds: number;
  /** runs of each contestant in a round */
  runs: number;
}

/** Runs everybody in turn, each time in another order, after some rounds to warm up. */
export async function inTurn<Name extends string>(
  contestants: Contestants<Name>,
  { rounds, runs }: Pace,
): Promise<Times<Name>> {
  const names = Object.keys(contestants) as Name[];
  const times = Object.fromEntries(names.map((name) => [name, [] as number[][]])) as Times<Name>;
  for (let i = 0; i < 10; i += 1) for (const name of names) await contestants[name]();
  for (let round = 0; round < rounds; round += 1) {
    for (const name of names) times[name].push([]);
    for (let run = 0; run < runs; run += 1) {
      for (let turn = 0; turn < names.length; turn += 1) {
        const name = names[(run + turn) % names.length] as Name;
        const begun = performance.now();
        await contestants[name]();
        times[name].at(-1)?.push(performance.now() - begun);
      }
    }
  }
  return times;
}

/** One ratio a round: median over median. */
export function ratios(ours: readonly number[][], theirs: readonly number[][]): number[] {
  return ours.map((round, i) => median(round) / median(theirs[i] ?? []));
}

/** The median of all runs, for people. */
export function p50(rounds: readonly number[][]): string {
  return `${median(rounds.flat()).toFixed(2)} ms`;
}
