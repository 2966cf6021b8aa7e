import type { Clock } from '../../server/src/lib/clock.ts';

/** How far to move on. */
export interface Span {
  days?: number;
  hours?: number;
  minutes?: number;
  seconds?: number;
  ms?: number;
}

/** A clock that stands still until a test moves it. */
export class MoveableClock implements Clock {
  #now: number;

  constructor(start: Date | string) {
    this.#now = instant(start);
  }

  now(): Date {
    return new Date(this.#now);
  }

  /** Sets it to an instant, earlier or later. */
  set(to: Date | string): void {
    this.#now = instant(to);
  }

  /** Moves it on. */
  advance({ days = 0, hours = 0, minutes = 0, seconds = 0, ms = 0 }: Span): void {
    this.#now += (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000 + ms;
  }
}

function instant(value: Date | string): number {
  // Without an offset it would mean something else on every machine.
  if (typeof value === 'string' && !/(Z|[+-]\d\d:\d\d)$/.test(value))
    throw new Error(`${value} has no UTC offset: write 2026-03-18T12:00:00+03:00`);
  const time = new Date(value).getTime();
  if (Number.isNaN(time)) throw new Error(`not an instant: ${value}`);
  return time;
}
