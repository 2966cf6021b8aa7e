import type { Context, Row } from '../../context.ts';
import { type Page, pageOf } from '../../lib/connection.ts';
import { Refusal } from '../../lib/refusal.ts';
import { sql } from '../../lib/sql.ts';
import { addDays, type Day, startOfDay } from '../../lib/zone.ts';
import type { AnyRecord } from '../../records/define-record.ts';
import { listRecords } from '../../records/list-records.ts';
import { activityNoun } from '../activities/activity.ts';
import { dealNoun } from '../deals/deal.ts';
import { leadNoun } from '../leads/lead.ts';
import { taskNoun } from './task.ts';

/** Whose day it is, and when it begins and ends. */
export interface DayOf {
  employeeId: string;
  from: Date;
  to: Date;
}

/** How many of each a day tells; how many there are is told too. */
export const mostOfDay = 100;

const earliest: Day = '1970-01-02';
const latest: Day = '2200-01-01';

/** A day of the department's calendar as instants. */
export function boundsOf(day: Day, timeZone: string): Pick<DayOf, 'from' | 'to'> {
  if (day < earliest || day >= latest)
    throw Refusal.badInput('date', `a day from ${earliest} to ${latest}`, { got: day });
  return { from: startOfDay(day, timeZone), to: startOfDay(addDays(day, 1), timeZone) };
}

type List = Promise<Page<object>>;

/** The lists of somebody's day, each in one statement and as far as the viewer may see it. */
export const dayLists = {
  tasksDue: (ctx: Context, { employeeId, from, to }: DayOf): List =>
    list(ctx, taskNoun, 'dueAt', { assignee: [employeeId], ended: false, dueAt: { from, to } }),

  tasksOverdue: (ctx: Context, { employeeId, from }: DayOf): List => {
    const now = ctx.clock.now();
    const dueAt = { to: from < now ? from : now };
    return list(ctx, taskNoun, 'dueAt', { assignee: [employeeId], status: ['open'], dueAt });
  },

  tasksDone: (ctx: Context, { employeeId, from, to }: DayOf): List =>
    list(ctx, taskNoun, 'dueAt', { assignee: [employeeId], status: ['done'], doneAt: { from, to } }),

  meetings: (ctx: Context, { employeeId, from, to }: DayOf): List =>
    list(ctx, taskNoun, 'dueAt', {
      ...{ assignee: [employeeId], kind: ['meeting'], status: ['open'], dueAt: { from, to } },
    }),

  activities: (ctx: Context, { employeeId, from, to }: DayOf): List =>
    list(ctx, activityNoun, 'at', { employee: [employeeId], ended: false, at: { from, to } }),

  leadsToAnswer: (ctx: Context, { employeeId, to }: DayOf): List =>
    list(ctx, leadNoun, 'answerDueAt', { employee: [employeeId], status: ['new'], ended: false, answerDueAt: { to } }),

  deals: readDeals,
} as const;

function list(ctx: Context, record: AnyRecord, by: string, where: Record<string, unknown>): List {
  return listRecords(ctx, record, { where, orderBy: { by, direction: 'ASC' }, first: mostOfDay, after: null });
}

/** Open deals whose next step or expected close is that day, in the order of their next steps. */
async function readDeals(ctx: Context, { employeeId, from, to }: DayOf): List {
  const rows = await ctx.database.app.query<Row & { total: string }>(sql`/* deals-of-day */
    select d.*, count(*) over () as total from deal d
    where d.owner_id = ${employeeId} and d.status = 'open' and ${ctx.access.rows('read', 'Deal', 'd')}
      and ((d.next_step_at >= ${from} and d.next_step_at < ${to}) or (d.expected_close_at >= ${from} and d.expected_close_at < ${to}))
    order by least(d.next_step_at, d.expected_close_at), d.id limit ${mostOfDay + 1}`);
  const deals = rows.map((row) => dealNoun.fromRow(row) as { id: string });
  return pageOf(deals, mostOfDay, Number(rows[0]?.total ?? 0), ({ id }) => id);
}
