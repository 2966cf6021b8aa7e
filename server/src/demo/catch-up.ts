import type { Context } from '../context.ts';
import type { Transaction } from '../database/database.ts';
import { sql } from '../lib/sql.ts';
import { settleMarked } from '../sales/clients/prepare-clients.ts';
import { admitNewcomers } from './day/admit-newcomers.ts';
import { noteDays } from './day/note-days.ts';
import { askForPaper } from './day/papers-done.ts';
import { liveOn } from './deal-life.ts';
import type { Happening } from './happening.ts';
import { importTales } from './import-tales.ts';
import { beginTelling } from './life/telling.ts';
import { writeMissedLife } from './life/write-life.ts';
import { type DemoNouns, externalId } from './nouns.ts';
import { type OpenDeal, readOpenDeals } from './open-deals.ts';
import { perform } from './perform.ts';
import { Random } from './random.ts';
import { tellStory } from './story.ts';
import type { DemoWorld } from './world.ts';

/** Gaps shorter than this part of a working day are no gaps: deals are an hour apart anyway. */
const shortestGap = 0.25;

/**
 * Tells what happened while nobody watched (the server was off, the computer slept): open deals live on through backdated verbs, new ones
 * come through the bulk door. All of it carries its own instants, so the month has no hole and nothing old is celebrated as new.
 *
 * The gap begins where the last deal was opened, and new deals are written last and all at once: a catching-up that was interrupted is
 * taken up again by the next. Returns how many deeds were done.
 */
export async function catchUp(
  ctx: Context,
  world: DemoWorld,
  known: DemoNouns,
  stopped: () => boolean = () => false,
): Promise<number> {
  const nouns = await admitNewcomers(ctx, world, known);
  await noteDays(ctx, world, nouns);
  const now = ctx.clock.now();
  const last = await lastOpening(ctx);
  if (!last || world.office.position(now) - world.office.position(last) < shortestGap) return 0;
  const missed = (await readOpenDeals(ctx.database.app))
    .flatMap((deal) => missedBy(world, deal, last, now))
    .toSorted((a, b) => a.happening.at.getTime() - b.happening.at.getTime());
  let done = 0;
  const versions = new Map<string, number>();
  for (const { deal, happening } of missed) {
    if (stopped()) return done;
    const version = versions.get(deal.id) ?? deal.version;
    const { by, at } = happening;
    if (!(await perform(ctx, nouns, { deed: happening, by, at, deal: { id: deal.id, version } }))) continue;
    versions.set(deal.id, version + 1);
    done += 1;
    await askForPaper({ ctx, world, nouns, random: new Random(deal.id, version), deals: [] }, deal, happening);
  }
  return done + (await writeMissed(ctx, world, nouns, last, now));
}

async function lastOpening(ctx: Context): Promise<Date | null> {
  const [row] = await ctx.database.app.query<{
    at: Date | null;
  }>(sql`/* demo-last-opening */ select max(opened_at) as at from deal
    where external_id like ${externalId('%')}`);
  return row?.at ?? null;
}

/** Until when enquiries have been told: a little after the last deal was opened. */
async function lastEnquiry(tx: Transaction, opened: Date): Promise<Date> {
  const [row] = await tx.query<{
    at: Date;
  }>(sql`/* demo-last-enquiry */ select greatest(max(arrived_at), ${opened}) as at
    from lead where external_id like ${externalId('%')}`);
  return row?.at ?? opened;
}

interface Missed {
  deal: OpenDeal;
  happening: Happening;
}

function missedBy(world: DemoWorld, deal: OpenDeal, last: Date, now: Date): Missed[] {
  const fate = new Random(world.seed, 'missed', deal.id, deal.version);
  const begin = world.office.position(deal.since > last ? deal.since : last);
  return [...liveOn(world, fate, deal, begin, now)].map((happening) => ({ deal, happening }));
}

/** The deals that would have been opened, in one transaction. */
async function writeMissed(ctx: Context, world: DemoWorld, nouns: DemoNouns, last: Date, now: Date): Promise<number> {
  const tales = tellStory(world, now, last);
  const names = tales.map((tale) => tale.name);
  await ctx.database.app.transaction(async (tx) => {
    const known = await tx.query<{ name: string }>(sql`/* demo-known */ select external_id as name from deal
      where external_id = any(${names})`);
    const told = new Set(known.map(({ name }) => name));
    const missed = tales.filter((tale) => !told.has(tale.name));
    const dealIds = await importTales(tx, ctx, nouns, missed);
    const after = await lastEnquiry(tx, last);
    const about = { tales: missed, dealIds, after, until: now, heard: () => now };
    await writeMissedLife(await beginTelling({ tx, ctx, world, nouns, ...about }));
    await tx.query(sql`/* demo-settle */ insert into client_to_settle select id from client
      where external_id like ${externalId('%')}`);
    await settleMarked(tx, ctx);
  });
  ctx.changed();
  return tales.reduce((sum, tale) => sum + tale.happenings.length, 0);
}
