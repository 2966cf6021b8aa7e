/** A line of the table: what is measured against what, in pairs taken in turn within one run. */
export interface Line {
  what: string;
  against: string;
  /** as DESIGN states it: `≤ 2×`, `≥ 10×` */
  goal: string;
  /** ours over the floor's or peer's, one a round */
  ratios: number[];
  /** absolute figures of each round, for the curious */
  detail: string[];
}

/** The middle one. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2
    ? (sorted[half] ?? Number.NaN)
    : ((sorted[half - 1] ?? Number.NaN) + (sorted[half] ?? Number.NaN)) / 2;
}

/** Whether a median keeps a goal such as `≤ 2×`. */
export function keeps(goal: string, ratio: number): boolean | null {
  const [, sign, bound] = /^([≤≥=])\s*([\d.]+)/.exec(goal) ?? [];
  if (!sign || !bound) return null;
  if (sign === '=') return Math.abs(ratio - Number(bound)) < 0.05;
  return sign === '≤' ? ratio <= Number(bound) : ratio >= Number(bound);
}

/** Prints lines as they come. */
export function printLine({ what, against, goal, ratios, detail }: Line): void {
  const ratio = median(ratios);
  const verdict = { true: 'kept', false: 'MISSED', null: '' }[String(keeps(goal, ratio)) as 'true' | 'false' | 'null'];
  const spread = `${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}`;
  console.log(
    `\n${what}\n  against ${against}\n  ${ratio.toFixed(2)}×  (${spread}; goal ${goal}${verdict ? `: ${verdict}` : ''})`,
  );
  for (const line of detail) console.log(`    ${line}`);
}
