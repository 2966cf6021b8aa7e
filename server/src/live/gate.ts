/** Lets so many pieces of work run at a time, the others wait in line: topics must leave connections of the pool to requests. */
export class Gate {
  readonly #width: number;
  readonly #line: (() => void)[] = [];
  readonly #leaving: (() => void)[] = [];
  #inside = 0;

  constructor(width: number) {
    this.#width = width;
  }

  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#inside >= this.#width) await new Promise<void>((resolve) => this.#line.push(resolve));
    else this.#inside += 1;
    try {
      return await work();
    } finally {
      // the place is handed over, not freed: nobody can slip in between
      const next = this.#line.shift();
      if (next) next();
      else this.#left();
    }
  }

  /** Resolves when nobody is inside: what runs here has let go of the database. */
  async idle(): Promise<void> {
    if (this.#inside > 0) await new Promise<void>((resolve) => this.#leaving.push(resolve));
  }

  #left(): void {
    this.#inside -= 1;
    if (this.#inside === 0) for (const resolve of this.#leaving.splice(0)) resolve();
  }
}
