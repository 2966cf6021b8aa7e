import type { Queryable } from '../../database/database.ts';
import { type Fragment, raw, sql } from '../../lib/sql.ts';
import { routine } from '../life/tasks-set.ts';
import { externalId } from '../nouns.ts';

/** What waits for somebody of the story. */
export interface Desk {
  unanswered: number;
  undecided: number;
  newTickets: number;
  openTickets: number;
  dueTasks: number;
  unissued: number;
  unpaid: number;
}
export type Waiting = keyof Desk;

/** What the story has begun, or repeats: what people noted themselves is left to them. */
const own = sql`t.external_id like ${externalId('%')} and t.ended_at is null`;
const titles = routine.map(([, , title]) => title);

const waiting: Record<Waiting, { table: string; where: (now: Date) => Fragment }> = {
  unanswered: { table: 'lead', where: () => sql`${own} and t.status = 'new'` },
  undecided: { table: 'lead', where: () => sql`${own} and t.status in ('answered', 'qualified')` },
  newTickets: { table: 'ticket', where: () => sql`${own} and t.answered_at is null and t.status <> 'resolved'` },
  openTickets: { table: 'ticket', where: () => sql`${own} and t.answered_at is not null and t.status <> 'resolved'` },
  dueTasks: {
    table: 'task',
    where: (now) => sql`t.status = 'open' and t.due_at < ${now}::timestamptz + interval '5 hours'
      and (t.external_id like ${externalId('%')} or (t.repeats = 'weekly' and t.title = any(${titles}::text[])))`,
  },
  unissued: { table: 'document', where: () => sql`${own} and t.issued_at is null` },
  unpaid: {
    table: 'document',
    where: () => sql`${own} and t.kind = 'invoice' and t.issued_at is not null and not t.settled
      and exists (select from deal d where d.id = t.deal_id and d.status = 'won')`,
  },
};

/** Counts what waits; one statement. */
export async function readDesk(db: Queryable, now: Date): Promise<Desk> {
  const counts = (Object.keys(waiting) as Waiting[]).map((name) => {
    const { table, where } = waiting[name];
    return sql`(select count(*)::int from ${raw(table)} t where ${where(now)}) as ${raw(`"${name}"`)}`;
  });
  const list = counts.reduce((all, one) => sql`${all}, ${one}`);
  const [desk] = await db.query<Desk>(sql`/* demo-desk */ select ${list}`);
  if (!desk) throw new Error('a count has no row');
  return desk;
}

/** One of those that wait: `place` is a fraction of the way through them. */
export async function oneOf<Row>(db: Queryable, name: Waiting, place: number, now: Date): Promise<Row | null> {
  const { table, where } = waiting[name];
  const [row] = await db.query<Row>(sql`/* demo-waiting */ select t.*, e.external_id as person from ${raw(table)} t
    left join employee e on e.id = t.employee_id where ${where(now)} order by t.id
    offset (select floor(count(*) * ${place}::float)::int from ${raw(table)} t where ${where(now)}) limit 1`);
  return row ?? null;
}
