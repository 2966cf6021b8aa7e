import type { Context } from '../../context.ts';
import type { Page } from '../../lib/connection.ts';
import { sql } from '../../lib/sql.ts';
import { listRecords } from '../../records/list-records.ts';
import { leadNoun } from './lead.ts';

/** Leads whose answer is due and that nobody has answered, the longest overdue first, as far as the viewer may see them. */
export function overdueLeads(ctx: Context, first: number, after: string | null): Promise<Page<{ id: string }>> {
  // up to now and with it: the ends of ranges are left out
  const due = { to: new Date(ctx.clock.now().getTime() + 1) };
  return listRecords(ctx, leadNoun, {
    where: { status: ['new'], ended: false, answerDueAt: due },
    orderBy: { by: 'answerDueAt', direction: 'ASC' },
    ...{ first, after },
  });
}

/** How many leads wait for an answer. */
export interface Waiting {
  waiting: number;
  overdue: number;
  /** since when the longest of them waits; null: none does */
  longestSince: Date | null;
}

/** Counts the leads that wait, as far as the viewer may count them: walls count all of them and see none. */
export async function countWaiting(ctx: Context): Promise<Waiting> {
  const [row] = await ctx.database.app.query<{ waiting: string; overdue: string; since: Date | null }>(
    sql`/* leads-waiting */ select count(*) as waiting, count(*) filter (where answer_due_at <= ${ctx.clock.now()}) as overdue,
      min(arrived_at) as since from lead t
    where status = 'new' and ended_at is null and ${ctx.access.rows('read', 'LeadsWaiting', 't')}`,
  );
  return { waiting: Number(row?.waiting ?? 0), overdue: Number(row?.overdue ?? 0), longestSince: row?.since ?? null };
}
