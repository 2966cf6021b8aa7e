/**
 * Remembers which texts have come before, ten million of them in some 160 MB: a JavaScript Set would take a gigabyte and ends at
 * sixteen million. Keeps 64-bit hashes only; two different texts taken for the same is a chance of 1 in 100,000 at ten million.
 */
export class Seen {
  #low = new Uint32Array(1 << 12);
  #high = new Uint32Array(1 << 12);
  #count = 0;

  /** Whether the text is new; from now on it is not. */
  add(text: string): boolean {
    if (this.#count * 2 > this.#low.length) this.#grow();
    const [low, high] = hash(text);
    const at = this.#find(low, high);
    if (this.#low[at] === low && this.#high[at] === high) return false;
    this.#low[at] = low;
    this.#high[at] = high;
    this.#count += 1;
    return true;
  }

  /** Whether the text has come. */
  has(text: string): boolean {
    const [low, high] = hash(text);
    const at = this.#find(low, high);
    return this.#low[at] === low && this.#high[at] === high;
  }

  #find(low: number, high: number): number {
    const mask = this.#low.length - 1;
    let at = low & mask;
    while ((this.#low[at] || this.#high[at]) && (this.#low[at] !== low || this.#high[at] !== high))
      at = (at + 1) & mask;
    return at;
  }

  #grow(): void {
    const [lows, highs] = [this.#low, this.#high];
    this.#low = new Uint32Array(lows.length * 2);
    this.#high = new Uint32Array(highs.length * 2);
    for (let i = 0; i < lows.length; i += 1) {
      const [low, high] = [lows[i] ?? 0, highs[i] ?? 0];
      if (!low && !high) continue;
      const at = this.#find(low, high);
      this.#low[at] = low;
      this.#high[at] = high;
    }
  }
}

/** cyrb53's two halves, kept apart; never both zero, which means an empty slot. */
function hash(text: string): [low: number, high: number] {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return [a >>> 0 || 1, b >>> 0];
}
