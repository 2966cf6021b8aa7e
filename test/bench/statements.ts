import { setTimeout as sleep } from 'node:timers/promises';
import { funnelNow, moveThere, openDeals, thisMonth } from './moves.ts';
import { Screens } from './screens.ts';
import type { Counted } from './server.ts';
import type { BenchServer } from './server-process.ts';
import type { Line } from './table.ts';

const few = 10;
const many = 1_000;
const rounds = 4;
const changesARound = 10;
/** longer than the coalescing window: every change has an answer of its own */
const changeEvery = 400;
/** what runs by the clock, whoever changes what and whoever looks */
const byTheClock = new Set(['roll', 'begin', 'commit', 'tail']);

/** SQL statements for a change that everybody on a topic must see: the verb's, the tail's and those of the answer. */
export async function benchStatements(server: BenchServer): Promise<Line[]> {
  const screens = new Screens(server, funnelNow, thisMonth);
  const deals = await openDeals(server, 2 * rounds * changesARound);
  const changes = async (): Promise<Counted> => {
    await sleep(1_000);
    await server.statements();
    for (let i = 0; i < changesARound; i += 1) {
      const all = Promise.withResolvers<void>();
      const late = setTimeout(() => all.reject(new Error('a change was not seen by every screen')), 10_000);
      let waiting = screens.count;
      screens.hear = () => (waiting -= 1) === 0 && all.resolve();
      const pause = sleep(changeEvery);
      const deal = deals.pop();
      if (deal) await moveThere(server, deal);
      await all.promise;
      clearTimeout(late);
      await pause;
    }
    return server.statements();
  };
  try {
    const pairs: { few: Counted; many: Counted }[] = [];
    for (let i = 0; i < rounds; i += 1) {
      await screens.become(few);
      const before = await changes();
      await screens.become(many);
      pairs.push({ few: before, many: await changes() });
    }
    return [line(pairs)];
  } finally {
    await screens.close();
  }
}

function line(pairs: readonly { few: Counted; many: Counted }[]): Line {
  const last = pairs.at(-1);
  const names = Object.keys({ ...last?.few, ...last?.many }).toSorted();
  return {
    what: `SQL statements per change, ${many.toLocaleString('en')} subscribers of one topic`,
    against: `${few} subscribers`,
    goal: '= 1.0×',
    ratios: pairs.map((pair) => perChange(pair.many) / perChange(pair.few)),
    detail: [
      `${perChange(last?.many).toFixed(1)} against ${perChange(last?.few).toFixed(1)}; of each name: ${names
        .map((name) => `${name} ${each(last?.many, name)} against ${each(last?.few, name)}`)
        .join(', ')}`,
    ],
  };
}

function perChange(counted: Counted = {}): number {
  const names = Object.keys(counted).filter((name) => !byTheClock.has(name));
  return names.reduce((sum, name) => sum + (counted[name] ?? 0), 0) / changesARound;
}

function each(counted: Counted = {}, name: string): string {
  return ((counted[name] ?? 0) / changesARound).toFixed(1);
}
