import { Refusal } from '../lib/refusal.ts';
import { Gate } from './gate.ts';

interface Lane {
  gate: Gate;
  /** inside and waiting */
  size: number;
}

/** A line for each: so many of theirs run at a time, so many more wait, and nobody waits behind somebody else's. Who has none is not kept. */
export class Lanes {
  readonly #lanes = new Map<string, Lane>();

  /** Refuses work beyond `most`. */
  async run<Result>(key: string, width: number, most: number, work: () => Promise<Result>): Promise<Result> {
    const lane = this.#lanes.get(key) ?? { gate: new Gate(width), size: 0 };
    if (lane.size >= most) throw Refusal.rateLimited(1);
    lane.size += 1;
    this.#lanes.set(key, lane);
    try {
      return await lane.gate.run(work);
    } finally {
      lane.size -= 1;
      if (lane.size === 0) this.#lanes.delete(key);
    }
  }
}
