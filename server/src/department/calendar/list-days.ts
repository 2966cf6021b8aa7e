import type { Context } from '../../context.ts';
import { Refusal } from '../../lib/refusal.ts';
import { sql } from '../../lib/sql.ts';
import { addDays, type Day, daysBetween } from '../../lib/zone.ts';
import type { DayKind } from './day-kind.ts';
import { knownDays } from './sum-over-days.ts';
import { kindOfDay, readCalendar } from './working-days.ts';

/** A day as the calendar tells it. */
export interface ToldDay {
  day: Day;
  kind: DayKind;
  own: boolean;
  note: string | null;
}

type OwnDay = Omit<ToldDay, 'own'>;

const mostListed = 400;

/** Every day from one on, up to but not including another: at most 400. */
export async function listDays(ctx: Context, from: Day, to: Day): Promise<ToldDay[]> {
  checkedDay(from, 'from');
  if (to > knownDays.to) throw Refusal.badInput('to', `a day not after ${knownDays.to}`, { got: to });
  const count = daysBetween(from, to);
  if (count < 1) throw Refusal.badInput('to', 'a day after from: it is the first day left out', { from, to });
  if (count > mostListed) throw Refusal.badInput('to', `at most ${mostListed} days after from`, { days: count });
  const { app } = ctx.database;
  const [calendar, decided] = await Promise.all([
    readCalendar(app),
    app.query<OwnDay>(sql`/* own-days */ select to_char(day, 'YYYY-MM-DD') as day, kind, note from calendar_day
      where day >= ${from} and day < ${to}`),
  ]);
  const own = new Map(decided.map((day) => [day.day, { ...day, own: true }]));
  return Array.from({ length: count }, (_, i) => {
    const day = addDays(from, i);
    return own.get(day) ?? { day, kind: kindOfDay(calendar, day), own: false, note: null };
  });
}

/** One day as it stands. */
export async function tellDay(ctx: Context, day: Day): Promise<ToldDay> {
  const [told] = await listDays(ctx, day, addDays(day, 1));
  if (!told) throw new Error(`the calendar does not tell of ${day}`);
  return told;
}

/** Refuses a day nobody can reckon with. */
export function checkedDay(day: Day, field: string): Day {
  if (day >= knownDays.from && day < knownDays.to) return day;
  throw Refusal.badInput(field, `a day from ${knownDays.from} to ${addDays(knownDays.to, -1)}`, { got: day });
}
