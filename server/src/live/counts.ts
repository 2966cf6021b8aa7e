/** How many of something each has now; who has none is not kept. */
export class Counts {
  readonly #counts = new Map<string, number>();

  /** One more, unless there would be too many. */
  enter(key: string, most: number): boolean {
    const now = this.#counts.get(key) ?? 0;
    if (now >= most) return false;
    this.#counts.set(key, now + 1);
    return true;
  }

  leave(key: string): void {
    const now = this.#counts.get(key) ?? 0;
    if (now > 1) this.#counts.set(key, now - 1);
    else this.#counts.delete(key);
  }
}
