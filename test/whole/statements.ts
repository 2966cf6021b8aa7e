import pg from 'pg';

/** What a statement is called: its first comment. */
function nameOf(statement: unknown): string | undefined {
  const text = typeof statement === 'string' ? statement : (statement as { text?: string } | null)?.text;
  return text?.trimStart().match(/^\/\*\s*([\w-]+)/)?.[1];
}

/**
 * Counts the statements this process sends to PostgreSQL, by name, until it is stopped. What the server does by itself (reads its tail, rolls,
 * looks who is still connected) is told apart by listening a while before anything is asked.
 */
export class StatementCount {
  readonly #original = pg.Client.prototype.query;
  #names: string[] = [];
  #itself = new Set<string>();

  start(): void {
    const seen = (statement: unknown): void => {
      const name = nameOf(statement);
      if (name) this.#names.push(name);
    };
    const { query } = pg.Client.prototype;
    pg.Client.prototype.query = function counted(this: pg.Client, ...given: unknown[]) {
      seen(given[0]);
      return (query as (...all: unknown[]) => unknown).apply(this, given);
    } as typeof query;
  }

  /** Everything seen so far is what the server does by itself. */
  ignoreSoFar(): void {
    for (const name of this.#names) this.#itself.add(name);
    this.#names = [];
  }

  /** The statements of what is done meanwhile, by name. */
  async of(work: () => Promise<unknown>): Promise<string[]> {
    this.#names = [];
    await work();
    return this.#names.filter((name) => !this.#itself.has(name));
  }

  stop(): void {
    pg.Client.prototype.query = this.#original;
  }
}
