import { dayOf } from '../../lib/zone.ts';
import { type SegmentKey, segments } from '../catalogue.ts';
import { inVain } from '../life/enquiries.ts';
import { isOpen, officeHours } from '../office-time.ts';
import { opensOn } from '../story.ts';
import type { DemoWorld } from '../world.ts';
import type { Desk } from './desk.ts';

/** What people do beside moving deals. */
export const chores = [
  ...(['contact', 'enquiry', 'answer', 'decide', 'ticket', 'answerTicket', 'resolve', 'task', 'doTask'] as const),
  ...(['issue', 'pay'] as const),
];
export type Chore = (typeof chores)[number];
export type ChoreRates = Map<Chore, number>;

/** a backlog is worked off, but not at once */
const most = 6;

/** Chores an hour, at the history's measure: contacts and enquiries by themselves, the rest as much as waits. */
export function choreRates(world: DemoWorld, desk: Desk, now: Date): ChoreRates {
  const shift = isOpen(now, world.timeZone) ? 1 : 0.06;
  const day = dayOf(now, world.timeZone);
  const opens = (Object.keys(segments) as SegmentKey[]).reduce((sum, group) => sum + opensOn(world, group, day), 0);
  const perHour = opens / officeHours;
  const rates: Record<Chore, number> = {
    contact: 5,
    // a part of them becomes the deals that are opened
    enquiry: perHour * (inVain + 0.3),
    answer: desk.unanswered * 3,
    decide: desk.undecided * 0.03,
    ticket: perHour * 0.18,
    answerTicket: desk.newTickets * 1.6,
    resolve: desk.openTickets * 0.07,
    task: perHour * 0.9,
    doTask: desk.dueTasks * 0.7,
    issue: desk.unissued * 0.14,
    pay: desk.unpaid * 0.05,
  };
  return new Map(chores.map((chore) => [chore, Math.min(rates[chore], most) * shift]));
}
