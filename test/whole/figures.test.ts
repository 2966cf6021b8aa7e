import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWorld, type World } from '../world/world.ts';
import { type Asked, compare, type Found } from './figures-compare.ts';
import type { Worker } from './figures-life.ts';
import { type Raw, readRows } from './figures-rows.ts';
import { Department } from './figures-sheet.ts';
import { strayStamps } from './figures-stamps.ts';
import { liveFiveWeeks } from './figures-walks.ts';
import { figures } from './figures-words.ts';

interface Defined {
  id: string;
  breakdowns: string[];
}

const seed = Number(process.env['FIGSEED'] ?? 200);
let world: World;
let worker: Worker;
let catalogue: Defined[];
let raw: Raw;

beforeAll(async () => {
  world = await startWorld({ now: '2026-03-18T12:00:00+03:00' });
  catalogue = (await world.ask<{ all: Defined[] }>('{ all: kpiCatalogue { id breakdowns } }')).all;
  const t0 = Date.now();
  worker = await liveFiveWeeks(world, seed, Number(process.env['FIGTURNS'] ?? 30));
  console.log('lived', Date.now() - t0, world.clock.now().toISOString());
  raw = await readRows(world);
}, 120_000);
afterAll(() => world.close());

test('every figure of the catalogue is computed by hand', () => {
  expect(Object.keys(figures).toSorted()).toEqual(catalogue.map(({ id }) => id).toSorted());
});

test('every figure by every breakdown is what the rows say, in all, this month, last month and month by month', async () => {
  const department = new Department(raw, world.clock.now().getTime());
  const found: Found = { differences: [], shown: new Set(), broken: new Set(), compared: 0, revisions: new Set() };
  const t0 = Date.now();
  for (const by of [null, ...new Set(catalogue.flatMap(({ breakdowns }) => breakdowns))]) {
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
  expect(found.differences).toEqual([]);
  // nobody wrote while it was compared
  expect(found.revisions.size).toBe(1);
  // and there was something to compare of every one, in all and by some breakdown
  const ids = catalogue.map(({ id }) => id);
  expect(ids.filter((id) => !found.shown.has(id))).toEqual([]);
  expect(ids.filter((id) => !found.broken.has(id))).toEqual([]);
}, 60_000);

test('what somebody does counts for the team and department they were in then, and what goes on goes with them', () => {
  const { stray, looked } = strayStamps(raw, worker);
  expect(stray).toEqual([]);
  expect(new Set(worker.stints.map(({ team }) => team)).size).toBeGreaterThan(1);
  console.log(JSON.stringify([...looked]));
});
