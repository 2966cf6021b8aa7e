import { dayOf } from '../lib/zone.ts';
import { type SegmentKey, segments } from './catalogue.ts';
import { meanStay } from './next-step.ts';
import { isOpen, officeHours } from './office-time.ts';
import type { OpenDeal } from './open-deals.ts';
import { opensOn } from './story.ts';
import type { DemoWorld } from './world.ts';

/**
 * How many things happen in an hour of the present.
 *
 * What is counted (deals opened, moved, closed) keeps to the story's own measure, some ten an hour: the present must join on to two
 * years of history, or this month would beat the last ten times over after a day on the wall. So that a wall still lives, the rest of the
 * pace is corrections: a price talked about again, a date put off, an installation added. They change the pipeline's amount, nothing else.
 *
 * Outside of office hours a skeleton crew is on duty («дежурная смена»): a correction every two or three minutes, now and then more. What it
 * sells, the day sells less: a week brings what a week of the history brings.
 */
const open = { share: 0.85, pace: 64 };
const closed = { share: 0.06, pace: 22 };

/** Events an hour, by what they are. */
export interface Rates {
  /** new deals, by group */
  opening: Map<SegmentKey, number>;
  /** the next step of each open deal */
  steps: Map<OpenDeal, number>;
  corrections: number;
}

/** The rates at an instant, at speed 1. `quiet`: nothing that is counted happens for a while. */
export function ratesAt(world: DemoWorld, deals: readonly OpenDeal[], now: Date, quiet: boolean): Rates {
  const shift = isOpen(now, world.timeZone) ? open : closed;
  const share = quiet ? 0 : shift.share / officeHours;
  const day = dayOf(now, world.timeZone);
  const opening = new Map(
    (Object.keys(segments) as SegmentKey[]).map((group) => [group, opensOn(world, group, day) * share]),
  );
  const steps = new Map(deals.map((deal) => [deal, share / meanStay(deal, day)]));
  const counted = total(opening) + total(steps);
  return { opening, steps, corrections: deals.length > 0 ? Math.max(shift.pace - counted, 0) : 0 };
}

/** How many counted events an hour brings. */
export function countedRate(rates: Rates): number {
  return total(rates.opening) + total(rates.steps);
}

function total(parts: Map<unknown, number>): number {
  return [...parts.values()].reduce((sum, rate) => sum + rate, 0);
}
