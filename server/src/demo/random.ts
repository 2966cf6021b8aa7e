/** Where the demo's chances come from: the same words always give the same sequence, on every machine. */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  /** Every distinct list of words is a sequence of its own, so one part of the story never shifts another. */
  constructor(...words: (string | number)[]) {
    [this.#a, this.#b, this.#c] = hash(words.join('/'));
    for (let i = 0; i < 12; i += 1) this.next();
  }

  /** A fraction from 0 to below 1 (sfc32). */
  next(): number {
    const sum = (((this.#a + this.#b) | 0) + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4_294_967_296;
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  between(from: number, to: number): number {
    return from + this.next() * (to - from);
  }

  /** A whole number, both ends included. */
  whole(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  pick<Item>(items: readonly Item[]): Item {
    return this.weighted(items, () => 1);
  }

  /** One of the items, each as likely as its weight says. */
  weighted<Item>(items: readonly Item[], weight: (item: Item) => number): Item {
    let left = this.next() * items.reduce((sum, item) => sum + weight(item), 0);
    const found = items.find((item) => (left -= weight(item)) < 0) ?? items.at(-1);
    if (found === undefined) throw new Error('nothing to choose from');
    return found;
  }

  /** Standard normal (Box and Muller). */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
  }

  /** Around 1 in the mean, skewed as amounts and waiting times are. */
  skewed(spread: number): number {
    return Math.exp(spread * this.normal() - (spread * spread) / 2);
  }

  /** Waiting time of something that happens once in `mean`. */
  wait(mean: number): number {
    return -mean * Math.log(1 - this.next());
  }

  /** How many of what happens `mean` times on average (Knuth; for small means). */
  count(mean: number): number {
    const limit = Math.exp(-mean);
    let n = 0;
    for (let product = this.next(); product > limit; product *= this.next()) n += 1;
    return n;
  }
}

/** Three words of state from a text (FNV-1a, three times with different beginnings). */
function hash(text: string): [number, number, number] {
  const one = (start: number): number => {
    let h = start;
    for (let i = 0; i < text.length; i += 1) h = Math.imul(h ^ text.charCodeAt(i), 16_777_619);
    return h ^ (h >>> 15);
  };
  return [one(0x811c9dc5), one(0x9e3779b9), one(0x85ebca6b)];
}
