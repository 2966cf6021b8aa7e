import { setTimeout as sleep } from 'node:timers/promises';
import { defaultLimits } from '../../server/src/live/limits.ts';
import { funnelNow, moveThere, openDeals, standingThere, thisMonth } from './moves.ts';
import { Screens } from './screens.ts';
import type { BenchServer } from './server-process.ts';
import type { Line } from './table.ts';

const wall = 500;
const movesASecond = 50;
const rounds = 4;
const secondsARound = 5;
const allowed = defaultLimits.coalesce + 100;

/** From the moment a move is asked for to the moment a screen shows it, while moves come all the time. */
export async function benchLatency(server: BenchServer): Promise<Line[]> {
  const deals = await openDeals(server, movesASecond * secondsARound * rounds);
  const askedAt: number[] = [];
  const delays: number[][] = Array.from({ length: rounds }, () => []);
  // every move adds one to its stage: a screen that shows n more than at first has seen the first n moves
  const standing: number[] = [];
  let atFirst = 0;
  const screens = new Screens(server, funnelNow, thisMonth);
  screens.hear = (message, screen) => {
    const at = performance.now();
    const now = standingThere(message);
    if (askedAt.length === 0) atFirst = now;
    for (let n = (standing[screen] ?? now) - atFirst; n < now - atFirst; n += 1)
      delays[Math.floor(n / (movesASecond * secondsARound))]?.push(at - (askedAt[n] ?? Number.NaN));
    standing[screen] = now;
  };
  try {
    await screens.become(wall);
    await sleep(1_000);
    const started = performance.now();
    const moving: Promise<void>[] = [];
    for (const [i, deal] of deals.entries()) {
      const wait = started + (i * 1_000) / movesASecond - performance.now();
      if (wait > 0) await sleep(wait);
      askedAt.push(performance.now());
      moving.push(moveThere(server, deal));
    }
    await Promise.all(moving);
    await sleep(2_000);
  } finally {
    await screens.close();
  }
  return [line(delays, deals.length)];
}

function line(delays: readonly number[][], moves: number): Line {
  const ordered = delays.map((round) => Float64Array.from(round).sort());
  const at = (share: number) =>
    ordered.map((round) => Math.round(round[Math.ceil(round.length * share) - 1] ?? Number.NaN));
  const shown = ordered.reduce((sum, round) => sum + round.length, 0);
  if (shown < moves * wall) throw new Error(`${moves * wall - shown} of ${moves * wall} showings never came`);
  return {
    what: `mutation to screen, ${movesASecond} moves/s, ${wall} screens of one topic: p99`,
    against: `coalescing window + 100 ms = ${allowed} ms`,
    goal: '≤ 1×',
    ratios: at(0.99).map((ms) => ms / allowed),
    detail: [`p50 ${at(0.5).join(', ')} ms; p99 ${at(0.99).join(', ')} ms; most ${at(1).join(', ')} ms`],
  };
}
