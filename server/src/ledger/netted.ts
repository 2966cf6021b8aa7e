import type { Projected } from './entry.ts';
import type { Measure } from './measures.ts';

/** What entries add up to by instant, fact and dimensions: stricter than totals, blind to how corrections got there. Zeros are left out. */
export function netted(entries: readonly Projected[]): Map<string, [Measure, number][]> {
  const nets = new Map<string, Partial<Record<Measure, number>>>();
  for (const entry of entries) {
    const touched = Object.entries(entry.dimensions).filter(([, id]) => id !== null && id !== undefined);
    const key = JSON.stringify([entry.effectiveAt.toISOString(), entry.factId, touched.toSorted()]);
    const net = nets.get(key) ?? {};
    nets.set(key, net);
    for (const [measure, value] of Object.entries(entry.amounts) as [Measure, number][])
      net[measure] = (net[measure] ?? 0) + value;
  }
  return new Map([...nets].map(([key, net]) => [key, nonZero(net)]));
}

function nonZero(net: Partial<Record<Measure, number>>): [Measure, number][] {
  return (Object.entries(net) as [Measure, number][])
    .filter(([, value]) => value !== 0)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
}
