import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Context } from '../context.ts';
import { readSettings } from '../department/settings/read-settings.ts';
import { sql } from '../lib/sql.ts';
import { dayOf, monthOf } from '../lib/zone.ts';
import { catchUp } from './catch-up.ts';
import { admitNewcomers } from './day/admit-newcomers.ts';
import { noteDays } from './day/note-days.ts';
import { lastEvening } from './life/telling.ts';
import { type DemoNouns, externalId, readNouns } from './nouns.ts';
import { Present } from './present.ts';
import { becomeSole, type Sole } from './sole.ts';
import { type DemoWorld, defaultSeed, demoWorld } from './world.ts';

export interface SimulatorOptions {
  /** 1: an office's pace; 60: an hour a minute; 0: no simulator */
  speed: number;
  /** the seed the department was told with */
  seed?: number;
  log: Logger;
}

export interface Simulator {
  stop(): Promise<void>;
}

/** a server that finds another simulating looks again after this long */
const lookAgain = 15_000;
/** when the clock has jumped this far between two looks, the computer slept */
const slept = 10 * 60_000;
const longestBackoff = 60_000;

/**
 * Lets the demo department live in the present. Only where the settings say that it is a demo; on a real department it does nothing. Never
 * throws: what fails is logged and tried again, ever more slowly.
 */
export function startSimulator(
  context: Context | (() => Context),
  { speed, seed = defaultSeed, log }: SimulatorOptions,
): Simulator {
  const makeContext = typeof context === 'function' ? context : () => context;
  const stopping = new AbortController();
  const done = speed > 0 ? keepSimulating(makeContext, { speed, seed, log }, stopping.signal) : Promise.resolve();
  return {
    stop: () => {
      stopping.abort();
      return done;
    },
  };
}

type Options = Required<SimulatorOptions>;

async function keepSimulating(makeContext: () => Context, options: Options, signal: AbortSignal): Promise<void> {
  for (let failures = 0; !signal.aborted; ) {
    try {
      const sole = await becomeSole(makeContext().database.url);
      if (sole) {
        const begun = performance.now();
        try {
          if (!(await simulate(makeContext, options, sole, signal))) return;
        } finally {
          await sole.release();
          if (performance.now() - begun > longestBackoff) failures = 0;
        }
      }
      await pause(lookAgain, signal);
    } catch (error) {
      failures += 1;
      if (!signal.aborted) options.log.warn({ err: error, failures }, 'the demo stumbled and tries again');
      await pause(Math.min(1000 * 2 ** failures, longestBackoff), signal);
    }
  }
}

/** Lives until stopped or until the right to simulate is lost; false when there is no demo here. */
async function simulate(
  makeContext: () => Context,
  { speed, seed, log }: Options,
  sole: Sole,
  signal: AbortSignal,
): Promise<boolean> {
  const world = await readWorld(makeContext(), seed);
  if (!world) return false;
  const nouns = await readNouns(makeContext().database.app);
  const present = new Present(makeContext, world, nouns, { speed });
  await present.begin();
  for (let looked = 0, evening = 0; sole.held() && !signal.aborted; ) {
    const now = makeContext().clock.now().getTime();
    const last = lastEvening(world, new Date(now)).getTime();
    if (last > evening) present.meet(await endDay(makeContext(), world));
    evening = last;
    if (now - looked > slept) {
      const deeds = await catchUp(makeContext(), world, nouns, () => signal.aborted);
      if (deeds > 0) log.info({ deeds }, 'the demo has told what happened meanwhile');
    }
    looked = makeContext().clock.now().getTime();
    const { wait, act } = await present.next();
    if (!(await pause(wait, signal)) || !sole.held()) break;
    // what was decided before the computer slept is out of date
    if (makeContext().clock.now().getTime() - looked < slept) await act?.();
  }
  return true;
}

/** What is done once a day: what it has cost is noted, and who is new among the clients. */
async function endDay(ctx: Context, world: DemoWorld): Promise<DemoNouns> {
  const nouns = await admitNewcomers(ctx, world, await readNouns(ctx.database.app));
  await noteDays(ctx, world, nouns);
  return nouns;
}

/** The world the story in this database was told in; null when it holds none. */
export async function readWorld(ctx: Context, seed: number): Promise<DemoWorld | null> {
  const settings = await readSettings(ctx.database.app);
  const [first] = await ctx.database.app.query<{
    at: Date | null;
  }>(sql`/* demo-begin */ select min(opened_at) as at from deal
    where external_id like ${externalId('%')}`);
  if (!settings?.demo || !first?.at) return null;
  // the first month always has deals: the story began on its first day
  return demoWorld(seed, monthOf(dayOf(first.at, settings.timeZone)), settings.timeZone);
}

/** Waits; false when it was stopped meanwhile. */
async function pause(ms: number, signal: AbortSignal): Promise<boolean> {
  try {
    await sleep(ms, undefined, { signal });
    return true;
  } catch {
    return false;
  }
}
