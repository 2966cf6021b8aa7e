import type { DayRange } from '../lib/period.ts';
import { startOfDay } from '../lib/zone.ts';
import type { ComparedRange, Cut } from './comparison.ts';

/** A place between two instants, in microseconds: everything before it is on one side. */
export type Point = number;

/** The place just after an instant: the instant itself still counts. */
export function after(instant: Date): Point {
  return instant.getTime() * 1000 + 1;
}

/** A stretch of the timeline, half-open. */
export interface Span {
  from: Point;
  to: Point;
}

/** The stretch that a range of days means in a time zone, never beyond the cut. */
export function spanOf(range: DayRange | ComparedRange, cut: Cut): Span {
  const end = Math.min(startOfDay(range.to, cut.timeZone).getTime() * 1000, after(cut.instant));
  const until = 'until' in range && range.until ? Math.min(end, after(range.until)) : end;
  return { from: Math.min(startOfDay(range.from, cut.timeZone).getTime() * 1000, until), to: until };
}

/** A span as the points it lies between: the cells `from + 1` to `to`. */
export interface Window {
  from: number;
  to: number;
}

/**
 * The ends of all spans of a question, in order. They cut time into cells: cell 0 before the first point, cell n after the last. One scan sums
 * by cell; whatever overlaps or is compared is then a difference of running sums, and a stock is the running sum itself.
 */
export class Timeline {
  readonly points: readonly Point[];
  private readonly places: Map<Point, number>;

  constructor(spans: readonly Span[]) {
    this.points = [...new Set(spans.flatMap(({ from, to }) => [from, to]))].toSorted((a, b) => a - b);
    this.places = new Map(this.points.map((point, i) => [point, i]));
  }

  window(span: Span): Window {
    return { from: this.place(span.from), to: this.place(span.to) };
  }

  /** The cell that a place lies in: the number of points up to it. */
  cellOf(place: Point): number {
    let low = 0;
    let high = this.points.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (place < (this.points[middle] as Point)) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  private place(point: Point): number {
    const place = this.places.get(point);
    if (place === undefined) throw new Error('a span of another question');
    return place;
  }
}

/** Which cells any window needs: with stocks, everything up to the last end. */
export function relevantCells(windows: readonly Window[], cells: number, stocks: boolean): boolean[] {
  const relevant = new Array<boolean>(cells).fill(false);
  for (const { from, to } of windows) relevant.fill(true, stocks ? 0 : from + 1, to + 1);
  return relevant;
}

/** The relevant cells as spans; an open beginning is minus infinity. */
export function relevantSpans(points: readonly Point[], relevant: readonly boolean[]): Span[] {
  const spans: Span[] = [];
  relevant.forEach((needed, cell) => {
    if (!needed) return;
    const from = cell === 0 ? -Infinity : (points[cell - 1] as Point);
    const to = points[cell] as Point;
    const last = spans.at(-1);
    if (last?.to === from) last.to = to;
    else spans.push({ from, to });
  });
  return spans;
}

/** A point as a timestamp that PostgreSQL reads to the microsecond. */
export function timestampOf(point: Point): string {
  const milliseconds = Math.floor(point / 1000);
  const micros = point - milliseconds * 1000;
  return new Date(milliseconds).toISOString().replace('Z', `${String(micros).padStart(3, '0')}Z`);
}
