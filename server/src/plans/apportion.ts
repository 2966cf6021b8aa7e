import { type LevelName, type Levels, levelNames } from './levels.ts';

/**
 * A whole in whole parts, as their weights are, by the largest remainder: each gets the whole units of its share, and the units left over go to
 * the largest fractions, the earlier of equals first. The parts always add up to the whole. Weights are whole and not negative; where all of them
 * are zero the parts are even.
 */
export function apportion(whole: number, weights: readonly bigint[]): number[] {
  if (weights.length === 0) throw new RangeError('no parts to spread a whole over');
  const sum = weights.reduce((total, weight) => total + weight, 0n);
  if (sum === 0n)
    return apportion(
      whole,
      weights.map(() => 1n),
    );
  const shares = weights.map((weight, place) => {
    const product = BigInt(whole) * weight;
    return { place, floor: product / sum, rest: product % sum };
  });
  let left = BigInt(whole) - shares.reduce((total, { floor }) => total + floor, 0n);
  for (const share of shares.toSorted(
    (a, b) => Number(b.rest > a.rest) - Number(b.rest < a.rest) || a.place - b.place,
  )) {
    if (left === 0n) break;
    share.floor += 1n;
    left -= 1n;
  }
  return shares.map(({ floor }) => Number(floor));
}

/**
 * All levels of a plan in parts. The smallest level is spread, then what each next one adds to it: so in every part too the levels stand in their
 * order, which rounding each of them alone would not keep. A level that is not planned is planned in no part.
 */
export function apportionLevels(whole: Levels, weights: readonly bigint[]): Levels[] {
  const set = levelNames.flatMap((name) => (whole[name] === null ? [] : [{ name, value: whole[name] as number }]));
  const rising = set.toSorted((a, b) => a.value - b.value);
  const parts = weights.map((): Record<LevelName, number | null> => ({ minimum: null, optimal: null, maximum: null }));
  let below = weights.map(() => 0);
  let reached = 0;
  for (const { name, value } of rising) {
    const step = apportion(value - reached, weights);
    below = below.map((part, i) => part + (step[i] ?? 0));
    for (const [i, part] of parts.entries()) part[name] = below[i] ?? 0;
    reached = value;
  }
  return parts as Levels[];
}
