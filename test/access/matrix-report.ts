/** Compares case by case what the server does with what the oracle says, and counts. */
export class Comparison {
  readonly differences: string[] = [];
  cases = 0;

  /** One case: whatever is compared is told apart as JSON. */
  is(what: string, got: unknown, expected: unknown): void {
    this.cases += 1;
    const [is, should] = [JSON.stringify(got), JSON.stringify(expected)];
    if (is !== should) this.differences.push(`${what}: the oracle says ${should}, the server ${is}`);
  }

  /** One case for each member of a whole: in one if and only if in the other. */
  sets(what: string, got: Iterable<string>, expected: Iterable<string>, whole: Iterable<string>): void {
    const [is, should] = [new Set(got), new Set(expected)];
    for (const member of new Set([...whole, ...is, ...should]))
      this.is(`${what} ${member}`, is.has(member), should.has(member));
  }
}
