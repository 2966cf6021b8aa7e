import { afterAll, beforeAll, expect, test } from 'vitest';
import { liveOrganisation } from '../department/random-organisation.ts';
import { liveDevelopment } from '../development/random-development.ts';
import { liveMarketing } from '../marketing/random-marketing.ts';
import { livePlans } from '../plans/random-plans.ts';
import { liveClients } from '../sales/random-clients.ts';
import { liveDealsDepth } from '../sales/random-deals-depth.ts';
import { liveWork } from '../sales/random-work.ts';
import { liveService } from '../service/random-service.ts';
import { liveStrategy } from '../strategy/random-strategy.ts';
import { startWorld, type World } from '../world/world.ts';
import { type Asked, compare, type Found } from './figures-compare.ts';
import { Worker } from './figures-life.ts';
import { readRows } from './figures-rows.ts';
import { Department } from './figures-sheet.ts';
import { figures } from './figures-words.ts';

interface Defined {
  id: string;
  breakdowns: string[];
}

let world: World;
let worker: Worker;
let catalogue: Defined[];

/** A number from 0 to one less than the sides, the same in every run. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * sides);
  };
}

beforeAll(async () => {
  const t0 = Date.now();
  const log = (s: string) => console.log(s, Date.now() - t0);
  world = await startWorld({ now: '2026-03-18T12:00:00+03:00' });
  catalogue = (await world.ask<{ all: Defined[] }>('{ all: kpiCatalogue { id breakdowns } }')).all;
  const { settings } = await world.ask<{ settings: { revision: number } }>('{ settings { revision } }');
  await world.ask(`mutation { amendSettings(input: { key: "window", revision: ${settings.revision}, activityWindowDays: 20 }) { revision } }`);
  worker = new Worker(world);
  await worker.settle();
  log('settled');
  await worker.work(0);
  log('worked');
  for (const [i, walk] of [liveClients, liveWork, liveOrganisation, liveDealsDepth].entries()) {
    await walk(world, dice(200 + i), 40);
    log(walk.name);
  }
  world.clock.advance({ days: 6 });
  await worker.move();
  await worker.work(1);
  log('worked');
  for (const [i, walk] of [liveService, liveMarketing, livePlans, liveDevelopment, liveStrategy].entries()) {
    await walk(world, dice(300 + i), 30);
    log(walk.name);
  }
  await world.roll();
  await liveDealsDepth(world, dice(400), 40);
  world.clock.advance({ days: 9 });
  await worker.move();
  await worker.work(2);
  log('worked');
  console.log(world.clock.now().toISOString());
}, 120_000);
afterAll(() => world.close());

test('every figure of the catalogue is computed by hand', () => {
  expect(Object.keys(figures).toSorted()).toEqual(catalogue.map(({ id }) => id).toSorted());
});

test('every figure by every breakdown is what the rows say, in all, this month, last month and month by month', async () => {
  const department = new Department(await readRows(world), world.clock.now().getTime());
  const found: Found = { differences: [], shown: new Set(), broken: new Set(), compared: 0, revisions: new Set() };
  const dimensions = [null, ...new Set(catalogue.flatMap(({ breakdowns }) => breakdowns))];
  const t0 = Date.now();
  for (const by of dimensions) {
    const kpis = catalogue.filter(({ breakdowns }) => by === null || breakdowns.includes(by)).map(({ id }) => id);
    const questions: Asked[] = [
      { named: 'ALL', by, byMonth: false },
      { named: 'THIS_MONTH', by, byMonth: false },
      { named: 'LAST_MONTH', by, byMonth: false },
      { named: 'ALL', by, byMonth: true },
    ];
    for (const asked of questions) await compare(world, department, kpis, asked, found);
  }
  console.log('compared', found.compared, Date.now() - t0, found.differences.length);
  expect([...found.revisions]).toHaveLength(1);
  expect(found.differences).toEqual([]);
  const ids = catalogue.map(({ id }) => id);
  expect(ids.filter((id) => !found.shown.has(id))).toEqual([]);
  expect(ids.filter((id) => !found.broken.has(id))).toEqual([]);
}, 60_000);
