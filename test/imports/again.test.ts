import { afterEach, beforeEach, expect, test } from 'vitest';
import { moveDeal } from '../../server/src/sales/deals/move-deal.ts';
import { type Desk, dealsFile, dealsMapping, startDesk } from './desk.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await startDesk({ timeZone: 'UTC', currency: 'USD' });
});
afterEach(() => desk.close());

const entries = () => desk.count('select count(*) from ledger');
const revenue = () => desk.count('select coalesce(sum(revenue), 0) from ledger');

test('a dry run says what an import would do and writes nothing', async () => {
  desk.put({
    'deals.csv': dealsFile(
      'a1,Acme,Ann,won,2025-01-05,2025-02-01,100',
      'a2,Acme,Ann,bad,2025-01-05,,1',
      'a1,Acme,Ann,open,2025-01-05,,1',
    ),
  });
  const dry = await desk.import(dealsMapping(), { dryRun: true });
  expect(await entries()).toBe(0);
  expect(
    await desk.count(
      'select (select count(*) from client) + (select count(*) from pipeline) + (select count(*) from deal)',
    ),
  ).toBe(0);
  const done = await desk.import(dealsMapping());
  expect(dry.counts).toEqual(done.counts);
  expect(dry.refused).toEqual(done.refused);
  expect(done.counts).toMatchObject({ deal: { added: 1, refused: 2 }, client: { added: 1 }, stage: { added: 3 } });
});

test('every noun added tells the change feed once', async () => {
  desk.put({ 'deals.csv': dealsFile('a1,Acme,Ann,open,2025-01-05,,1') });
  await desk.import(dealsMapping());
  const told = await desk.rows(
    `select kind, count(*)::int as n, bool_or(event) as event from ledger where deal_id is null group by 1 order by 1`,
  );
  expect(told).toEqual([
    { kind: 'reference_added', n: 5, event: false },
    { kind: 'client_added', n: 1, event: false },
  ]);
});

test('a row that changed revises its deal by the difference alone', async () => {
  desk.put({ 'deals.csv': dealsFile('a1,Acme,Ann,won,2025-01-05,2025-02-01,100', 'a2,Acme,Ann,open,2025-01-05,,50') });
  await desk.import(dealsMapping());
  const before = await entries();
  desk.put({
    'deals.csv': dealsFile('a1,Acme,Ann,won,2025-01-05,2025-02-01,120.5', 'a2,Acme,Ann,lost,2025-01-05,2025-03-01,50'),
  });
  const dry = await desk.import(dealsMapping(), { dryRun: true });
  expect(await entries()).toBe(before);
  const summary = await desk.import(dealsMapping());
  expect(summary.counts.deal).toEqual({ read: 2, added: 0, revised: 2, unchanged: 0, kept: 0, refused: 0 });
  expect(dry.counts).toEqual(summary.counts);
  expect(await revenue()).toBe(12_050);
  expect(await desk.count('select sum(lost) from ledger')).toBe(1);
  expect(await desk.findings()).toEqual([]);
  const after = await entries();
  expect((await desk.import(dealsMapping())).counts.deal).toMatchObject({ unchanged: 2 });
  expect(await entries()).toBe(after);
});

test('what people have worked on here stays as they left it', async () => {
  desk.put({ 'deals.csv': dealsFile('a1,Acme,Ann,open,2025-01-05,,100') });
  await desk.import(dealsMapping());
  const [deal] = await desk.rows<{ id: string }>('select id from deal');
  const [talks] = await desk.rows<{ id: string }>(`select id from stage where name = 'Talks'`);
  await moveDeal(desk.ctx, { key: 'k', dealId: deal?.id ?? '', version: 1, stageId: talks?.id ?? '' });
  desk.put({ 'deals.csv': dealsFile('a1,Acme,Ann,open,2025-01-05,,999') });
  expect((await desk.import(dealsMapping())).counts.deal).toMatchObject({ kept: 1, revised: 0 });
  expect(await desk.rows('select amount from deal')).toEqual([{ amount: '10000' }]);
});

test('a manager whose team changes in the files takes along what the files told; changed here, the credit stays', async () => {
  const mapping = (team: string) => {
    desk.put({
      'people.csv': `name,team\nAnn,${team}\n`,
      'deals.csv': dealsFile('a1,Acme,Ann,won,2025-01-05,2025-02-01,100'),
    });
    const people = {
      file: 'people.csv',
      makes: [{ noun: 'employee', name: 'name', team: { column: 'team', create: true } }],
    };
    const { files, ...rest } = dealsMapping() as { files: unknown[] };
    return { ...rest, files: [people, ...files] };
  };
  const byTeam = () =>
    desk.rows(`select t.name, sum(revenue)::int as revenue from ledger e join team t on t.id = e.team_id
    where deal_id is not null group by 1 having sum(revenue) <> 0`);
  await desk.import(mapping('North'));
  const summary = await desk.import(mapping('South'));
  expect(summary.counts).toMatchObject({ employee: { revised: 1 }, deal: { revised: 1 } });
  expect(await byTeam()).toEqual([{ name: 'South', revenue: 10_000 }]);

  // as a verb that amends an employee will do it
  await desk.rows(`update employee set team_id = (select id from team where name = 'North')`);
  await desk.rows(`insert into ledger (recorded_at, effective_at, day, month, kind, origin, employee_id)
    select now(), '2026-03-18T09:00:00Z', '2026-03-18', '2026-03-01', 'reference_amended', 'ui', id from employee`);
  const again = await desk.import(mapping('South'));
  expect(again.counts).toMatchObject({ employee: { kept: 1 }, deal: { unchanged: 1 } });
  expect(await byTeam()).toEqual([{ name: 'South', revenue: 10_000 }]);
  expect(await desk.findings()).toEqual([]);
});

test('killed in the middle and run again, an import is complete and exact', async () => {
  const rows = Array.from({ length: 6500 }, (_, i) => `n${i},Client ${i % 700},Ann,won,2025-01-05,2025-02-01,${i}`);
  desk.put({ 'deals.csv': dealsFile(...rows) });
  const killed = desk.import(dealsMapping(), {
    onProgress: ({ rows: read }) => {
      if (read >= 4000) throw new Error('killed');
    },
  });
  await expect(killed).rejects.toThrow('killed');
  const half = await desk.count('select count(*) from deal');
  expect(half).toBeGreaterThan(0);
  expect(half).toBeLessThan(6500);
  const summary = await desk.import(dealsMapping());
  expect(summary.counts.deal).toMatchObject({ read: 6500, added: 6500 - half, unchanged: half });
  expect(await desk.count('select count(*) from client')).toBe(700);
  expect(await revenue()).toBe(((6499 * 6500) / 2) * 100);
  expect(await desk.findings()).toEqual([]);
});

test('of two imports at once the second is refused', async () => {
  desk.put({ 'deals.csv': dealsFile(...Array.from({ length: 3000 }, (_, i) => `n${i},Acme,Ann,open,2025-01-05,,1`)) });
  const results = await Promise.allSettled([desk.import(dealsMapping()), desk.import(dealsMapping())]);
  expect(results.map((r) => r.status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(await desk.count('select count(*) from deal')).toBe(3000);
});
