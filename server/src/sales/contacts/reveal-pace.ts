import type { Viewer } from '../../access/viewer.ts';
import type { Context } from '../../context.ts';
import type { Queryable, Transaction } from '../../database/database.ts';
import { Refusal } from '../../lib/refusal.ts';
import { sql } from '../../lib/sql.ts';
import { dayOf } from '../../lib/zone.ts';

/** More than this many within so many minutes is no work of a hand. */
const unusual = { reveals: 15, minutes: 10 };

/** Who is counted: a person, by whatever session or token they come. */
export function personOf({ employeeId, accountId, principal }: Viewer): string {
  if (employeeId !== null) return `employee:${employeeId}`;
  return accountId !== null ? `account:${accountId}` : principal;
}

interface Pace {
  used: number;
  most: number;
  recent: Date[];
  hurried: boolean;
}

/** Counts one more reveal; the row is locked until the transaction ends, so that calls side by side cannot pass the limit. */
export async function countReveal(
  tx: Transaction,
  ctx: Context,
  now: Date,
): Promise<{ left: number; hurried: boolean; recent: number }> {
  const [person, day] = [personOf(ctx.viewer), dayOf(now, ctx.settings.timeZone)];
  await tx.query(
    sql`/* reveal-pace */ insert into reveal_pace (person, day, used) values (${person}, ${day}, 0) on conflict do nothing`,
  );
  const [pace] =
    await tx.query<Pace>(sql`/* reveal-pace */ select case when p.day = ${day}::date then p.used else 0 end as used,
    s.reveals_per_day as most, p.recent, p.hurried from reveal_pace p, setting s where p.person = ${person} for update of p`);
  if (!pace) throw new Error('a reveal was counted and its row is gone');
  if (pace.used >= pace.most) {
    const message = `At most ${pace.most} contacts a day are revealed to one person`;
    throw Refusal.refused('REVEAL_LIMIT', message, { field: 'input.contactId', leftToday: 0 });
  }
  const since = now.getTime() - unusual.minutes * 60_000;
  const recent = [...pace.recent.filter((at) => at.getTime() > since), now].slice(-unusual.reveals - 1);
  const hurries = recent.length > unusual.reveals;
  await tx.query(sql`/* reveal-pace */ update reveal_pace set day = ${day}, used = ${pace.used + 1}, recent = ${recent}::timestamptz[],
    hurried = ${hurries} where person = ${person}`);
  // once a burst: until the pace has been usual again
  return { left: pace.most - pace.used - 1, hurried: hurries && !pace.hurried, recent: recent.length };
}

/** How many are left to the viewer today. */
export async function revealsLeft(db: Queryable, ctx: Context, now: Date): Promise<number> {
  const day = dayOf(now, ctx.settings.timeZone);
  const [row] = await db.query<{ left: number }>(sql`/* reveals-left */ select greatest(s.reveals_per_day - coalesce((
    select p.used from reveal_pace p where p.person = ${personOf(ctx.viewer)} and p.day = ${day}::date), 0), 0) as left from setting s`);
  return row?.left ?? 0;
}

/** Notes that somebody went on although nothing was left; true the first time of a day. */
export async function noteExhausted(ctx: Context, now: Date): Promise<boolean> {
  const day = dayOf(now, ctx.settings.timeZone);
  const rows =
    await ctx.database.app.query(sql`/* reveal-exhausted */ update reveal_pace set exhausted_on = ${day}::date
    where person = ${personOf(ctx.viewer)} and exhausted_on is distinct from ${day}::date returning 1`);
  return rows.length > 0;
}
