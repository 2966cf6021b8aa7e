import { liveOrganisation } from '../department/random-organisation.ts';
import { liveDevelopment } from '../development/random-development.ts';
import { liveMarketing } from '../marketing/random-marketing.ts';
import { livePay } from '../pay/random-pay.ts';
import { livePlans } from '../plans/random-plans.ts';
import { liveClients } from '../sales/random-clients.ts';
import { liveDealsDepth } from '../sales/random-deals-depth.ts';
import { liveWork } from '../sales/random-work.ts';
import { liveService } from '../service/random-service.ts';
import { liveStrategy } from '../strategy/random-strategy.ts';
import type { World } from '../world/world.ts';
import { Worker } from './figures-life.ts';

/** A number from 0 to one less than the sides, the same in every run. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * sides);
  };
}

/**
 * Five weeks of the whole department: all areas at random, one after the other so that every run is the same, and somebody who does everything there is
 * in one team and then in another. The clock goes on between them, so that what was due has come; clients count as active for less and less long.
 */
export async function liveFiveWeeks(world: World, seed: number, turns: number): Promise<Worker> {
  const worker = new Worker(world);
  await keepsActive(world, 20);
  await worker.settle();
  await worker.work(0);
  for (const [i, walk] of [liveClients, liveWork, liveOrganisation, liveDealsDepth].entries())
    await walk(world, dice(seed + i), turns);
  world.clock.advance({ days: 6 });
  await keepsActive(world, 15);
  await worker.move();
  await worker.work(1);
  for (const [i, walk] of [liveService, liveMarketing, livePlans, liveDevelopment, liveStrategy, livePay].entries())
    await walk(world, dice(seed + 10 + i), turns);
  // what came so far is read from the rollups, the rest from the ledger
  await world.roll();
  for (const [i, walk] of [liveDealsDepth, liveClients].entries()) await walk(world, dice(seed + 20 + i), turns);
  world.clock.advance({ days: 3 });
  await worker.move();
  await worker.work(2);
  world.clock.advance({ days: 2 });
  return worker;
}

async function keepsActive(world: World, days: number): Promise<void> {
  const { settings } = await world.ask<{ settings: { revision: number } }>('{ settings { revision } }');
  const input = `{ key: "window ${days}", revision: ${settings.revision}, activityWindowDays: ${days} }`;
  await world.ask(`mutation { amendSettings(input: ${input}) { revision } }`);
}
