import { TokenBucket } from './token-bucket.ts';

const most = 10_000;

/** A bucket for each of many. Of the very many that somebody may invent, those longest unused are forgotten: memory is bounded. */
export class Buckets {
  readonly #buckets = new Map<string, TokenBucket>();

  /** Takes so many (0: only looks whether there is one); gives the seconds to wait when there are not, else 0. */
  take(key: string, perSecond: number, burst: number, wanted: number): number {
    const bucket = this.#buckets.get(key) ?? new TokenBucket(perSecond, burst);
    // those used last stand last
    this.#buckets.delete(key);
    this.#buckets.set(key, bucket);
    if (this.#buckets.size > most) this.#forget();
    return bucket.take(wanted) ? 0 : bucket.wait(wanted);
  }

  get size(): number {
    return this.#buckets.size;
  }

  #forget(): void {
    const [oldest] = this.#buckets.keys();
    if (oldest !== undefined) this.#buckets.delete(oldest);
  }
}
