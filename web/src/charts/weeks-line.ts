import type { Point } from './pace-line.ts';

/** Values of weeks as points between 0 and 1, a list for each unbroken run: a week without a value is a gap, never a zero. */
export function weekRuns(values: readonly (number | null)[]): Point[][] {
  const known = values.filter((value) => value !== null);
  const low = Math.min(...known);
  const span = Math.max(...known) - low;
  const runs: Point[][] = [];
  let run: Point[] | undefined;
  for (const [index, value] of values.entries()) {
    if (value === null) {
      run = undefined;
      continue;
    }
    if (!run) runs.push((run = []));
    const x = values.length > 1 ? index / (values.length - 1) : 1;
    run.push({ x, y: span > 0 ? 1 - (value - low) / span : 0.5 });
  }
  return runs;
}
