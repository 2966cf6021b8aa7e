/** Values for an example's variables; dates are counted from `now`, so that an example never grows old. */
export function exampleVariables(id: string, now: Date): Record<string, string> | undefined {
  const midnight = (year: number, month: number, day: number) => new Date(Date.UTC(year, month, day)).toISOString();
  const year = now.getUTCFullYear();
  const month = now.getUTCMonth();
  switch (id) {
    case 'pipeline-as-of':
      return { asOf: midnight(year, month, now.getUTCDate() - 30) };
    case 'known-at':
      return { knownAt: midnight(year, month, 0) };
    case 'open-deal':
      return { key: `explore-${now.getTime().toString(36)}`, clientId: '1' };
    default:
      return undefined;
  }
}
