/** A plan in its three levels; a minimum or maximum that nobody has set is null. */
export interface PlannedLevels {
  minimum: number | null;
  optimal: number;
  maximum: number | null;
}

/** What reaching each level is worth: 0.5, 1 and 1.5 unless the department has decided otherwise. */
export interface CoefficientPoints {
  minimum: number;
  optimal: number;
  maximum: number;
}

/**
 * The KPI coefficient of a result: nothing below the minimum, at each level the level's point, on a straight line between them, and flat above the
 * maximum. Without a minimum the line begins at nothing for nothing; without a maximum it ends at the optimal level. Where less is better the levels
 * fall, and all of it is mirrored; without a minimum, twice the optimal level is then worth half of its point.
 */
export function coefficient(
  value: number,
  levels: PlannedLevels,
  points: CoefficientPoints,
  better: 'up' | 'down' = 'up',
): number {
  const { minimum, optimal, maximum } = levels;
  if (better === 'down') {
    if (minimum === null && value > optimal) return (points.optimal * Math.max(0, optimal)) / value;
    const least = minimum === null ? -Infinity : -minimum;
    return coefficient(
      -value,
      { minimum: least, optimal: -optimal, maximum: maximum === null ? null : -maximum },
      points,
    );
  }
  if (value >= optimal) {
    if (maximum === null) return points.optimal;
    return value >= maximum ? points.maximum : between(value, [optimal, points.optimal], [maximum, points.maximum]);
  }
  if (minimum !== null && value < minimum) return 0;
  if (value <= 0 && minimum === null) return 0;
  return between(value, minimum === null ? [0, 0] : [minimum, points.minimum], [optimal, points.optimal]);
}

type Point = readonly [value: number, worth: number];

function between(value: number, [low, lowWorth]: Point, [high, highWorth]: Point): number {
  return lowWorth + ((value - low) / (high - low)) * (highWorth - lowWorth);
}
