import { Temporal } from 'temporal-polyfill';
import type { Context } from '../context.ts';
import type { Transaction } from '../database/database.ts';
import { locks } from '../database/locks.ts';
import { sql } from '../lib/sql.ts';
import { type Day, dayOf, monthOf } from '../lib/zone.ts';
import { settleAsItHappened } from '../sales/clients/prepare-clients.ts';
import { writeContacts } from './contacts.ts';
import { importTales } from './import-tales.ts';
import { payPeople } from './life/pay-people.ts';
import { beginTelling } from './life/telling.ts';
import { writeJudged, writeLife } from './life/write-life.ts';
import { readNouns } from './nouns.ts';
import { tellStory } from './story.ts';
import { type DemoWorld, defaultSeed, demoWorld } from './world.ts';
import { writeDepartment } from './write-department.ts';

/** Two years that can be compared, and before them a run-up, so that the first of their months does not start from nothing. */
const monthsTold = 26;

/** What the demo department has decided about itself. */
const demoSettings = {
  ...{ departmentName: 'Карпов и Партнеры', timeZone: 'Europe/Moscow', currency: 'RUB', workEnds: '18:30' },
};

export interface SeedOptions {
  /** the same seed and end give the same department to the last kopeck */
  seed?: number;
  /** where the story ends; now unless told, and never later */
  until?: Date;
}

/**
 * Gives an empty database the department «Карпов и Партнеры» and two years of its history, up to now. A database that holds anything is
 * left alone. One transaction: a start that was interrupted has written nothing, and the next one begins again. Returns whether it
 * wrote; the settings have then changed and must be read again.
 */
export async function seedDemo(ctx: Context, { seed = defaultSeed, until }: SeedOptions = {}): Promise<boolean> {
  const now = ctx.clock.now();
  const end = until && until < now ? until : now;
  const seeded = await ctx.database.owner.transaction(async (tx) => {
    await tx.query(sql`/* seed-demo */ select pg_advisory_xact_lock(${locks.seed})`);
    if (!(await isEmpty(tx))) return null;
    await decideSettings(tx);
    const { departmentName, currency } = demoSettings;
    const settings = { ...ctx.settings, departmentName, currency, timeZone: demoSettings.timeZone, demo: true };
    // a principal of its own: `demo` is whoever acts in the present, by which is known whether it has begun
    const viewer = { ...ctx.viewer, principal: 'demo-past', origin: 'demo' as const };
    const { timeZone } = settings;
    const world = demoWorld(seed, firstDay(end, timeZone), timeZone);
    // nothing is known after the end
    const telling = { ...ctx, settings, viewer, clock: { now: () => end } };
    await tellAll(tx, telling, world, end);
    return { ctx: telling, world };
  });
  // the planner has only seen empty tables, and the first wall asks at once
  if (seeded) await ctx.database.owner.query(sql`/* seed-demo */ analyze`);
  if (seeded) await payPeople(seeded.ctx, seeded.world, await readNouns(ctx.database.app));
  return seeded !== null;
}

async function tellAll(tx: Transaction, ctx: Context, world: DemoWorld, end: Date): Promise<void> {
  await writeDepartment(tx, world, end);
  await writeContacts(tx, ctx, world);
  const nouns = await readNouns(tx);
  const tales = tellStory(world, end);
  // what was known when is part of the story: questions with knownAt find the past as the past knew it
  const dealIds = await importTales(tx, ctx, nouns, tales, { recordedAsItHappened: true });
  const telling = await beginTelling({ tx, ctx, world, nouns, tales, dealIds, until: end, heard: (at) => at });
  await writeLife(telling);
  // also who has bought nothing has been spoken to, or not
  await tx.query(sql`/* demo-settle */ insert into client_to_settle select id from client`);
  await settleAsItHappened(tx, ctx);
  await writeJudged(telling);
}

/** The day the story begins that ends at an instant. */
export function firstDay(end: Date, timeZone: string): Day {
  return Temporal.PlainDate.from(monthOf(dayOf(end, timeZone)))
    .subtract({ months: monthsTold })
    .toString();
}

async function isEmpty(tx: Transaction): Promise<boolean> {
  const [found] = await tx.query<{ any: boolean }>(sql`/* seed-demo */ select
    exists (select from ledger) or exists (select from deal) or exists (select from client) or exists (select from employee)
    or exists (select from pipeline) or exists (select from account) as any`);
  return found?.any === false;
}

async function decideSettings(tx: Transaction): Promise<void> {
  const { departmentName, timeZone, currency, workEnds } = demoSettings;
  await tx.query(sql`/* seed-demo */ insert into setting (department_name, time_zone, currency, demo, work_ends)
    values (${departmentName}, ${timeZone}, ${currency}, true, ${workEnds})
    on conflict (id) do update set (department_name, time_zone, currency, demo, work_ends)
      = (${departmentName}, ${timeZone}, ${currency}, true, ${workEnds})`);
  await tx.query(sql`/* demo-calendar */ insert into calendar_day (day, kind, note)
    select make_date(year, 12, 29), 'short', 'Предновогодний день, корпоратив после обеда' from generate_series(2024, 2027) year
    where extract(isodow from make_date(year, 12, 29)) <= 5`);
}
