import { Temporal } from 'temporal-polyfill';
import type { Context } from '../context.ts';
import { dayOf } from '../lib/zone.ts';

/** The day so many days after today in the department's calendar. */
export function nextReview(ctx: Context, days: number): string {
  return Temporal.PlainDate.from(today(ctx)).add({ days }).toString();
}

/** The day it is in the department. */
export function today({ clock, settings }: Context): string {
  return dayOf(clock.now(), settings.timeZone);
}
