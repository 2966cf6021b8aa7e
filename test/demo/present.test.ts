import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { catchUp } from '../../server/src/demo/catch-up.ts';
import { readNouns } from '../../server/src/demo/nouns.ts';
import { Present } from '../../server/src/demo/present.ts';
import { firstDay } from '../../server/src/demo/seed-demo.ts';
import { readWorld } from '../../server/src/demo/simulator.ts';
import { type DemoWorld, defaultSeed } from '../../server/src/demo/world.ts';
import { verify } from '../../server/src/ledger/verify.ts';
import { sql } from '../../server/src/lib/sql.ts';
import { spendNoun } from '../../server/src/marketing/spend/spend.ts';
import { recordsEqualTheirRows } from '../../server/src/records/verify-records.ts';
import { activityNoun } from '../../server/src/sales/activities/activity.ts';
import { clientsEqualTheirPurchases } from '../../server/src/sales/clients/verify-clients.ts';
import { openDeal } from '../../server/src/sales/deals/open-deal.ts';
import { documentNoun } from '../../server/src/sales/documents/document.ts';
import { paymentNoun } from '../../server/src/sales/documents/payment.ts';
import { leadNoun } from '../../server/src/sales/leads/lead.ts';
import { taskNoun } from '../../server/src/sales/tasks/task.ts';
import { ratingNoun } from '../../server/src/service/ratings/rating.ts';
import { ticketNoun } from '../../server/src/service/tickets/ticket.ts';
import { type DemoDepartment, standing, startDemoDepartment } from './department.ts';

let department: DemoDepartment;
let world: DemoWorld;
const start = new Date('2026-03-18T12:00:00+03:00');
beforeAll(async () => {
  department = await startDemoDepartment(start.toISOString());
  const found = await readWorld(department.makeContext(), defaultSeed);
  if (!found) throw new Error('there is no demo');
  world = found;
}, 180_000);
afterAll(() => department.close());

/** Lives for some days without waiting for them; gives the instants at which something happened. */
async function live(days: number, options: { corrections?: boolean; longestWait?: number } = {}): Promise<Date[]> {
  const { clock, makeContext } = department;
  const present = new Present(makeContext, world, await readNouns(department.database.app), { speed: 1, ...options });
  await present.begin();
  const events: Date[] = [];
  for (const end = clock.now().getTime() + days * 86_400_000; clock.now().getTime() < end; ) {
    const { wait, act } = await present.next();
    clock.advance({ ms: wait });
    if (await act?.()) events.push(clock.now());
  }
  return events;
}

test('the story in a database is found again as it was begun', () => {
  expect([world.start, world.seed]).toEqual([firstDay(start, 'Europe/Moscow'), defaultSeed]);
});

describe('the present', () => {
  test('begins within seconds, and a restart does not begin anew', async () => {
    const present = async () => {
      const begun = new Present(department.makeContext, world, await readNouns(department.database.app), { speed: 1 });
      await begun.begin();
      return begun;
    };
    const wins = () => department.one<{ n: number }>(sql`select sum(won)::int as n from ledger`);
    const before = await wins();
    const first = await present();
    for (let i = 0; i < 3; i += 1) {
      const { wait, act } = await first.next();
      expect(wait).toBeLessThan(10_000);
      department.clock.advance({ ms: wait });
      expect(await act?.()).toBe(true);
    }
    expect((await wins()).n).toBe(before.n + 1);
    const again = await present();
    const { wait, act } = await again.next();
    expect(wait).toBeLessThan(10_000);
    expect(await act?.()).toBe(true);
    expect((await wins()).n).toBe(before.n + 1);
  });

  test('keeps an office’s pace by day, and a gentler one at night', async () => {
    department.clock.set('2026-03-19T10:00:00+03:00');
    const byDay = (await live(2 / 24)).length / 2;
    expect(byDay).toBeGreaterThan(45);
    expect(byDay).toBeLessThan(120);
    department.clock.set('2026-03-19T22:00:00+03:00');
    const byNight = (await live(3 / 24)).length / 3;
    expect(byNight).toBeGreaterThan(15);
    expect(byNight).toBeLessThan(60);
  });

  test('people also talk with clients, answer, resolve, issue and do what is due', async () => {
    department.clock.set('2026-03-19T10:30:00+03:00');
    const since = department.clock.now();
    await live(8 / 24);
    const done = await department.one<Record<string, number>>(sql`select
      (select count(*)::int from activity where at > ${since}) as contacts,
      (select count(*)::int from lead where arrived_at > ${since}) as leads,
      (select count(*)::int from lead where answered_at > ${since}) as answers,
      (select count(*)::int from task where done_at > ${since}) as tasks,
      (select count(*)::int from document where issued_at > ${since}) as papers,
      (select count(*)::int from ticket where answered_at > ${since} or resolved_at > ${since}) as tickets,
      (select count(*)::int from payment where at > ${since}) as payments`);
    const least = { contacts: 15, leads: 2, answers: 2, tasks: 2, papers: 1, tickets: 1, payments: 1 };
    const most = { contacts: 90, leads: 25, answers: 25, tasks: 60, papers: 40, tickets: 30, payments: 30 };
    for (const [what, count] of Object.entries(done)) {
      expect(count, what).toBeGreaterThanOrEqual(least[what as keyof typeof least]);
      expect(count, what).toBeLessThanOrEqual(most[what as keyof typeof most]);
    }
  }, 60_000);

  test('stays in balance for weeks, and sells what the history sold', async () => {
    department.clock.set('2026-03-20T09:00:00+03:00');
    const since = department.clock.now();
    const before = await standing(department, since);
    await live(21, { corrections: false, longestWait: 1_800_000 });
    const after = await standing(department, since);
    expect(after.open).toBeGreaterThan(before.open * 0.6);
    expect(after.open).toBeLessThan(before.open * 1.5);
    expect(after.opened / after.closed).toBeGreaterThan(0.8);
    expect(after.opened / after.closed).toBeLessThan(1.25);
    const { weekly } = await department.one<{ weekly: number }>(sql`select sum(won)::float / 8 as weekly from ledger
      where effective_at between ${since}::timestamptz - interval '56 days' and ${since}`);
    expect(after.won / 3 / weekly).toBeGreaterThan(0.6);
    expect(after.won / 3 / weekly).toBeLessThan(1.7);
  }, 120_000);

  test('closes the gap of three weeks without a server, and only once', async () => {
    const { clock, makeContext } = department;
    const left = clock.now();
    const before = await standing(department, left);
    clock.advance({ days: 21 });
    const nouns = await readNouns(department.database.app);
    expect(await catchUp(makeContext(), world, nouns)).toBeGreaterThan(300);
    const after = await standing(department, left);
    expect(after.opened).toBeGreaterThan(100);
    expect(after.closed).toBeGreaterThan(100);
    expect(after.open).toBeGreaterThan(before.open * 0.5);
    expect(after.open).toBeLessThan(before.open * 1.7);
    const { days, future } = await department.one<{
      days: number;
      future: number;
    }>(sql`select count(distinct day)::int as days,
      count(*) filter (where effective_at > ${clock.now()} and deal_id is not null)::int as future from ledger where effective_at > ${left}`);
    expect(days).toBeGreaterThan(11);
    expect(future).toBe(0);
    expect(await catchUp(makeContext(), world, nouns)).toBe(0);
    const told = await department.one<Record<string, number>>(sql`select
      (select count(*)::int from activity where at > ${left}) as contacts,
      (select count(*)::int from lead where arrived_at > ${left}) as leads,
      (select count(*)::int from document where issued_at > ${left}) as papers,
      (select count(distinct day)::int from spend where at > ${left}) as "days of spend",
      (select count(*)::int from expense where starts_at > ${left}) as expenses`);
    for (const [what, count] of Object.entries(told)) expect(count, what).toBeGreaterThan(14);
  }, 60_000);

  test('leaves the deals that people opened themselves alone', async () => {
    const { makeContext, database } = department;
    const [client] = await database.app.query<{ id: string }>(sql`select id from client limit 1`);
    const id = await openDeal(makeContext(), { key: 'ours', clientId: client?.id ?? '' });
    department.clock.advance({ days: 60 });
    await catchUp(makeContext(), world, await readNouns(database.app));
    expect(await department.one(sql`select version, status from deal where id = ${id}`)).toEqual({
      version: 1,
      status: 'open',
    });
  }, 60_000);

  test('the ledger and the rows still agree', async () => {
    const nouns = [activityNoun, leadNoun, taskNoun, documentNoun, paymentNoun, ticketNoun, ratingNoun, spendNoun];
    const checks = [clientsEqualTheirPurchases, recordsEqualTheirRows(nouns)];
    expect(await verify(department.database.owner, checks)).toEqual([]);
    const sums = await department.one(sql`select sum(in_stage)::int as open, sum(pipeline)::text as pipeline,
      sum(revenue)::text as revenue from ledger`);
    const rows = await department.one(sql`select count(*) filter (where status = 'open')::int as open,
      sum(amount) filter (where status = 'open')::text as pipeline, sum(amount) filter (where status = 'won')::text as revenue from deal`);
    expect(sums).toEqual(rows);
  });
});
