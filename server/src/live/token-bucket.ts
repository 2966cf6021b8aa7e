/** So many a second on average, and so many at once. */
export class TokenBucket {
  readonly #perSecond: number;
  readonly #burst: number;
  #tokens: number;
  #at = performance.now();

  constructor(perSecond: number, burst: number) {
    this.#perSecond = perSecond;
    this.#burst = burst;
    this.#tokens = burst;
  }

  /** Takes one, or as many as told; false when there are not so many left. More than there can ever be counts as all of them. */
  take(wanted = 1): boolean {
    this.#fill();
    const tokens = Math.min(wanted, this.#burst);
    if (this.#tokens < Math.max(tokens, 1)) return false;
    this.#tokens -= tokens;
    return true;
  }

  /** Seconds until so many can be taken. */
  wait(wanted = 1): number {
    this.#fill();
    return Math.max(0, Math.max(1, Math.min(wanted, this.#burst)) - this.#tokens) / this.#perSecond;
  }

  #fill(): void {
    const now = performance.now();
    this.#tokens = Math.min(this.#burst, this.#tokens + ((now - this.#at) / 1000) * this.#perSecond);
    this.#at = now;
  }
}
