export interface DayValue {
  /** Calendar day, YYYY-MM-DD. */
  day: string;
  value: number;
}

export interface PaceOptions {
  now: readonly DayValue[];
  then: readonly DayValue[];
  /** Days of the running period after this one have not happened and are not drawn. */
  today: string;
}

export interface Point {
  /** Shares of the drawing's width and height, y from the top. */
  x: number;
  y: number;
}

export interface Pace {
  now: Point[];
  then: Point[];
  /** Where today's day stood in the earlier period. */
  thenToday: Point | undefined;
}

/** Two running totals on one scale, day against day: where we stand and where we stood. */
export function paceLines({ now, then, today }: PaceOptions): Pace {
  const current = runningTotal(now.filter(({ day }) => day <= today));
  const earlier = runningTotal(then);
  const days = Math.max(now.length, then.length, 2);
  const highest = Math.max(...current, ...earlier, 0);
  const lowest = Math.min(...current, ...earlier, 0);
  const span = highest - lowest || 1;
  const place = (value: number, index: number): Point => ({
    x: index / (days - 1),
    y: 1 - (value - lowest) / span,
  });
  const thenLine = earlier.map(place);
  return {
    now: current.map(place),
    then: thenLine,
    thenToday: thenLine[Math.min(current.length, thenLine.length) - 1],
  };
}

/** An SVG path through points in a box of the given size. */
export function pathThrough(points: readonly Point[], width: number, height: number): string {
  return points.map(({ x, y }, index) => `${index ? 'L' : 'M'}${round(x * width)} ${round(y * height)}`).join('');
}

/** The area below a path, down to the bottom of the box. */
export function areaBelow(points: readonly Point[], width: number, height: number): string {
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last) return '';
  return `${pathThrough(points, width, height)}L${round(last.x * width)} ${height}L${round(first.x * width)} ${height}Z`;
}

function runningTotal(days: readonly DayValue[]): number[] {
  let total = 0;
  return days.map(({ value }) => {
    total += value;
    return total;
  });
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
