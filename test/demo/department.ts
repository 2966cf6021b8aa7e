import pino from 'pino';
import { systemViewer } from '../../server/src/access/viewer.ts';
import { makeContext } from '../../server/src/app-context.ts';
import type { Context, DepartmentSettings } from '../../server/src/context.ts';
import type { Database } from '../../server/src/database/database.ts';
import { seedDemo } from '../../server/src/demo/seed-demo.ts';
import { readSettings } from '../../server/src/department/settings/read-settings.ts';
import { type Fragment, raw, sql } from '../../server/src/lib/sql.ts';
import { MoveableClock } from '../world/clock.ts';
import { startDatabase } from '../world/database.ts';

/** A database with the demo department in it, and a clock that a test moves. */
export interface DemoDepartment {
  database: Database;
  clock: MoveableClock;
  /** as the server makes one for the storyteller */
  makeContext: () => Context;
  /** how long telling it took */
  seedMs: number;
  /** which of two that began at once told it */
  told: boolean[];
  /** one row of one statement */
  one<Row>(statement: Fragment): Promise<Row>;
  close(): Promise<void>;
}

const viewer = systemViewer('demo', 'demo');
const log = pino({ level: 'silent' });

/** A context on a database as the server makes it before it knows of any demo. */
export async function contextOn(
  database: Database,
  clock: MoveableClock,
  settings?: DepartmentSettings,
): Promise<Context> {
  const unset = {
    departmentName: 'Отдел продаж',
    timeZone: 'Asia/Tokyo',
    currency: 'JPY',
    activityWindowDays: 365,
    demo: false,
  };
  const known = settings ?? (await readSettings(database.app)) ?? unset;
  return makeContext(
    { database, clock, log, settings: () => known, version: 'test', changed: () => undefined },
    viewer,
  );
}

/** Tells the demo department on a database of its own. */
export async function startDemoDepartment(now: string): Promise<DemoDepartment> {
  const own = await startDatabase();
  const { database } = own;
  const clock = new MoveableClock(now);
  const begun = performance.now();
  const context = await contextOn(database, clock);
  // two servers starting at once: one tells, the other finds it told
  const told = await Promise.all([seedDemo(context), seedDemo(context)]);
  const seedMs = performance.now() - begun;
  const settings = (await readSettings(database.app)) ?? undefined;
  const storyteller = await contextOn(database, clock, settings);
  return {
    database,
    clock,
    makeContext: () => storyteller,
    seedMs,
    told,
    one: async <Row>(statement: Fragment) => {
      const [row] = await database.owner.query<Row>(statement);
      if (!row) throw new Error('no row');
      return row;
    },
    close: own.close,
  };
}

/** How the department stands: what tests of balance compare. */
export function standing(department: DemoDepartment, since: Date) {
  return department.one<{ open: number; opened: number; closed: number; won: number; oldest: number }>(sql`select
    count(*) filter (where status = 'open')::int as open,
    count(*) filter (where opened_at > ${since})::int as opened,
    count(*) filter (where closed_at > ${since})::int as closed,
    count(*) filter (where closed_at > ${since} and status = 'won')::int as won,
    coalesce(max(extract(day from ${department.clock.now()}::timestamptz - opened_at)) filter (where status = 'open'), 0)::int as oldest
    from deal`);
}

/** Figures by one column of the ledger. */
export function figuresBy(department: DemoDepartment, column: 'month' | 'employee_id' | 'day', where = 'true') {
  return department.database.owner.query<{ key: string; won: number; lost: number; opened: number; revenue: number }>(
    sql`select ${raw(column)}::text as key, coalesce(sum(won), 0)::int as won, coalesce(sum(lost), 0)::int as lost,
      coalesce(sum(opened), 0)::int as opened, (coalesce(sum(revenue), 0) / 100)::float as revenue
      from ledger where ${raw(where)} group by 1 order by 1`,
  );
}
